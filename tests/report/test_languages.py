"""Every language says all there is to say, with the same gaps, in its own forms and numbers."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

import pytest

from byline.cli.studies import Language
from byline.places.gazetteer import read_countries
from byline.queries import Scope, explain_measure
from byline.report.naming import Naming
from byline.report.page import SHOWN_MEASURES, write_report
from byline.report.plurals import FORMS, choose_form
from byline.report.wording import ENGLISH, LANGUAGES, Wording, read_wording, read_words
from byline.store.study import Study
from tests.report.reading import ReadReport, read_report
from tests.toy import TECHNOLOGY_PAPERS, make_study

OTHERS = [language for language in LANGUAGES if language != ENGLISH]
OWN_NAMES = ("country.", "place.", "measure.")
"""Keys that a language needs where its own words differ from the names of the data."""
Words = str | Mapping[str, str]


def _entries(language: str) -> Iterator[tuple[str, Words]]:
    for table, entries in read_words(language).items():
        for key, words in entries.items():
            if table != "measure":
                yield f"{table}.{key}", words


def _told(table: Mapping[str, Words]) -> Iterator[str]:
    return (form for words in table.values() for form in _forms(words))


def _texts(language: str) -> Iterator[tuple[str, str]]:
    for table, entries in read_words(language).items():
        if table != "list":
            yield from (
                (f"{table}.{key}", form) for key in entries for form in _forms(entries[key])
            )


def _gaps(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


def _forms(words: Words) -> list[str]:
    return [words] if isinstance(words, str) else list(words.values())


def _all_gaps(words: Words) -> set[str]:
    return set[str]().union(*(_gaps(form) for form in _forms(words)))


@pytest.mark.parametrize("language", OTHERS)
def test_every_key_is_in_every_language(language: str) -> None:
    ours = {key for key in read_wording().keys if not key.startswith(OWN_NAMES)}
    theirs = {key for key in read_wording(language).keys if not key.startswith(OWN_NAMES)}
    assert theirs == ours
    assert read_wording(language).find("country.unknown")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_the_gaps_of_the_english_one(language: str) -> None:
    english = dict(_entries(ENGLISH))
    for key, words in _entries(language):
        if key in english:
            assert _all_gaps(words) == _all_gaps(english[key]), key
        for form in _forms(words):
            assert _all_gaps(words) - _gaps(form) <= {"count"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_with_forms_have_all_forms_of_their_language(language: str) -> None:
    for key, words in _entries(language):
        if not isinstance(words, str):
            assert set(words) == set(FORMS[language]), key
            assert len(FORMS[language]) > 1, key


@pytest.mark.parametrize("language", OTHERS)
def test_every_measure_of_the_report_is_defined_in_every_language(language: str) -> None:
    parts = {f"{m}.{part}" for m in SHOWN_MEASURES for part in explain_measure(m)}
    told = {key for key in read_wording(language).keys if key.startswith("measure.")}
    assert told == {f"measure.{part}" for part in parts}


@pytest.mark.parametrize("language", OTHERS)
def test_names_of_countries_are_of_real_ones_and_not_left_in_english(language: str) -> None:
    english = {country.country_code: country.names[0] for country in read_countries()}
    naming = Naming(read_wording(language))
    for code in ("US", "CN", "GB", "DE", "FR", "JP", "KR", "CH", "IL"):
        assert naming.country(code) != english[code] or (language, code) == ("id", "IL")
    words = read_words(language)
    assert set(words["country"]) - {"unknown"} == set(english)
    assert set(words["place"]) == {"CN", "CN+HK+MO", "CN+HK+MO+TW", "EU"}


def test_a_country_without_a_name_in_the_language_keeps_its_english_one() -> None:
    nameless = Wording({"language": {"code": "ar"}})
    assert Naming(nameless).country("AQ") == Naming(read_wording()).country("AQ") == "Antarctica"


@pytest.mark.parametrize("language", LANGUAGES)
def test_hong_kong_macau_and_taiwan_are_named_without_a_claim(language: str) -> None:
    words = read_words(language)
    naming = Naming(read_wording(language))
    wider, widest = (naming.place(grouping) for grouping in ("CN+HK+MO", "CN+HK+MO+TW"))
    for code in ("HK", "MO", "TW"):
        assert naming.country(code) in widest
        assert (naming.country(code) in wider) == (code != "TW")
        assert naming.country(code) not in words["place"]["CN"]
    claims = re.compile("province|provinsi|省|مقاطعة", re.IGNORECASE)
    assert not [text for table in words for text in _told(words[table]) if claims.search(text)]


def test_chinese_sentences_have_chinese_marks_and_no_gaps() -> None:
    han, ascii_mark = "[\u4e00-\u9fff]", "[,;:!?()]"
    for key, text in _texts("zh"):
        spoken = re.sub("SHA-256|ISO 3166-1", "A", text)
        assert not re.search(f"{han}{ascii_mark}|{ascii_mark}{han}|{han}\\.", spoken), key
        assert not re.search(f"{han} {han}|[，。；：（）、] | [，。；：（）、]|  ", spoken), key


def test_chinese_keeps_latin_and_digits_apart_from_its_own_letters() -> None:
    own = re.compile("(?<=[\u4e00-\u9fff])[A-Za-z0-9]|[A-Za-z0-9%](?=[\u4e00-\u9fff])")
    for key, text in _texts("zh"):
        assert not own.search(re.sub(r"\{\w+\}", "", text)), key


def test_arabic_has_arabic_marks_and_western_digits() -> None:
    letter = "[\u0621-\u064a]"
    for key, text in _texts("ar"):
        assert not re.search(f'{letter}[,;?]|["“”]', text), key
        assert not re.search("[\u0660-\u0669\u06f0-\u06f9\u066a-\u066c]", text), key


def test_a_mark_before_or_behind_an_arabic_number_stays_on_its_side() -> None:
    for key, text in _texts("ar"):
        assert not re.search("(?<!\u200e)(?<!\\d)\\d+%", text), key
    for key in ("below", "above", "under", "plus", "minus", "share_interval"):
        assert "\u200e" in read_wording("ar").plain(f"number.{key}", value="1", low="1", high="2")


def test_names_in_another_script_follow_each_other_in_the_direction_of_the_language() -> None:
    arabic = Naming(read_wording("ar"))
    assert arabic.listed(["NeurIPS", "main"]) == "\u200fNeurIPS، \u200fmain"
    assert arabic.clauses(["A", "B"]) == "\u200fA؛ \u200fB"
    assert (arabic.listed(["NeurIPS"]), arabic.listed([])) == ("NeurIPS", "")
    assert Naming(read_wording("id")).listed(["NeurIPS", "main"]) == "NeurIPS, main"
    assert arabic.wording.plain("scope.years", first="1987", last="2012") == "\u200e1987–2012"


def test_arabic_forms_of_many_papers_say_how_many() -> None:
    for key, words in _entries("ar"):
        if not isinstance(words, str):
            for form in ("few", "many", "other"):
                assert _gaps(words[form]) == _all_gaps(words), key


def test_indonesian_sentences_end_as_the_english_ones() -> None:
    english = dict(_entries(ENGLISH))
    for key, words in _entries("id"):
        told = _forms(english[key])[0] if key in english else ""
        if len(told) > 20 and told.endswith((".", ":", "?")):
            assert _forms(words)[0][-1] == told[-1], key


@pytest.mark.parametrize(
    ("count", "form"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
        (102, "other"),
        (103, "few"),
        (111, "many"),
    ],
)
def test_arabic_counts_in_six_forms(count: int, form: str) -> None:
    assert choose_form("ar", count) == form


def test_other_languages_count_in_one_form_or_two() -> None:
    assert [choose_form("en", count) for count in (0, 1, 2)] == ["other", "one", "other"]
    assert {choose_form(language, count) for language in ("zh", "id") for count in (0, 1, 5)} == {
        "other"
    }


@pytest.mark.parametrize(
    ("language", "count", "share", "points", "day"),
    [
        ("en", "12,345", "12.5%", "−1.3", "5 March 2024"),
        ("zh", "12,345", "12.5%", "−1.3", "2024年3月5日"),
        ("id", "12.345", "12,5%", "−1,3", "5 Maret 2024"),
        ("ar", "12,345", "12.5%", "\u200e−1.3", "5 مارس 2024"),
    ],
)
def test_numbers_and_days_are_written_as_the_language_does(
    language: str, count: str, share: str, points: str, day: str
) -> None:
    wording = read_wording(language)
    assert wording.count(12345) == count
    assert wording.share(1, 8) == share
    assert wording.points(-0.0131) == points
    assert wording.date("2024-03-05") == day
    assert wording.date("2024") == "2024"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_figure_leave_room_for_its_numbers(language: str) -> None:
    wording = read_wording(language)
    words = {key for key in wording.keys if key.startswith(("choice.", "option."))}
    for key in (*words, "define.headline", "define.bounds"):
        assert len(wording.plain(key)) <= 42, key


def test_the_command_offers_every_language() -> None:
    assert tuple(Language) == LANGUAGES


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("tech"), TECHNOLOGY_PAPERS)


def _write(study: Study, language: str) -> Path:
    return write_report(study, left="US", right="CN", scope=Scope(), language=language)


def _read(study: Study, language: str) -> ReadReport:
    return read_report(_write(study, language).read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_any_language_says_what_it_is_and_runs_which_way(
    study: Study, language: str
) -> None:
    page = _read(study, language)
    [html] = page.all("html")
    assert (html["lang"], html["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    ids = {a["id"] for _, a in page.elements if "id" in a}
    assert {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")} <= ids


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_sentence_is_left_and_what_is_quoted_stays(study: Study, language: str) -> None:
    text = _read(study, language).text
    for key, words in _entries(ENGLISH):
        if isinstance(words, str) and len(words) > 40 and not _gaps(words):
            assert words not in text, key
    assert "MIT, Cambridge, MA" in text
    assert "Through a head office" in text


def test_reports_of_two_languages_do_not_overwrite_each_other(study: Study) -> None:
    paths = [_write(study, language) for language in LANGUAGES]
    assert len(set(paths)) == len(LANGUAGES)
    assert "--language ar" in read_report(paths[-1].read_text("utf-8")).text


def test_commands_keep_their_direction(study: Study) -> None:
    html = _write(study, "ar").read_text("utf-8")
    assert re.search(r'<pre class="command" dir="ltr">byline report', html)
