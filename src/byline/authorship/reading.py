"""All that reading one author block gives."""

from dataclasses import dataclass

from byline.records import Affiliation, AuthorBlock, Authorship, AuthorshipAffiliation, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorshipReading:
    """The authors of one paper; a block whose status is not ``read`` says why there are none."""

    block: AuthorBlock
    authorships: tuple[Authorship, ...]
    affiliations: tuple[Affiliation, ...]
    links: tuple[AuthorshipAffiliation, ...]
    evidence: tuple[Evidence, ...]
