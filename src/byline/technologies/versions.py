"""Which version of the catalogue a name says."""

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

from byline.technologies.catalogue import Alias, Catalogue, Version

_BETWEEN: Final = re.compile(r"[\W_]+")


class Versions:
    """The versions of every technology, by what is printed after its name."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._known: dict[str, dict[str, Version]] = defaultdict(dict)
        for version in catalogue.versions:
            self._known[version.technology_id][_fold(version.version)] = version
        self.find = lru_cache(maxsize=4096)(self._find)

    def has_any(self, technology_id: str) -> bool:
        """Whether the catalogue tells versions of this technology apart."""
        return technology_id in self._known

    def get(self, technology_id: str, version: str) -> Version | None:
        """The version of this very name."""
        return self._known.get(technology_id, {}).get(_fold(version))

    def find_after(self, alias: str, meaning: Alias, tail: str) -> Version | None:
        """The version that a tail says after a name which may say one itself.

        "GPT-4o" goes on in "GPT-4o-mini"; the 4 of "GPT2-4L" counts layers: 2 is the version.
        """
        own = meaning.version
        if own is None:
            return self.find(meaning.technology_id, tail)
        longer = self.find(meaning.technology_id, f"{own}{tail}")
        if longer is not None and _fold(longer.version) != _fold(own):
            return longer
        has_number = any(map(str.isdigit, alias))
        return None if has_number else self.find(meaning.technology_id, tail)

    def _find(self, technology_id: str, tail: str) -> Version | None:
        """The longest version that a tail begins with: 2.5-VL before 2.5."""
        printed = _fold(tail)
        known = self._known.get(technology_id, {})
        fitting = (key for key in known if _begins(printed, key))
        best = max(fitting, key=len, default=None)
        return None if best is None else known[best]


def _fold(version: str) -> str:
    """A version in lower case, parts joined by single hyphens, without a leading v."""
    folded = _BETWEEN.sub(_keep_point, version.casefold()).strip("-.")
    return folded[1:] if re.match(r"v\d", folded) else folded


def _keep_point(found: re.Match[str]) -> str:
    return "." if found[0] in "._" else "-"


def _begins(printed: str, key: str) -> bool:
    rest = printed[len(key) :]
    return printed.startswith(key) and not (rest[:1].isdigit() or re.match(r"\.\d", rest))
