import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.report.shown import clip_around, clip_text, find_link, name_location, show_text


def test_control_characters_are_drawn_and_not_obeyed() -> None:
    assert show_text("a\x00b\x1b[2Jc\x7f") == "a␀b␛[2Jc␡"


def test_direction_overrides_are_named_and_cannot_turn_the_line() -> None:
    assert show_text("\u202egnp.exe") == "[U+202E]gnp.exe"
    assert show_text("\u2066isolate\u2069") == "[U+2066]isolate[U+2069]"


@pytest.mark.parametrize(
    "text", ["محمد علي", "👩‍🔬", "É\u200f", "$\\frac{1}{2}$", "line\nbreak\ttab"]
)
def test_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert show_text(text) == text


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert show_text("a\ud800b") == "a\ufffdb"


def test_stacked_marks_do_not_cover_the_lines_around() -> None:
    assert len(show_text("a" + 500 * "\u0301")) == 5


@given(st.text())
def test_anything_can_be_shown_and_written(text: str) -> None:
    show_text(text).encode("utf-8")


def test_only_long_text_is_clipped() -> None:
    assert clip_text("short", limit=5) == "short"
    assert clip_text("too long a title", limit=9) == "too long…"


def test_a_location_is_named_without_the_folders_of_a_machine() -> None:
    assert name_location("/home/ada/papers/a.pdf") == "a.pdf"
    assert name_location("C:\\papers\\a.pdf") == "a.pdf"
    assert name_location("papers/all.zip!2024/a.pdf") == "all.zip!2024/a.pdf"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://a.org/"x', "//a.org", "", None]
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert find_link(url) is None
    assert find_link("https://a.org/x?y=1#z") == "https://a.org/x?y=1#z"


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_long_sentence_is_cut_around_the_word_that_matters(before: int, after: int) -> None:
    text = f"{'a ' * before}LLaMA{' b' * after}"
    shown = clip_around(text, "Llama", limit=100)
    assert "LLaMA" in shown
    assert len(shown) <= 100
    assert shown.strip("…") in text


def test_a_long_sentence_without_the_word_is_cut_at_its_end() -> None:
    assert clip_around("x" * 300, "Llama", limit=100) == "x" * 99 + "…"
