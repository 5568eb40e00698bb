"""Which form of a word goes with a whole number, by the plural rules of Unicode CLDR."""

from collections.abc import Callable, Mapping

FORMS: Mapping[str, tuple[str, ...]] = {
    "en": ("one", "other"),
    "zh": ("other",),
    "id": ("other",),
    "ar": ("zero", "one", "two", "few", "many", "other"),
}
"""The forms of each language; where there is but one, words are no table."""

_SPECIAL = {0: "zero", 1: "one", 2: "two"}
_FEW, _MANY = range(3, 11), range(11, 100)
"""By the last two digits, in Arabic."""


def choose_form(language: str, count: int) -> str:
    """The form for a number; KeyError for a language without rules."""
    return _RULES[language](count)


def _choose_english(count: int) -> str:
    return "one" if count == 1 else "other"


def _choose_only(_count: int) -> str:
    return "other"


def _choose_arabic(count: int) -> str:
    if count in _SPECIAL:
        return _SPECIAL[count]
    if count % 100 in _FEW:
        return "few"
    return "many" if count % 100 in _MANY else "other"


_RULES: Mapping[str, Callable[[int], str]] = {
    "en": _choose_english,
    "zh": _choose_only,
    "id": _choose_only,
    "ar": _choose_arabic,
}
