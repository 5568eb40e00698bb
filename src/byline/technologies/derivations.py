"""What technologies were made from, with what the versions a paper names derive from besides."""

from collections.abc import Iterable, Mapping, Sequence

from byline.records import make_id
from byline.technologies.catalogue import Catalogue
from byline.technologies.mentions import FoundName


class Derivations:
    """The derivations of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._bases = {one.technology_id: one.derives_from for one in catalogue.technologies}
        self._of_version = {
            (one.technology_id, one.version): one.derives_from
            for one in catalogue.versions
            if one.derives_from
        }

    def of_names(self, found: Iterable[FoundName]) -> Mapping[str, Sequence[str]]:
        """By technology: what it derives from, as the names in one paper have it."""
        bases: dict[str, Sequence[str]] = dict(self._bases)
        for name in found:
            further = self._of_version.get((name.technology_id, name.version or ""), ())
            if further:
                own = bases.get(name.technology_id, ())
                bases[name.technology_id] = tuple(dict.fromkeys((*own, *further)))
        return bases

    def key(self, technology_id: str, version: str | None) -> str:
        """A key over all that a technology and a version of it derive from, however far back."""
        seen: dict[str, None] = {}
        waiting = [technology_id]
        further = list(self._of_version.get((technology_id, version or ""), ()))
        while waiting or further:
            base = (waiting or further).pop()
            if base not in seen:
                seen[base] = None
                waiting += self._bases.get(base, ())
        return make_id(technology_id, version, *seen)
