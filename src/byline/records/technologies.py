"""Technologies, where papers name them, and what they do with them."""

from dataclasses import dataclass
from typing import Literal

TechnologyKind = Literal["model", "architecture", "accelerator", "dataset"]
Role = Literal["introduced", "built_on", "evaluated", "tool", "compared", "mentioned"]
"""What a paper does with a technology, the strongest first."""
TextBasis = Literal["full_text", "abstract"]
"""What was read of a paper: all of it, or title and abstract alone; the two are never added up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Technology:
    """A row of the catalogue: a model family, an architecture, an accelerator or a data set."""

    technology_id: str
    """Kind and name, such as ``model:llama``."""
    name: str
    kind: TechnologyKind
    developers: tuple[str, ...]
    """Organisations that made it; several if they did so together. The vendor of an accelerator."""
    country_codes: tuple[str, ...]
    """Countries of these developers on the day of release, in the same order."""
    released: str | None
    """First public day as ``2023-02-24``, ``2023-02`` or ``2023``."""
    openness: str | None
    derives_from: tuple[str, ...]
    """`technology_id` of what it was made from."""
    market: str | None
    """Of an accelerator: data_centre, china_variant, consumer, workstation, domestic, ..."""
    total_processing_performance: float | None
    """TPP of 88 FR 73458: 2 x MacTOPS x bit length, dense."""
    china_licence_from: str | None
    """The day from which exporting it to China needed a US licence."""
    china_licence_rule: str | None
    source: str
    source_date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TechnologyName:
    """An accepted name of a technology, before its role is known: an inner table of a run."""

    paper_id: str
    document_id: str
    technology_id: str
    alias: str
    """As the catalogue writes it."""
    version: str | None
    """A version of the catalogue; None where the name says none that is known."""
    place: str
    """title, abstract, body, table, caption, appendix."""
    rule: str
    """The name rule that accepted it, with its version."""
    start: int
    end: int
    """Span of the name in `Document.text`, with version, size and variant."""
    within_start: int
    within_end: int
    """The stretch of the text it was found in, which its sentence never leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An accepted name of a technology at a span of a paper's text, and what is done with it."""

    mention_id: str
    paper_id: str
    document_id: str
    technology_id: str
    name: str
    """As printed, with version and size."""
    place: str
    """title, abstract, body, table, caption, appendix."""
    rule: str
    """The name rule that accepted it, with its version."""
    role: Role
    probability: float
    """That the role is right, calibrated on labelled papers."""
    start: int
    end: int
    """Span of the name in `Document.text`; `evidence_id` holds the sentence around it."""
    evidence_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTechnology:
    """What one paper does with one technology: the strongest role that its mentions show."""

    paper_id: str
    document_id: str
    technology_id: str
    role: Role
    probability: float
    basis: TextBasis
    via: str | None
    """The derivative (`technology_id`) that brought it in; None where it is named itself."""
    mention_count: int
    evidence_id: str
    """The sentence that decides the role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceleratorAmount:
    """How much of an accelerator a paper prints; each number is None where none stands there."""

    paper_id: str
    document_id: str
    technology_id: str
    count: int | None
    memory_gigabytes: float | None
    hours: float | None
    """Accelerator-hours."""
    evidence_id: str
