"""Laws that every result obeys; a broken one is told, never mended (docs/methods.md, section 4)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from byline.measures.intervals import find_wilson_interval
from byline.measures.trends import Step

LAWS = (
    "parts_and_whole",
    "joint_within_sides",
    "inclusion_exclusion",
    "plausible_rest",
    "iso_codes",
    "printed_somewhere",
    "stated_before_headquarters",
    "jump",
)

_LEAST_REST = 0.5
"""A rest below this part of the smallest of other years is no plausible one."""
_STRANGE_JUMP = 3.0
"""Standard errors from which a step between years wants an explanation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenLaw:
    """A law that a result breaks, and how; `values` are what the message tells, by name."""

    law: str
    message: str
    values: Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePapers:
    """Papers with either of two sides, with both, and with any known country, in one stretch."""

    name: str
    """What the stretch is called, such as a year."""
    known: int
    left: int
    right: int
    joint: int

    @property
    def rest(self) -> int:
        """Known papers with neither side, by inclusion and exclusion."""
        return self.known - (self.left + self.right - self.joint)


def check_parts(whole: int, parts: Iterable[int], *, name: str) -> Iterator[BrokenLaw]:
    """Parts sum to their whole."""
    total = sum(parts)
    if total != whole:
        yield BrokenLaw(
            law="parts_and_whole",
            message=f"{name}: {total} in parts, {whole} whole",
            values={"total": total, "whole": whole},
        )


def check_joint(sides: SidePapers) -> Iterator[BrokenLaw]:
    """No more joint papers than papers of either side, and a rest that is not negative."""
    if sides.joint > min(sides.left, sides.right):
        yield BrokenLaw(
            law="joint_within_sides",
            message=f"{sides.name}: {sides.joint} joint papers of {sides.left} and {sides.right}",
            values=_tell_sides(sides),
        )
    if sides.rest < 0:
        yield BrokenLaw(
            law="inclusion_exclusion",
            message=f"{sides.name}: {sides.left} + {sides.right} - {sides.joint} papers of two "
            f"sides are more than {sides.known} known papers",
            values=_tell_sides(sides),
        )


def _tell_sides(sides: SidePapers) -> dict[str, str | int | float]:
    names = ("name", "known", "left", "right", "joint")
    return {name: getattr(sides, name) for name in names}


def check_rest(sides: SidePapers, others: Iterable[SidePapers]) -> Iterator[BrokenLaw]:
    """The rest from everywhere else is of a size that other years show, too."""
    shares = [other.rest / other.known for other in others if other.known]
    if not shares or not sides.known:
        return
    _, high = find_wilson_interval(max(0, sides.rest), sides.known)
    if high < _LEAST_REST * min(shares):
        yield BrokenLaw(
            law="plausible_rest",
            message=f"{sides.name}: only {sides.rest} of {sides.known} papers "
            f"({sides.rest / sides.known:.1%}) would come from everywhere else; "
            f"other years have at least {min(shares):.1%}",
            values={
                "name": sides.name,
                "rest": sides.rest,
                "known": sides.known,
                "least_share": min(shares),
            },
        )


def check_codes(codes: Iterable[str], known: frozenset[str]) -> Iterator[BrokenLaw]:
    """Only codes of ISO 3166-1, and XK for Kosovo."""
    for code in sorted(set(codes) - known):
        yield BrokenLaw(
            law="iso_codes", message=f"{code}: no code of ISO 3166-1", values={"code": code}
        )


def check_printed(printed: Iterable[tuple[str, int]]) -> Iterator[BrokenLaw]:
    """A country that rests on domains alone is printed on no paper: (code, papers)."""
    for code, papers in printed:
        yield BrokenLaw(
            law="printed_somewhere",
            message=f"{code}: {papers} papers, and only domains say so; no page prints it",
            values={"code": code, "papers": papers},
        )


def check_places(contradicted: Iterable[tuple[str, str]]) -> Iterator[BrokenLaw]:
    """No head-office country where a place is stated: (affiliation, codes)."""
    for text, codes in contradicted:
        yield BrokenLaw(
            law="stated_before_headquarters",
            message=f"“{text}” states a place and takes a head office besides: {codes}",
            values={"text": text, "codes": codes},
        )


def check_jumps(steps: Iterable[Step], *, name: str) -> Iterator[BrokenLaw]:
    """A jump against the year before wants an explanation: other tracks, sources or rules."""
    for step in steps:
        if step.z is not None and abs(step.z) > _STRANGE_JUMP:
            yield BrokenLaw(
                law="jump",
                message=f"{name}: {step.year} against {step.before}: "
                f"{100 * step.difference:+.1f} percentage points of the "
                f"known papers (z = {step.z:.1f}); look whether tracks, sources or rules differ",
                values={
                    "name": name,
                    "year": str(step.year),
                    "before": str(step.before),
                    "difference": step.difference,
                    "z": step.z,
                },
            )
