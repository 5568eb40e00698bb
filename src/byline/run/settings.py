"""What a study was asked to read, kept in its study.json."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from byline.records import BylineError
from byline.store.study import Study, write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """One source of a study and how its columns and gaps are to be read."""

    path: str
    venue: str | None = None
    year: int | None = None
    track: str | None = None
    status: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    """Pairs of our name and the column's: (``title``, ``Paper Title``)."""
    tracks: str | None = None
    """A file of official track lists, joined by title and authors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySettings:
    """All sources of a study, in the order given: earlier ones stand for their duplicates."""

    sources: tuple[SourceSettings, ...]

    def with_sources(self, added: tuple[SourceSettings, ...]) -> "StudySettings":
        """These settings with more sources; one named again takes its new options in place."""
        by_path = {source.path: source for source in (*self.sources, *added)}
        return replace(self, sources=tuple(by_path.values()))


def read_settings(study: Study) -> StudySettings:
    """The settings of a study, empty where it is new; raises BylineError where damaged."""
    if not study.settings_path.is_file():
        return StudySettings(sources=())
    try:
        values = json.loads(study.settings_path.read_text(encoding="utf-8"))
        sources = tuple(_read_source(value) for value in values["sources"])
    except (ValueError, TypeError, KeyError) as error:
        raise BylineError(
            f"{study.settings_path}: not the settings of a study ({error}); "
            "mend it or take another folder for --study"
        ) from error
    return StudySettings(sources=sources)


def _read_source(value: dict[str, object]) -> SourceSettings:
    pairs = value.get("columns")
    columns = tuple((str(ours), str(theirs)) for ours, theirs in pairs) if _is_list(pairs) else ()
    return replace(SourceSettings(**(value | {"columns": ()})), columns=columns)  # type: ignore[arg-type]


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def write_settings(study: Study, settings: StudySettings) -> None:
    """Keep the settings; unchanged ones are not written again."""
    text = json.dumps(asdict(settings), indent=1, ensure_ascii=False) + "\n"
    if study.settings_path.is_file() and study.settings_path.read_text("utf-8") == text:
        return
    write_atomically(study.settings_path, text.encode())


def find_missing(settings: StudySettings) -> list[str]:
    """The paths of sources that are not there."""
    return [source.path for source in settings.sources if not Path(source.path).exists()]
