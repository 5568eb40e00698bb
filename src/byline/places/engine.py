"""Whether the modules that resolve strings run compiled, and from the sources beside them."""

from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path

_ENTRANCE = "byline.places.resolver"


def is_compiled() -> bool:
    """Whether they run compiled; without a C compiler the same sources run as they are."""
    spec = find_spec(_ENTRANCE)
    return spec is not None and str(spec.origin).endswith(tuple(EXTENSION_SUFFIXES))


def find_stale(package: Path) -> list[Path]:
    """Sources of a checkout that changed after they were compiled, so that they do not count."""
    compiled = [path for suffix in EXTENSION_SUFFIXES for path in package.rglob(f"*{suffix}")]
    sources = {path: path.with_name(path.name.partition(".")[0] + ".py") for path in compiled}
    return [
        source
        for path, source in sources.items()
        if source.is_file() and source.stat().st_mtime > path.stat().st_mtime
    ]
