"""Who signs an invented paper, and from where: people, affiliations, links and roles."""

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tools.typeset.names import Name, invent_names
from tools.typeset.strings import StringStock

Role = Literal["equal", "corresponding", "intern", "moved", "group"]
Depth = Literal["bare", "placed", "long", "mixed"]

_PEOPLE_WEIGHTS = {1: 6, 2: 10, 3: 14, 4: 15, 5: 13, 6: 10, 7: 8, 8: 6, 10: 6, 13: 5, 17: 4, 25: 3}
_AFFILIATION_WEIGHTS = {1: 26, 2: 26, 3: 19, 4: 12, 5: 7, 6: 5, 7: 3, 8: 2}
_DEPTH_WEIGHTS: dict[Depth, int] = {"bare": 40, "placed": 20, "long": 25, "mixed": 15}
_SECOND_SHARE, _THIRD_SHARE = 0.22, 0.15
_IN_BLOCKS_SHARE = 0.6
_UNORDERED_SHARE = 0.06
_ROLE_SHARES: dict[Role, float] = {
    "equal": 0.35,
    "corresponding": 0.4,
    "intern": 0.12,
    "moved": 0.06,
}
_SHORT_COMPANY = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One author: a name, positions of affiliations counted from 1, roles, an e-mail address."""

    name: Name
    affiliations: tuple[int, ...]
    roles: frozenset[Role]
    mailbox: str
    domain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """All that an author block says; `elsewhere` is the company of internships and moves."""

    people: tuple[Person, ...]
    affiliations: tuple[str, ...]
    elsewhere: str
    country_codes: tuple[str | None, ...] = ()
    """Of each affiliation, where all are known."""

    @property
    def with_correspondent(self) -> "Byline":
        """The same byline, with somebody to write to: the first author where nobody is yet."""
        if not self.people or self.people_with("corresponding"):
            return self
        first, *others = self.people
        return replace(
            self, people=(replace(first, roles=first.roles | {"corresponding"}), *others)
        )

    def people_with(self, role: Role) -> tuple[Person, ...]:
        """The people who have this role, in print order."""
        return tuple(person for person in self.people if role in person.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a layout can hold."""

    least_people: int = 1
    most_people: int = 25
    most_affiliations: int = 8
    most_each: int = 3
    deepest: int = 8
    """Commas of an affiliation at most."""


def cast_byline(
    chance: Random, stock: StringStock, bounds: Bounds, *, in_characters: bool = False
) -> Byline:
    """An invented byline within these bounds."""
    count = min(_draw(chance, _PEOPLE_WEIGHTS), bounds.most_people)
    if count < bounds.least_people:
        count = chance.randint(bounds.least_people, bounds.most_people)
    most = min(bounds.most_affiliations, count + 1 if bounds.most_each > 1 else count)
    affiliations = _pick_affiliations(
        chance, stock, count=min(_draw(chance, _AFFILIATION_WEIGHTS), most), deepest=bounds.deepest
    )
    links = _link(chance, people=count, affiliations=len(affiliations), most_each=bounds.most_each)
    roles = give_roles(chance, people=count)
    names = invent_names(chance, count, in_characters=in_characters)
    return Byline(
        people=tuple(
            enlist(name, link, role, affiliations)
            for name, link, role in zip(names, links, roles, strict=True)
        ),
        affiliations=affiliations,
        elsewhere=_pick_company(chance, stock),
    )


def cast_team(chance: Random, stock: StringStock, *, team: str) -> Byline:
    """A team that signs in the place of people."""
    place = chance.choice(stock.bare)
    member = enlist(Name(given=f"{team} Team", family=""), (1,), frozenset({"group"}), (place,))
    return Byline(people=(member,), affiliations=(place,), elsewhere="")


def cast_nobody() -> Byline:
    """The byline of an anonymous submission."""
    return Byline(people=(), affiliations=(), elsewhere="")


def _draw(chance: Random, weights: dict[int, int]) -> int:
    """A number by weight; a number that skips some stands for those between it and the last."""
    numbers = tuple(weights)
    place = chance.choices(range(len(numbers)), tuple(weights.values()))[0]
    low = numbers[place - 1] + 1 if place else numbers[0]
    return chance.randint(low, numbers[place])


def _pick_affiliations(
    chance: Random, stock: StringStock, *, count: int, deepest: int
) -> tuple[str, ...]:
    """Different strings, of one depth as careful authors print them, or mixed; `count` at most."""
    pools: dict[Depth, tuple[str, ...]] = {
        "bare": stock.bare,
        "placed": stock.placed,
        "long": stock.long,
        "mixed": stock.bare + stock.placed + stock.long,
    }
    depth = chance.choices(tuple(_DEPTH_WEIGHTS), tuple(_DEPTH_WEIGHTS.values()))[0]
    pool = [s for s in pools[depth] if s.count(",") <= deepest] or list(stock.bare)
    found: dict[str, None] = {}
    for string in chance.sample(pool, len(pool)):
        if len(found) < count and not _resembles(string, found):
            found[string] = None
    return tuple(found)


def _resembles(string: str, others: dict[str, None]) -> bool:
    """One of two strings holds the other, so that a page would print both as one."""
    return any(string in other or other in string for other in others)


def _link(
    chance: Random, *, people: int, affiliations: int, most_each: int
) -> list[tuple[int, ...]]:
    """Positions of affiliations for each person; each affiliation has somebody."""
    numbers = [*range(affiliations), *chance.choices(range(affiliations), k=people)]
    main = numbers[:people]
    if chance.random() < _IN_BLOCKS_SHARE:
        main.sort()
    links = [[first, *_more(chance, first, affiliations, most_each)] for first in main]
    for number in range(affiliations):
        if not any(number in link for link in links):
            min(links, key=len).append(number)
    return _number_by_appearance(links, ordered=chance.random() > _UNORDERED_SHARE)


def _more(chance: Random, first: int, affiliations: int, most_each: int) -> list[int]:
    others = [number for number in range(affiliations) if number != first]
    wanted = (chance.random() < _SECOND_SHARE) * (1 + (chance.random() < _THIRD_SHARE))
    return chance.sample(others, min(wanted, most_each - 1, len(others)))


def _number_by_appearance(links: list[list[int]], *, ordered: bool) -> list[tuple[int, ...]]:
    if not ordered:
        return [tuple(number + 1 for number in sorted(link)) for link in links]
    seen: dict[int, int] = {}
    for link in links:
        for number in link:
            seen.setdefault(number, len(seen) + 1)
    return [tuple(sorted(seen[number] for number in link)) for link in links]


def give_roles(chance: Random, *, people: int) -> list[frozenset[Role]]:
    """Roles for so many people, in print order."""
    present = {role for role, share in _ROLE_SHARES.items() if chance.random() < share}
    given: list[set[Role]] = [set() for _ in range(people)]
    if "equal" in present and people > 1:
        for roles in given[: chance.choice((2, 2, 2, 3))]:
            roles.add("equal")
    if "corresponding" in present and people > 1:
        given[chance.choice((-1, -1, -1, 0, chance.randrange(people)))].add("corresponding")
    if "intern" in present:
        given[0].add("intern")
    if "moved" in present and people > 1:
        given[chance.randrange(people)].add("moved")
    return [frozenset(roles) for roles in given]


def enlist(
    name: Name, link: tuple[int, ...], roles: frozenset[Role], affiliations: tuple[str, ...]
) -> Person:
    """A person with an invented address at the first affiliation."""
    words = "".join(c if c.isascii() and c.isalpha() else " " for c in name.printed).lower().split()
    return Person(
        name=name,
        affiliations=link,
        roles=roles,
        mailbox=f"{words[0][0]}{words[-1]}" if words else f"a{ord(name.printed[-1])}",
        domain=_invent_domain(affiliations[link[0] - 1]),
    )


def _invent_domain(affiliation: str) -> str:
    """A domain that nobody owns, made of the capitals of the affiliation's longest part."""
    longest = max(affiliation.split(","), key=len)
    capitals = "".join(c for c in longest if c.isascii() and c.isupper()).lower()
    return f"{capitals or 'lab'}.example.{'com' if len(capitals) == 1 else 'edu'}"


def _pick_company(chance: Random, stock: StringStock) -> str:
    short = [
        string
        for string in stock.bare
        if len(string) < _SHORT_COMPANY and "niv" not in string and "nstitut" not in string
    ]
    return chance.choice(short or stock.bare)
