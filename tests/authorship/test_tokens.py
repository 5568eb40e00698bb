from byline.authorship.tokens import find_tokens, is_mark, read_keys, resolve_keys


def kinds(text: str, **given: list[tuple[int, int]]) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in find_tokens(text, offset=0, **given)]


def test_spans_are_absolute_and_cut_the_text_they_name() -> None:
    text = "Ada Winterbourne1,2 and Bo Seok"
    for token in find_tokens(text, offset=100, raised=[(116, 119)]):
        assert text[token.start - 100 : token.end - 100] == token.text


def test_raised_digits_are_marks_and_raised_ordinals_are_not() -> None:
    assert ("mark", "1,2") in kinds("Ada1,2", raised=[(3, 6)])
    assert kinds("37th", raised=[(2, 4)]) == [("word", "37th")]


def test_symbols_are_marks_whether_raised_or_not() -> None:
    assert kinds("Ada∗†") == [("word", "Ada"), ("mark", "∗†")]


def test_separators_are_told_apart() -> None:
    assert [kind for kind, _ in kinds("a, b; c and d & e · f  g / h AND i")] == [
        "word", "comma", "word", "semicolon", "word", "and", "word", "and", "word", "bullet",
        "word", "gap", "word", "slash", "word", "and", "word",
    ]  # fmt: skip


def test_a_slash_or_an_ampersand_inside_a_word_stays_there() -> None:
    assert kinds("Novo Nordisk A/S Texas A&M") == [
        ("word", word) for word in ("Novo", "Nordisk", "A/S", "Texas", "A&M")
    ]


def test_addresses_and_researcher_numbers_are_no_words() -> None:
    text = "Ada [0000-0001-2345-678X] https://example.org/a"
    assert [kind for kind, _ in kinds(text)] == ["word", "url", "url"]


def test_keys_of_a_mark_are_read_one_by_one() -> None:
    assert read_keys("∗1,2") == ("*", "1", "2")
    assert read_keys("♠♡1") == ("♠", "♡", "1")
    assert read_keys("**a,b") == ("**", "a", "b")
    assert read_keys("¹²") == ("12",)


def test_joined_keys_are_parted_only_where_each_is_explained() -> None:
    assert resolve_keys(["45"], ["4", "5"]) == ("4", "5")
    assert resolve_keys(["12"], ["1", "2", "12"]) == ("12",)
    assert resolve_keys(["45"], ["4"]) == ("45",)


def test_long_raised_runs_are_no_marks() -> None:
    assert not is_mark("the prevalence of")
    assert not is_mark("2024")
    assert not is_mark("a" * 40)
