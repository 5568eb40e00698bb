import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from byline.sources.unescaping import (
    clean,
    decode_escapes,
    is_escaped_json,
    is_placeholder,
    squeeze,
    unescape,
)


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        ("King&#x27;s College", "King's College"),
        ("King&amp;#x27;s College", "King's College"),
        ("Queen&amp;amp;amp;#x27;s College", "Queen's College"),
        ("Texas A&amp;amp;amp;amp;amp;M", "Texas A&M"),
        ("&quot;Kit&quot; Moran", '"Kit" Moran'),
        ("AT&T, R&D and A&M;x", "AT&T, R&D and A&M;x"),
        ("Not an entity: &copyright 5 & more", "Not an entity: &copyright 5 & more"),
    ],
)
def test_entities_are_undone_however_often_they_were_escaped(escaped: str, plain: str) -> None:
    assert unescape(escaped) == plain


@pytest.mark.parametrize(
    ("escaped", "plain"),
    [
        (r"B\xfcrger", "Bürger"),
        (r"Don\u2019t", "Don’t"),
        (r"\U0001d4aa", "𝒪"),
        (r"$\\alpha$-smooth", r"$\alpha$-smooth"),
        (r"$\\nu\\tau$", r"$\nu\tau$"),
        (r"a\tb", "a b"),
        (r"\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("plain", "plain"),
    ],
)
def test_backslash_escapes_are_undone_once(escaped: str, plain: str) -> None:
    assert squeeze(decode_escapes(escaped)) == plain


def test_only_a_text_that_was_escaped_before_counts_as_escaped() -> None:
    assert is_escaped_json(r'{"name": "B\\xfcrger"}')
    assert not is_escaped_json(r'{"name": "B\u00fcrger"}')
    assert not is_escaped_json(r'{"title": "$\\xi$ and $\\alpha$"}')
    assert not is_escaped_json('{"name": "Bürger", "title": "\\\\xfc"}')


@pytest.mark.parametrize(
    "text", ["", " ", "None", "N/A", "n/a", "-", "???", "1", "NULL", "unknown"]
)
def test_a_placeholder_stands_for_nothing(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["MIT", "NA Institute", "华为", "None of the Above Labs"])
def test_a_name_is_no_placeholder(text: str) -> None:
    assert not is_placeholder(text)


@settings(deadline=None)
@given(st.text())
def test_clean_text_is_one_line_that_can_be_written(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert not set(cleaned) & set("\t\n\r\x00")
    cleaned.encode("utf-8")
