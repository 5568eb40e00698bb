"""How much of an accelerator is printed beside its name: how many, with what memory, how long."""

import re
from dataclasses import dataclass
from typing import Final

from byline.records import Span
from byline.technologies.automaton import Hit
from byline.technologies.grammar import any_of, number_words

_REACH: Final = 70
_GAP = r"[ \n]"
_NUMBER = r"\d{1,3}(?:, ?\d{3})+(?!\d)|\d+(?:\.\d+)?"
_TIMES = rf"{_GAP}?[xX\u00d7*]{_GAP}?"
_GIGABYTES = rf"{_GAP}?-?Gi?[Bb]?(?![^\W_])"
_MEMORY = rf"(\d{{2,3}}){_GIGABYTES}"
_MAKERS = rf"(?:(?i:{any_of('makers')})(?:'s)?[ \n-]+)*"
_UNITS = rf"(?:{any_of('units')}{_GAP}?)+"
_BEFORE: Final = re.compile(
    rf"(?<![\w.,$%-])(?:(?:(?P<nodes>\d{{1,4}}){_TIMES})?(?P<number>{_NUMBER})"
    rf"(?:{_GAP}?(?P<scale>[KkM]|thousand|million)(?![^\W_]))?"
    rf"|(?P<word>(?i:{any_of('counts')})))"
    rf"(?P<times>{_TIMES})?(?:[ \n-]|(?<=[xX\u00d7* \n]))"
    rf"(?:{_UNITS}(?:of{_GAP}|[(,]{_GAP}?)?)?(?:of{_GAP}(?:the{_GAP})?)?"
    rf"(?:\(?{_MEMORY}\)?{_GAP})?{_MAKERS}\Z"
)
_NUMBERED: Final = re.compile(rf"{any_of('numbered')}{_GAP}?\Z")
_MEMORY_BEFORE: Final = re.compile(rf"(\d(?<![\w.]\d)\d{{1,2}}){_GIGABYTES}\)?{_GAP}{_MAKERS}\Z")
_MEMORY_INSIDE: Final = re.compile(rf"(?<![^\W_]){_MEMORY}")
_AFTER = rf"'?s?(?:{_GAP}?{_UNITS})?{_GAP}?"
_MEMORY_AFTER: Final = re.compile(
    rf"{_AFTER}(?:\(|,{_GAP}|(?:,{_GAP})?(?:each{_GAP})?(?:with|of|having){_GAP}(?:a{_GAP})?)?{_MEMORY}"
)
_COUNT_AFTER: Final = re.compile(rf"{_AFTER}\(?[xX\u00d7*]{_GAP}?(\d{{1,4}})(?![\w.])")
_MACHINE = rf"'?s?{_GAP}(?:{_UNITS})?{any_of('machines')}"
_MACHINES_AFTER: Final = re.compile(rf"{_MACHINE}(?P<many>s)?(?![^\W_])")
_HELD_AFTER: Final = re.compile(
    rf"{_MACHINE}s?(?:(?:{_GAP}also)?{_GAP}{any_of('holds')}|,{_GAP}or){_GAP}"
    rf"(?:(?P<number>\d{{1,4}})|(?P<word>(?i:{any_of('counts')})))[ \n-]{any_of('units')}(?![^\W_])"
)
_TIME = r"(?P<unit>hour|day|hr|week|month)s?(?![^\W_])"
_TIME_AFTER: Final = re.compile(rf"'?s?[ \n-]?(?:(?:GPU|TPU|NPU|chip|core|card)[ \n-]?)?{_TIME}")
_TIME_BEFORE: Final = re.compile(
    rf"(?<![\w.,$-])(?P<number>{_NUMBER})(?:{_GAP}?(?P<scale>[KkM]|thousand|million)(?![^\W_]))?"
    rf"{_GAP}?-?(?:GPU|TPU|NPU|accelerator)[ \n-]{_TIME}"
    rf"{_GAP}(?:on|of|using|with){_GAP}(?:the{_GAP}|an?{_GAP})?"
)
_TIME_LATER: Final = re.compile(
    rf"(?:(?![A-Z]{{1,3}}\d\d)[^.();]|\.(?=\d)){{0,{_REACH}}}?(?<![\w.,$-])(?P<number>{_NUMBER})"
    rf"(?:{_GAP}?(?P<scale>[KkM]|thousand|million)(?![^\W_]))?"
    rf"{_GAP}?-?(?:GPU|TPU|NPU|accelerator)[ \n-]{_TIME}"
)
_UNIT_AFTER: Final = re.compile(rf"'?s?{_GAP}{any_of('units')}(?![^\W_])")
_HOURS_OF: Final = {"hour": 1, "hr": 1, "day": 24, "week": 7 * 24, "month": 730}
"""A month is a twelfth of a year."""
_SCALES: Final = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6}


@dataclass(frozen=True, slots=True)
class Amount:
    """The numbers beside one name, and the stretch that prints them together with it."""

    count: int | None
    memory_gigabytes: float | None
    hours: float | None
    span: Span


def find_amount(text: str, hit: Hit, *, is_row: bool) -> Amount | None:
    """What is printed of an accelerator at one place; None where no number stands by it.

    In a row of a table a bare number belongs to any column, so that a count needs its sign (8x)
    or its unit (8 A100 GPUs) there.
    """
    low = max(0, hit.start - _REACH)
    before = _BEFORE.search(text, low, hit.start)
    if before is not None and not _is_count(text, before, hit, is_row=is_row):
        before = None
    time = _TIME_AFTER.match(text, hit.tail_end) if before else None
    count = None if time else _count(before)
    spans = [(hit.start, hit.tail_end), *(found.span() for found in (before, time) if found)]
    hours = _hours(before, time["unit"]) if before and time else None
    if earlier := _find_time_before(text, low, before.start() if before else hit.start):
        hours = _hours(earlier, earlier["unit"])
        spans.append(earlier.span())
    if hours is None and count and not is_row and (later := _TIME_LATER.match(text, hit.tail_end)):
        hours = _hours(later, later["unit"])
        spans.append(later.span())
    if count is None and (after := _find_count_after(text, hit)):
        count = after[0]
        spans.append(after[1])
    memory, where = _find_memory(text, hit, low)
    if where:
        spans.append(where)
    if count is None and hours is None and memory is None:
        return None
    if unit := _UNIT_AFTER.match(text, hit.tail_end):
        spans.append(unit.span())
    start, end = min(first for first, _ in spans), max(last for _, last in spans)
    return Amount(count=count, memory_gigabytes=memory, hours=hours, span=(start, end))


def _is_count(text: str, before: re.Match[str], hit: Hit, *, is_row: bool) -> bool:
    if before["times"]:
        return True
    if _NUMBERED.search(text, max(0, before.start() - _REACH), before.start()):
        return False
    machine = _MACHINES_AFTER.match(text, hit.tail_end)
    if machine and (machine["many"] or _count(before) == 1):
        return False
    return not is_row or before["word"] is not None or _has_unit(text, hit)


def _has_unit(text: str, hit: Hit) -> bool:
    return _UNIT_AFTER.match(text, hit.tail_end) is not None


def _find_count_after(text: str, hit: Hit) -> tuple[int, Span] | None:
    """The count that stands after a name: "A100 x8", or what one machine of them holds."""
    if after := _COUNT_AFTER.match(text, hit.tail_end):
        return int(after[1]), after.span()
    if held := _HELD_AFTER.match(text, hit.tail_end):
        word = held["word"]
        return number_words()[word.lower()] if word else int(held["number"]), held.span()
    return None


def _count(before: re.Match[str] | None) -> int | None:
    """The count that stands before a name; a number with a fraction is none."""
    if before is None:
        return None
    if before["word"]:
        return number_words()[before["word"].lower()]
    number = _number(before)
    return int(number) * int(before["nodes"] or 1) if number >= 1 and number % 1 == 0 else None


def _number(found: re.Match[str]) -> float:
    scale = _SCALES.get((found["scale"] or "").lower(), 1)
    return round(float(re.sub(", ?", "", found["number"])) * scale, 6)


def _hours(found: re.Match[str], unit: str) -> float | None:
    return _number(found) * _HOURS_OF[unit] if found["number"] else None


def _find_time_before(text: str, low: int, end: int) -> re.Match[str] | None:
    """Accelerator-hours before a name or its count: "2M GPU hours on 512 A100"."""
    return next(
        (found for found in _TIME_BEFORE.finditer(text, low, end) if _is_maker(text, found, end)),
        None,
    )


def _is_maker(text: str, found: re.Match[str], end: int) -> bool:
    return re.fullmatch(_MAKERS, text[found.end() : end]) is not None


def _find_memory(text: str, hit: Hit, low: int) -> tuple[float | None, Span | None]:
    """Gigabytes in the name, else right before or after it."""
    if inside := _MEMORY_INSIDE.search(text, hit.end, hit.tail_end):
        return float(inside[1]), None
    for found in (
        _MEMORY_BEFORE.search(text, low, hit.start),
        _MEMORY_AFTER.match(text, hit.tail_end),
    ):
        if found:
            return float(found[1]), found.span()
    return None, None
