"""Whether what resolves strings and what finds names run compiled, from the sources beside them."""

from importlib.machinery import EXTENSION_SUFFIXES
from importlib.util import find_spec
from pathlib import Path

ENTRANCES = ("byline.places.resolver", "byline.technologies.scanner")
"""One module of each group that is compiled together."""


def is_compiled(module: str = ENTRANCES[0]) -> bool:
    """Whether a module runs compiled; without a C compiler the same source runs as it is."""
    spec = find_spec(module)
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
