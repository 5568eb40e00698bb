"""What the technologies that one paper names were made from."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from byline.records import make_id
from byline.technologies.catalogue import Catalogue
from byline.technologies.descent import find_ancestors
from byline.technologies.mentions import FoundName


class Derivations:
    """The derivations of one catalogue; remembers those it has followed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._ancestors = cache(
            lambda key, version: find_ancestors(catalogue, key, version=version)
        )

    def of_names(self, found: Iterable[FoundName]) -> Mapping[str, Sequence[str]]:
        """By technology: all that it derives from, in any version that stands in the paper."""
        bases: dict[str, dict[str, None]] = {}
        for name in found:
            ancestors = self._ancestors(name.technology_id, name.version)
            bases.setdefault(name.technology_id, {}).update(dict.fromkeys(ancestors))
        return {key: tuple(ancestors) for key, ancestors in bases.items()}

    def key(self, technology_id: str, version: str | None) -> str:
        """A key over all that a technology in this version derives from."""
        return make_id(technology_id, version, *self._ancestors(technology_id, version))
