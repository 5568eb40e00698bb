"""What the technologies that one paper names were made from, as far as that is counted.

A derivative counts for the family it derives from. That a model is a network of some architecture
is in the catalogue, too, but does not count as a use of the architecture: every model of language
would make its paper one about the Transformer.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from byline.records import make_id
from byline.technologies.catalogue import Catalogue
from byline.technologies.descent import find_ancestors
from byline.technologies.mentions import FoundName


class Derivations:
    """The derivations of one catalogue; remembers those it has followed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._ancestors = cache(self._find_ancestors)
        self.key = cache(self._make_key)

    def of_names(self, found: Iterable[FoundName]) -> Mapping[str, Sequence[str]]:
        """By technology: all that it derives from, in any version that stands in the paper."""
        bases: dict[str, dict[str, None]] = {}
        for name in found:
            ancestors = self._ancestors(name.technology_id, name.version)
            bases.setdefault(name.technology_id, {}).update(dict.fromkeys(ancestors))
        return {key: tuple(ancestors) for key, ancestors in bases.items()}

    def _make_key(self, technology_id: str, version: str | None) -> str:
        """A key over all that a technology in this version derives from."""
        return make_id(technology_id, version, *self._ancestors(technology_id, version))

    def _find_ancestors(self, technology_id: str, version: str | None) -> tuple[str, ...]:
        """All of the same kind that a technology derives from."""
        kind = technology_id.partition(":")[0]
        found = find_ancestors(self._catalogue, technology_id, version=version)
        return tuple(one for one in found if one.partition(":")[0] == kind)
