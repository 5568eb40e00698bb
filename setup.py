"""Compiles what resolves affiliations and what finds names, where there is a C compiler to do it.

Without one, or with BYLINE_PURE=1, nothing is compiled and the same sources run as they are, with
the same answers in about twice the time. `byline doctor` says which it is.
"""

import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

from setuptools import Extension, setup

PACKAGE = Path("src", "byline")
PLACES = (
    "places/atlas.py",
    "places/bounds.py",
    "places/choosing.py",
    "places/deciding.py",
    "places/describing.py",
    "places/domains.py",
    "places/features.py",
    "places/hinting.py",
    "places/index.py",
    "places/known_tokens.py",
    "places/markup.py",
    "places/matching.py",
    "places/names.py",
    "places/parting.py",
    "places/reading.py",
    "places/registered.py",
    "places/resolution.py",
    "places/respelling.py",
    "places/resolver.py",
    "places/scanning.py",
    "places/splitting.py",
    "places/stating.py",
    "places/tokens.py",
    "places/trie.py",
    "places/weighing.py",
    "run/affiliations.py",
)
NAMES = (
    "technologies/ambiguity.py",
    "technologies/amounts.py",
    "technologies/automaton.py",
    "technologies/deciding.py",
    "technologies/definitions.py",
    "technologies/guards.py",
    "technologies/passages.py",
    "technologies/placing.py",
    "technologies/proofs.py",
    "technologies/scanner.py",
    "technologies/sentences.py",
    "technologies/tails.py",
    "technologies/verdicts.py",
    "technologies/versions.py",
    "technologies/years.py",
)
"""Without the records of mentions: processes hand them on, and native ones cannot be pickled."""
GROUPS = {"byline.places.engine": PLACES, "byline.technologies.engine": NAMES}
"""The modules that are compiled together, by the name of the library they become."""
OPTIONS = ("--config-file=", "--follow-imports=silent", "--ignore-missing-imports")


def list_extensions() -> list[Extension]:
    """The engines as extension modules, each left out if it cannot be compiled."""
    asks_for_metadata = not {"egg_info", "dist_info"}.isdisjoint(sys.argv)
    if asks_for_metadata or os.environ.get("BYLINE_PURE"):
        return []
    try:
        from mypyc.build import mypycify  # noqa: PLC0415 - not there unless pip put it there

        extensions = [
            extension
            for name, modules in GROUPS.items()
            for extension in mypycify(
                [*OPTIONS, *(str(PACKAGE / module) for module in modules)],
                opt_level="2",
                debug_level="0",
                group_name=name,
            )
        ]
    except (ImportError, SystemExit) as error:
        sys.stderr.write(f"the engines are not compiled ({error!r}): they run as they are\n")
        return []
    for extension in extensions:
        extension.optional = True
    return extensions


def remove_compiled() -> None:
    """What was compiled before in this checkout would be imported instead of its sources."""
    for suffix in EXTENSION_SUFFIXES:
        for path in PACKAGE.rglob(f"*{suffix}"):
            path.unlink()


if "editable_wheel" in sys.argv:
    remove_compiled()


setup(ext_modules=list_extensions(), options={"build_ext": {"parallel": True}})
