from pathlib import Path

import pytest

from byline.places.registry import (
    byline_home,
    embedded_path,
    find_registry,
    imported_path,
    load_registry,
)
from byline.places.registry_rows import RegistryError

USER = Path("~").expanduser()


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"BYLINE_HOME": "/data/byline"}, "win32", Path("/data/byline")),
        ({}, "linux", USER / ".local/share/byline"),
        ({"XDG_DATA_HOME": "/xdg"}, "linux", Path("/xdg/byline")),
        ({"XDG_DATA_HOME": ""}, "freebsd14", USER / ".local/share/byline"),
        ({}, "darwin", USER / "Library/Application Support/byline"),
        ({"LOCALAPPDATA": "/local"}, "win32", Path("/local/byline")),
        ({}, "win32", USER / "AppData/Local/byline"),
    ],
)
def test_data_lie_where_the_platform_keeps_them(
    environment: dict[str, str], platform: str, folder: Path
) -> None:
    assert byline_home(environment, platform) == folder


def test_without_an_import_the_compact_registry_is_in_use(tmp_path: Path) -> None:
    assert find_registry(tmp_path) == embedded_path()
    assert load_registry(find_registry(tmp_path)).name == "Byline compact registry"


def test_a_damaged_import_is_not_passed_over_silently(tmp_path: Path) -> None:
    path = imported_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text("", encoding="utf-8")
    with pytest.raises(RegistryError):
        load_registry(find_registry(tmp_path))
