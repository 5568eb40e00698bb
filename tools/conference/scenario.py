"""A made-up NeurIPS on the local server: two editions, two layouts, a split volume, bad luck."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tools.conference.pages import (
    PROCEEDINGS,
    PROGRAMME,
    new_layout,
    old_layout,
    pdf_bodies,
    pdf_path,
    programme,
    unknown_layout,
)
from tools.conference.papers import MadeUp, make_papers
from tools.conference.server import Body, Site

HOSTS = (PROCEEDINGS, PROGRAMME)
_PASSING = ("429", "503", "cut", "slow", "too_little", "too_much", "html")
_LASTING = {"404!": "not_found", "html!": "not_pdf", "inward!": "refused_address"}
_PASSING_SHARE, _LASTING_SHARE = 0.02, 0.002
"""Of the papers, for each kind of trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Papers of each track of the new edition, and of the old one."""

    year: int
    main: int
    benchmarks: int
    position: int
    creative: int
    old_year: int
    old: int


REAL = Sizes(year=2025, main=5286, benchmarks=497, position=40, creative=64, old_year=2019, old=113)
"""6,000 in all; the new edition has the tracks and counts of NeurIPS 2025."""
SMALL = Sizes(year=2020, main=24, benchmarks=6, position=0, creative=4, old_year=2019, old=8)


@dataclass(slots=True)
class Scenario:
    """What is served, and what has to come of it."""

    site: Site
    new: list[MadeUp]
    old: list[MadeUp]
    lasting: Counter[str] = field(default_factory=Counter)
    """Papers that cannot be had, by the kind that has to be told."""

    @property
    def papers(self) -> list[MadeUp]:
        """All of them."""
        return [*self.new, *self.old]

    def change_layout(self, sizes: Sizes) -> None:
        """Have the entries of the large volume change their shape half-way."""
        rest = self.new[sizes.creative :]
        page = unknown_layout(rest, after=len(rest) // 2)
        self.site.bodies[PROCEEDINGS, _volume(sizes)] = Body(page)

    @property
    def joint(self) -> int:
        """Papers of the new edition with authors in the USA and in China."""
        return sum(is_joint(paper) for paper in self.new)


def is_joint(paper: MadeUp) -> bool:
    """Whether its authors sit in the USA and in China."""
    towns = [institution for _, institution in paper.authors]
    return any("USA" in town for town in towns) and any("China" in town for town in towns)


def build_scenario(sizes: Sizes, *, seed: int = 0, is_bad: bool = True) -> Scenario:
    """The editions, with troubles at the PDFs of a share of the papers."""
    tracks = {
        "Creative_AI_Track": sizes.creative,
        "Conference": sizes.main,
        "Datasets_and_Benchmarks_Track": sizes.benchmarks,
        "Position_Paper_Track": sizes.position,
    }
    numbers = itertools.accumulate(tracks.values(), initial=0)
    groups = [
        make_papers(count, year=sizes.year, track=track, first=first)
        for (track, count), first in zip(tracks.items(), numbers, strict=False)
    ]
    old = make_papers(sizes.old, year=sizes.old_year, track=None)
    creative, rest = groups[0], [paper for group in groups[1:] for paper in group]
    scenario = Scenario(_play(sizes, creative, rest, old), [*creative, *rest], old)
    if is_bad:
        _spoil(scenario, Random(seed))
    return scenario


def _play(
    sizes: Sizes, creative: Sequence[MadeUp], rest: Sequence[MadeUp], old: Sequence[MadeUp]
) -> Site:
    root = f"/paper_files/paper/{sizes.year}"
    volume = _volume(sizes)
    data = f"/static/virtual/data/neurips-{sizes.year}-orals-posters.json"
    rules = b"User-agent: *\nDisallow: /admin/\n"
    site = Site(retry_after="1")
    site.bodies = {
        (PROCEEDINGS, "/robots.txt"): Body(rules, "text/plain"),
        (PROCEEDINGS, root): Body(new_layout(creative, see_also=[volume])),
        (PROCEEDINGS, volume): Body(new_layout(rest, see_also=[root])),
        (PROCEEDINGS, f"/paper_files/paper/{sizes.old_year}"): Body(old_layout(old)),
        (PROGRAMME, data): Body(programme([*creative, *rest]), "application/json"),
        **pdf_bodies([*creative, *rest, *old]),
    }
    return site


def _volume(sizes: Sizes) -> str:
    return f"/paper_files/paper/{sizes.year}/vol38-main-conference"


def _spoil(scenario: Scenario, chance: Random) -> None:
    """Passing and lasting troubles, each at papers of its own."""
    unlucky = scenario.papers
    chance.shuffle(unlucky)
    for kinds, share in ((_PASSING, _PASSING_SHARE), (tuple(_LASTING), _LASTING_SHARE)):
        for kind in kinds:
            for _ in range(max(1, round(share * len(scenario.papers)))):
                address = (PROCEEDINGS, pdf_path(unlucky.pop()))
                scenario.site.troubles[address] = [kind]
                if kind in _LASTING:
                    scenario.lasting[_LASTING[kind]] += 1
