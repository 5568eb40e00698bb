"""The words that guard an expression: without one of them it matches nowhere."""

import re

import pytest

from byline.technologies.catalogue import load_catalogue
from byline.technologies.guards import Expression, find_alternatives, find_words


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (r"\bFoo|bars?\b", ("foo", "bar")),
        (r"\b(?:wool|herds?) @", ("wool", "herd")),
        (r"pre-?train\w*", ("train",)),
        (r"fig(?:ures?|s)? of", ("fig",)),
        (r"(?-i:\bAB)\b", ("ab",)),
        (r"x(?:bc|de)+y", ("bc", "de")),
        (r"[ab|c]dd|ee", ("dd", "ee")),
        (r"@\.jl", ("@.jl",)),
        (r"(?:ab|)cde", ("cde",)),
    ],
)
def test_one_word_of_each_alternative_guards(expression: str, words: tuple[str, ...]) -> None:
    assert find_words(expression) == words


@pytest.mark.parametrize(
    "expression",
    [r"ab|\d", r"a(?:bc|de)?", r"(?:ab){0,2}", r"(?!ab)", r"(?<=ab)@", r"(ab)?(?(1)c|d)", r"\x41b"],
)
def test_what_can_match_without_a_word_has_no_guard(expression: str) -> None:
    assert find_words(expression) == ()


def test_the_guarded_expressions_of_the_catalogue_match_as_they_do_alone() -> None:
    catalogue = load_catalogue()
    texts = [example.text.replace(example.alias, "@") for example in catalogue.examples]
    rules = [rule for own in catalogue.rules.values() for rule in own]
    guarded = {one for rule in rules for one in (rule.accept_if, rule.reject_if) if one}
    assert sum(bool(find_words(one.written)) for one in guarded) > len(guarded) / 2
    for one in guarded:
        alone = re.compile(one.written, re.IGNORECASE)
        assert [one.stands_in(text) for text in texts] == [bool(alone.search(t)) for t in texts]


def test_letters_with_more_than_two_cases_are_found() -> None:
    assert Expression("mask").stands_in("ma\u017f\u212a")
    assert Expression("pins").stands_in("P\u0131N\u017f")


def test_each_alternative_has_its_own_words_and_those_without_any_are_one() -> None:
    expression = r"\d@|(?:\bFoo|(?:bar|\s)s)|@+|(ab)?"
    assert find_alternatives(expression) == (
        (("foo",), r"\bFoo"),
        ((), r"\d@|(?:bar|\s)s|@+|(ab)?"),
    )


def test_an_empty_alternative_matches_anything() -> None:
    assert Expression("foo|").stands_in("bar")
