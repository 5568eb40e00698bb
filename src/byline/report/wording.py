"""The words and number formats of a report, one data file to translate for each language."""

import importlib.resources
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from math import isinf

from markupsafe import Markup, escape

from byline.measures.intervals import Interval
from byline.report.plurals import FORMS, choose_form
from byline.report.shown import show_text

LANGUAGES = tuple(FORMS)
ENGLISH = "en"

_PLURALS = frozenset(form for forms in FORMS.values() for form in forms)
_LEAST_SHARE, _MOST_SHARE = 0.0005, 0.9995
"""A share nearer to nothing or to all is not rounded onto it."""
_LEAST_PART = 0.05


class Wording:
    """The words of a report in one language: text with named gaps, numbers as they are written."""

    def __init__(self, words: Mapping[str, object]) -> None:
        self._words = dict(_flatten(words))
        self.language = str(self._words.get("language.code", ENGLISH))

    @property
    def keys(self) -> frozenset[str]:
        """Every key there are words for."""
        return frozenset(self._words)

    @property
    def is_right_to_left(self) -> bool:
        """Whether lines of this language begin at the right."""
        return self._words.get("language.direction") == "rtl"

    def text(self, key: str, /, *, count: int | None = None, **values: object) -> Markup:
        """The words for a key as HTML; KeyError for an unknown key.

        Values that fill gaps are escaped, cleaned and kept from turning the direction of the line
        around them; markup stays. Where words have several forms, `count` chooses between them, and
        it also fills the gap of its name.
        """
        words = escape(self._choose(key, count))
        return words.format(
            **{name: self._isolate(value) for name, value in _gaps(count, values).items()}
        )

    def plain(self, key: str, /, *, count: int | None = None, **values: object) -> str:
        """The words for a key as plain text, for attributes; otherwise like `text`."""
        return self._choose(key, count).format(
            **{name: self._show(value) for name, value in _gaps(count, values).items()}
        )

    def find(self, key: str) -> str | None:
        """The words for a key as they stand in the data file, None where there are none."""
        words = self._words.get(key)
        return words if isinstance(words, str) else None

    def count(self, number: int) -> str:
        """A whole number with thousands set apart."""
        return f"{number:,}".replace(",", self._choose("number.thousands", None))

    def fraction(self, number: float, *, digits: int = 1) -> str:
        """A number with as many decimals as asked for."""
        if isinf(number):
            return self._choose("number.infinite", None)
        whole, decimal = f"{number:,.{digits}f}".split(".")
        whole = whole.replace(",", self._choose("number.thousands", None))
        return f"{whole}{self._choose('number.decimal', None)}{decimal}"

    def part(self, number: float) -> str:
        """A number with one decimal; what is not nothing never reads as nothing."""
        if 0 < number < _LEAST_PART:
            return self.plain("number.under", value=self.fraction(0.1))
        return self.fraction(number)

    def share(self, part: float | None, whole: float | None) -> str:
        """A share in per cent with one decimal; what is not nothing never reads as nothing."""
        if part is None or not whole:
            return self._choose("number.none", None)
        share = part / whole
        key = "number.percent"
        if 0 < share < _LEAST_SHARE:
            key, share = "number.below", 0.001
        elif _MOST_SHARE <= share < 1:
            key, share = "number.above", 0.999
        return self.plain(key, value=self.fraction(100 * share))

    def share_interval(self, interval: Interval) -> str:
        """The two ends of an interval of shares, in per cent."""
        low, high = (self.fraction(100 * end) for end in interval)
        return self.plain("number.share_interval", low=low, high=high)

    def points(self, difference: float) -> str:
        """A difference of shares in percentage points, with its sign unless it rounds to none."""
        rounded = round(100 * difference, 1)
        if not rounded:
            return self.fraction(0.0)
        key = "number.minus" if rounded < 0 else "number.plus"
        return self.plain(key, value=self.fraction(abs(rounded)))

    def points_interval(self, interval: Interval) -> str:
        """The two ends of an interval of differences, in percentage points."""
        low, high = map(self.points, interval)
        return self.plain("number.interval", low=low, high=high)

    def interval(self, interval: Interval, *, digits: int) -> str:
        """The two ends of an interval of numbers that are not below zero."""
        low, high = (self.fraction(end, digits=digits) for end in interval)
        return self.plain("number.range", low=low, high=high)

    def date(self, day: str) -> str:
        """A day as the language writes it; what is no whole ISO date stays as it is."""
        try:
            found = date.fromisoformat(day)
        except ValueError:
            return day
        month = self.plain(f"month.{found.month}")
        return self.plain("date.whole", day=str(found.day), month=month, year=str(found.year))

    def _choose(self, key: str, count: int | None) -> str:
        words = self._words[key]
        if isinstance(words, dict):
            words = words["other" if count is None else choose_form(self.language, count)]
        return str(words)

    def _isolate(self, value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        shown = escape(self._show(value))
        is_text = isinstance(value, str)
        return Markup("<bdi>{}</bdi>").format(shown) if is_text else shown

    def _show(self, value: object) -> str:
        if isinstance(value, Markup):
            return value.striptags()
        return self.count(value) if isinstance(value, int) else show_text(str(value))


def _gaps(count: int | None, values: Mapping[str, object]) -> Mapping[str, object]:
    return values if count is None else {"count": count, **values}


def _flatten(words: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in words.items():
        if isinstance(value, dict) and not _PLURALS.issuperset(value):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


@cache
def read_wording(language: str = ENGLISH) -> Wording:
    """The words of a report in one of the languages."""
    return Wording(read_words(language))


def read_words(language: str) -> dict[str, dict[str, str | dict[str, str]]]:
    """The data file of a language as it stands: tables of words by key, or by plural form."""
    file = importlib.resources.files(__package__).joinpath("wording", f"{language}.toml")
    return tomllib.loads(file.read_text("utf-8"))
