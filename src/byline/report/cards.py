"""One joint paper as a reader sees it: its people, their affiliations, and what decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Literal

from byline.measures import expand_grouping
from byline.queries import (
    ListedPaper,
    PaperDetail,
    ShownAffiliation,
    ShownAuthor,
    ShownCountry,
    ShownInstitution,
    ShownQuote,
)
from byline.records import Span

Side = Literal["left", "right", "beside", "other", "unknown"]
"""Where a country stands in the question; ``beside`` only in one of its wider groupings."""

UNKNOWN_LABEL = "?"
_COUNTED_ROLE = "affiliation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two groupings whose joint papers are asked for."""

    left: str
    right: str

    @property
    def left_codes(self) -> frozenset[str]:
        """The countries of the one side."""
        return frozenset(expand_grouping(self.left))

    @property
    def right_codes(self) -> frozenset[str]:
        """The countries of the other side."""
        return frozenset(expand_grouping(self.right))

    @property
    def codes(self) -> frozenset[str]:
        """The countries of both sides."""
        return self.left_codes | self.right_codes

    def is_joined_by(self, codes: Iterable[str]) -> bool:
        """Whether some of these countries lie on either side."""
        codes = frozenset(codes)
        return bool(codes & self.left_codes and codes & self.right_codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text; `label` and `side` are set where it is marked."""

    text: str
    label: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCountry:
    """A country of an affiliation with its place in the question and what decided it."""

    country_code: str | None
    side: Side
    basis: str | None
    is_assumed: bool
    rule: str

    @property
    def is_by_hand(self) -> bool:
        """Whether a person's correction decided it."""
        return self.rule.startswith("override@")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAuthor:
    """An author with every tie and the countries that count."""

    name: str
    role_note: str
    ties: tuple[tuple[int, str], ...]
    """Position of the affiliation and role."""
    countries: tuple[tuple[str, Side, bool], ...]
    """Code, side, and whether nothing but an assumption says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardQuote:
    """Words of one page that prove an affiliation; verbatim if they are the string itself."""

    page: int
    quote: str
    is_verbatim: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CardAffiliation:
    """An affiliation; not counted where authors are tied to it by other roles only."""

    position: int
    pieces: tuple[Piece, ...]
    countries: tuple[CardCountry, ...]
    institutions: tuple[ShownInstitution, ...]
    quotes: tuple[CardQuote, ...]
    source: str
    is_counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two readings that do not say the same; `affiliation` is None where the paper is in doubt."""

    affiliation: str | None
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A joint paper; `joint`, `shown` and `between_people` name the pairs it counts for, by place.

    `shown`: without assumed countries. `between_people`: not by one person alone.
    """

    paper: ListedPaper
    document_kind: str | None
    layout: str | None
    authors: tuple[CardAuthor, ...]
    affiliations: tuple[CardAffiliation, ...]
    joint: tuple[int, ...]
    shown: tuple[int, ...]
    between_people: tuple[int, ...]
    disputes: tuple[Dispute, ...] = ()

    @property
    def is_headline(self) -> bool:
        """Whether it counts for the pair that was asked for, not only for a wider grouping."""
        return 0 in self.joint

    @property
    def is_only_assumed(self) -> bool:
        """Whether only assumed countries make it joint for the first pair it counts for."""
        return self.joint[0] not in self.shown

    @property
    def is_one_person(self) -> bool:
        """Whether one person alone makes it joint for the first pair it counts for."""
        return self.joint[0] not in self.between_people


def build_card(
    detail: PaperDetail, pairs: Sequence[Pair], *, disputes: Iterable[Dispute] = ()
) -> Card:
    """The card of one paper that is joint for at least one of the pairs."""
    counted = find_counted(detail)
    codes = frozenset(detail.paper.countries)
    shown = codes - frozenset(detail.paper.assumed_countries)
    return Card(
        paper=detail.paper,
        document_kind=detail.document_kind,
        layout=detail.layout,
        authors=tuple(_build_author(author, detail, pairs) for author in detail.authors),
        affiliations=tuple(
            _build_affiliation(found, pairs, is_counted=found.position in counted)
            for found in detail.affiliations
        ),
        joint=_places_of(pair.is_joined_by(codes) for pair in pairs),
        shown=_places_of(pair.is_joined_by(shown) for pair in pairs),
        between_people=_places_of(is_between_people(detail, pair) for pair in pairs),
        disputes=tuple(disputes),
    )


def _places_of(answers: Iterable[bool]) -> tuple[int, ...]:
    return tuple(place for place, answer in enumerate(answers) if answer)


def find_counted(detail: PaperDetail) -> frozenset[int]:
    """Positions of the affiliations that count: held as such by an author, or tied to nobody."""
    ties = [tie for author in detail.authors for tie in author.affiliations]
    tied = frozenset(position for position, _ in ties)
    held = frozenset(position for position, role in ties if role == _COUNTED_ROLE)
    return held | frozenset(found.position for found in detail.affiliations) - tied


def is_between_people(detail: PaperDetail, pair: Pair) -> bool:
    """Whether the two sides meet in more than one person.

    Affiliations that are printed but tied to nobody stand together for one more person.
    """
    held = [_held_positions(author) for author in detail.authors]
    untied = find_counted(detail).difference(*held)
    signed = [_codes_at(detail, positions) for positions in (*held, untied)]
    involved = [codes for codes in signed if codes & pair.codes]
    return len(involved) > 1 and pair.is_joined_by(frozenset[str]().union(*involved))


def _held_positions(author: ShownAuthor) -> frozenset[int]:
    return frozenset(at for at, role in author.affiliations if role == _COUNTED_ROLE)


def _codes_at(
    detail: PaperDetail, positions: frozenset[int], *, with_assumed: bool = True
) -> frozenset[str]:
    return frozenset(
        country.country_code
        for affiliation in detail.affiliations
        if affiliation.position in positions
        for country in affiliation.countries
        if country.country_code is not None and (with_assumed or not country.is_assumed)
    )


def side_of(country_code: str | None, pairs: Sequence[Pair]) -> Side:
    """Where a country stands in the question; the first pair is the one asked for."""
    if country_code is None:
        return "unknown"
    if country_code in pairs[0].left_codes:
        return "left"
    if country_code in pairs[0].right_codes:
        return "right"
    return "beside" if any(country_code in pair.codes for pair in pairs) else "other"


def leading_side(sides: Iterable[Side]) -> Side:
    """The side that matters most to the question, for print that several countries share."""
    order: tuple[Side, ...] = ("left", "right", "beside", "other", "unknown")
    return min(sides, key=order.index, default="unknown")


def _build_author(author: ShownAuthor, detail: PaperDetail, pairs: Sequence[Pair]) -> CardAuthor:
    held = _held_positions(author)
    shown = _codes_at(detail, held, with_assumed=False)
    return CardAuthor(
        name=author.name,
        role_note=author.role_note,
        ties=author.affiliations,
        countries=tuple(
            (code, side_of(code, pairs), code not in shown)
            for code in sorted(_codes_at(detail, held))
        ),
    )


def _build_affiliation(
    found: ShownAffiliation, pairs: Sequence[Pair], *, is_counted: bool
) -> CardAffiliation:
    printed = found.raw_affiliation_string
    spans = [
        (country.span, label_country(country), side_of(country.country_code, pairs))
        for country in found.countries
        if country.span is not None
    ]
    return CardAffiliation(
        position=found.position,
        pieces=cut_pieces(printed, spans),
        countries=tuple(_build_country(country, pairs) for country in found.countries),
        institutions=found.institutions,
        quotes=tuple(_join_quotes(found.quotes, printed)),
        source=found.source,
        is_counted=is_counted,
    )


def _join_quotes(quotes: Iterable[ShownQuote], printed: str) -> Iterator[CardQuote]:
    """The quotes page by page, parts of one page joined by an ellipsis."""
    for page, parts in groupby(quotes, key=attrgetter("page")):
        words = [" ".join(part.quote.split()) for part in parts]
        yield CardQuote(
            page=page,
            quote=" … ".join(words),
            is_verbatim=words == [" ".join(printed.split())],
        )


def _build_country(country: ShownCountry, pairs: Sequence[Pair]) -> CardCountry:
    return CardCountry(
        country_code=country.country_code,
        side=side_of(country.country_code, pairs),
        basis=country.basis,
        is_assumed=country.is_assumed,
        rule=country.rule,
    )


def label_country(country: ShownCountry) -> str:
    """The code of a country, with a tilde where it is assumed."""
    code = country.country_code or UNKNOWN_LABEL
    return f"~{code}" if country.is_assumed else code


def cut_pieces(text: str, marks: Iterable[tuple[Span, str, Side]]) -> tuple[Piece, ...]:
    """The text cut at the marks; of marks that overlap, the one that starts first stands."""
    pieces: list[Piece] = []
    reached = 0
    for (start, end), label, side in sorted(marks):
        if start < reached or end <= start or end > len(text):
            continue
        if start > reached:
            pieces.append(Piece(text=text[reached:start]))
        pieces.append(Piece(text=text[start:end], label=label, side=side))
        reached = end
    if reached < len(text):
        pieces.append(Piece(text=text[reached:]))
    return tuple(pieces)
