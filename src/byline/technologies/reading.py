"""Everything about technologies in one paper: names, roles, amounts, each with its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from byline.documents.reading import DocumentReading
from byline.records import AcceleratorAmount, Evidence, Mention, PaperTechnology, Row
from byline.technologies.catalogue import Catalogue
from byline.technologies.mentions import FoundName
from byline.technologies.roles.reading import read_roles
from byline.technologies.scanner import Scanner


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyReading:
    """All rows about the technologies of one paper."""

    mentions: tuple[Mention, ...]
    technologies: tuple[PaperTechnology, ...]
    amounts: tuple[AcceleratorAmount, ...]
    evidence: tuple[Evidence, ...]

    @property
    def rows(self) -> list[Row]:
        """The rows, table by table."""
        return [*self.mentions, *self.technologies, *self.amounts, *self.evidence]


class TechnologyReader:
    """Reads papers against one catalogue; made once, then used for every paper."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._scanner = Scanner(catalogue)
        self._bases = {one.technology_id: one.derives_from for one in catalogue.technologies}
        self._bases_of_version = {
            (one.technology_id, one.version): one.derives_from
            for one in catalogue.versions
            if one.derives_from
        }

    def read(self, reading: DocumentReading, *, year: int | None) -> TechnologyReading:
        """What one paper names and does; `year` is None where no source gives it."""
        found = self._scanner.find_mentions(reading, year=year)
        roles = read_roles(reading, found.mentions, derives_from=self._derivations(found.mentions))
        evidence = {(row.evidence_id, row.part): row for row in (*roles.evidence, *found.evidence)}
        return TechnologyReading(
            mentions=roles.mentions,
            technologies=roles.technologies,
            amounts=found.amounts,
            evidence=tuple(evidence.values()),
        )

    def _derivations(self, found: Sequence[FoundName]) -> Mapping[str, Sequence[str]]:
        """What technologies derive from, with what the versions named here derive from besides."""
        bases: dict[str, Sequence[str]] = dict(self._bases)
        for name in found:
            further = self._bases_of_version.get((name.technology_id, name.version or ""))
            if further:
                bases[name.technology_id] = tuple(
                    dict.fromkeys((*bases[name.technology_id], *further))
                )
        return bases
