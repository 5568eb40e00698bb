"""The papers that take up one technology: a list for each, and the parts of it that numbers name.

A part is a set of tokens, such as key and left; an entry of the list carries all of its tokens, and
a style rule for each token hides the entries without it while a part with it is the target.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from byline.queries import ROLES, TechnologyPaper
from byline.records import BylineError
from byline.report.cards import Pair

MOST_USES = 300
"""Papers of one technology that are listed, strongest roles first."""

SIDES = ("all", "left", "right")
"""Every paper read, and those with an affiliation on either side of the question."""

Count = tuple[str, str, int | None, int]
"""Name, side, row and number of papers of a part."""

_WHOLE = frozenset({"cited", "reported", "all"})
"""Names that leave nothing out."""
_ORDER = {role: place for place, role in enumerate(ROLES["cited"])}
_NESTED = ("compared", "used", "key")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsePart:
    """A part of a list that a number leads to."""

    place: int
    """Of the list among the lists."""
    name: str
    """Role (cited, compared, used, key) or report (reported, before, same_year, after)."""
    side: str
    row: int | None
    """Venue, year and track, by their place among the rows of the answer."""
    count: int
    listed: int

    @property
    def anchor(self) -> str:
        """Where a link to it leads."""
        return name_anchor(self.place, self.name, self.side, self.row)

    @property
    def only(self) -> str:
        """The tokens an entry must have, as an attribute."""
        return " ".join(_tokens(self.name, self.side, self.row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A paper of a list with the tokens of the parts it stands in."""

    paper: TechnologyPaper
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseList:
    """The papers of one technology; `total` is more than are listed where the list is capped."""

    place: int
    name: str
    kind: str
    licence_rule: str | None
    licence_from: str | None
    total: int
    uses: tuple[Use, ...]
    parts: tuple[UsePart, ...]

    @property
    def is_capped(self) -> bool:
        """Whether there are more papers than are listed."""
        return len(self.uses) < self.total


def name_anchor(place: int, name: str, side: str = "all", row: int | None = None) -> str:
    """The anchor of a part of a list."""
    parts = ["use", str(place), name]
    parts += [] if side == "all" else [side]
    return "-".join(parts if row is None else [*parts, "row", str(row)])


def _tokens(name: str, side: str, row: int | None) -> list[str]:
    named = [token for token in (name, side) if token not in _WHOLE]
    return named if row is None else [*named, f"row-{row}"]


def build_use_list(
    papers: Sequence[TechnologyPaper],
    counts: Iterable[Count],
    *,
    pair: Pair,
    rows: Mapping[str, int],
    place: int,
    name: str,
    kind: str,
    licence_rule: str | None = None,
    licence_from: str | None = None,
    most: int = MOST_USES,
) -> UseList:
    """The list of one technology; `rows` places each paper among the rows of the answer.

    Raises BylineError where a part does not hold as many papers as its number says.
    """
    tokens = {
        paper.paper_id: _tokens_of(
            paper, pair=pair, row=rows[paper.paper_id], licence_from=licence_from
        )
        for paper in papers
    }
    ordered = sorted(papers, key=lambda paper: _rank(paper, tokens[paper.paper_id]))[:most]
    parts = tuple(
        _build_part(count, tokens, ordered, place=place, technology=name)
        for count in counts
        if count[-1]
    )
    wanted = frozenset(token for part in parts for token in part.only.split())
    uses = (
        Use(paper=paper, tokens=tuple(sorted(tokens[paper.paper_id] & wanted))) for paper in ordered
    )
    return UseList(
        place=place,
        name=name,
        kind=kind,
        licence_rule=licence_rule,
        licence_from=licence_from,
        total=len(papers),
        uses=tuple(uses),
        parts=parts,
    )


def _rank(paper: TechnologyPaper, tokens: Collection[str]) -> tuple[int, int]:
    """Strongest roles first, and of one role the papers of both sides before those of one."""
    return _ORDER[paper.role], -sum(side in tokens for side in ("left", "right"))


def _tokens_of(
    paper: TechnologyPaper, *, pair: Pair, row: int, licence_from: str | None
) -> frozenset[str]:
    codes = frozenset(paper.countries)
    answers = {
        **{name: paper.role in ROLES[name] for name in _NESTED},
        "left": bool(codes & pair.left_codes),
        "right": bool(codes & pair.right_codes),
        f"row-{row}": True,
        **_place_in_time(paper.year, licence_from),
    }
    return frozenset(token for token, holds in answers.items() if holds)


def _place_in_time(year: int | None, licence_from: str | None) -> dict[str, bool]:
    if year is None or licence_from is None:
        return {}
    licence_year = int(licence_from[:4])
    return {
        "before": year < licence_year,
        "same_year": year == licence_year,
        "after": year > licence_year,
    }


def _build_part(
    count: Count,
    tokens: Mapping[str, frozenset[str]],
    listed: Sequence[TechnologyPaper],
    *,
    place: int,
    technology: str,
) -> UsePart:
    name, side, row, number = count
    wanted = frozenset(_tokens(name, side, row))
    found = sum(wanted <= held for held in tokens.values())
    if found != number:
        raise BylineError(
            f"the report would say {number} for {technology}, {name}, {side} and list {found} "
            "papers; please report this as a bug of Byline"
        )
    return UsePart(
        place=place,
        name=name,
        side=side,
        row=row,
        count=number,
        listed=sum(wanted <= tokens[paper.paper_id] for paper in listed),
    )


def write_use_rules(lists: Iterable[UseList]) -> str:
    """The style rules of all lists: one for each token."""
    tokens = {token for found in lists for part in found.parts for token in part.only.split()}
    return "".join(
        f'[data-only~="{token}"]:target~.entries>li:not([data-in~="{token}"]){{display:none}}\n'
        for token in sorted(tokens)
    )
