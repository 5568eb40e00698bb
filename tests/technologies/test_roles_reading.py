"""A whole paper: topics of its parts, names of its own, rows with their sentences."""

import pytest

from byline.evaluate.searching import read_plain
from byline.records import Section
from byline.technologies.mentions import FoundName
from byline.technologies.roles.own_names import find_own_names
from byline.technologies.roles.reading import read_roles
from byline.technologies.roles.topics import find_topics, topic_at

PAPER = """1 Introduction
Systems such as Puma [3] answer questions of doctors.
We present MediOrca, which is built on Orca and answers in Basque.
2 Related Work
Puma (Lee et al., 2021) was trained on letters by its authors.
3 Our Approach
We fine-tune Orca-7B on 9,000 dialogues. MediOrca keeps the tokenizer of Orca.
4 Experiments
All models were trained on two K100 GPUs.
Answers are graded by Lynx, which serves as a judge.
Baselines. We compare with Bison and with a lookup.
Main Results. MediOrca outperforms Bison by three points.
5 Conclusion
In future work we want to try Puma.
"""
NAMES = {
    "Puma": "model:puma",
    "Orca-7B": "model:orca",
    "Orca": "model:orca",
    "MediOrca": "model:medi-orca",
    "K100": "accelerator:k100",
    "Lynx": "model:lynx",
    "Bison": "model:bison",
}


def find_names(text: str) -> list[FoundName]:
    found = []
    for name, technology_id in NAMES.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            is_whole = not (text[start - 1] + text[end]).strip(" .,\n")
            if is_whole:
                found.append(
                    FoundName(
                        technology_id=technology_id,
                        alias=name,
                        version=None,
                        place="body",
                        rule="test@1",
                        start=start,
                        end=end,
                        within=(0, len(text)),
                    )
                )
            start = text.find(name, end)
    return found


READING = read_plain(PAPER, paper_id="P1")
ROLES = read_roles(
    READING,
    find_names(PAPER),
    derives_from={"model:medi-orca": ("model:orca",), "model:orca": ("model:ur-orca",)},
)
DIRECT = {row.technology_id: row for row in ROLES.technologies if row.via is None}


@pytest.mark.parametrize(
    ("technology_id", "role"),
    [
        ("model:puma", "mentioned"),
        ("model:orca", "built_on"),
        ("model:medi-orca", "introduced"),
        ("accelerator:k100", "built_on"),
        ("model:lynx", "tool"),
        ("model:bison", "compared"),
    ],
)
def test_the_role_of_each_technology_of_a_paper(technology_id: str, role: str) -> None:
    assert DIRECT[technology_id].role == role


def test_every_row_has_its_sentence_at_its_span() -> None:
    evidence = {row.evidence_id: row for row in ROLES.evidence}
    assert all(row.evidence_id in evidence for row in ROLES.mentions)
    assert all(row.evidence_id in evidence for row in ROLES.technologies)
    assert all(PAPER[row.start : row.end] == row.quote for row in ROLES.evidence)


def test_the_deciding_sentence_is_the_one_that_shows_the_role() -> None:
    quotes = {row.evidence_id: row.quote for row in ROLES.evidence}
    assert "graded by Lynx" in quotes[DIRECT["model:lynx"].evidence_id]
    assert "two K100 GPUs" in quotes[DIRECT["accelerator:k100"].evidence_id]


def test_who_introduces_a_derivative_builds_on_all_that_it_derives_from() -> None:
    derived = {(row.technology_id, row.via): row.role for row in ROLES.technologies if row.via}
    assert derived["model:orca", "model:medi-orca"] == "built_on"
    assert derived["model:ur-orca", "model:medi-orca"] == "built_on"
    assert derived["model:ur-orca", "model:orca"] == "built_on"


def test_mentions_are_counted_and_probabilities_are_probabilities() -> None:
    assert DIRECT["model:puma"].mention_count == 3
    assert all(0 < row.probability <= 1 for row in ROLES.mentions)
    assert all(0 < row.probability <= 1 for row in ROLES.technologies)


def test_a_technology_that_derives_from_itself_in_a_ring_ends() -> None:
    ring = {"model:bison": ("model:lynx",), "model:lynx": ("model:bison",)}
    rows = read_roles(READING, find_names(PAPER), derives_from=ring).technologies
    assert ("model:lynx", "model:bison") in {(row.technology_id, row.via) for row in rows}


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Systems such as", "introduction"),
        ("Lee et al.", "related"),
        ("We fine-tune", "method"),
        ("All models were", "experiments"),
        ("We compare with", "baselines"),
        ("outperforms", "experiments"),
        ("In future work", "conclusion"),
    ],
)
def test_headings_tell_what_a_part_is_about(words: str, topic: str) -> None:
    topics = find_topics(PAPER, READING.sections)
    assert topic_at(topics, PAPER.index(words)) == topic


def test_an_appendix_reports_experiments_unless_its_headings_say_otherwise() -> None:
    text = "A Further Plots\nMore of the same.\nB Related Work\nOthers did this.\n"
    appendix = Section(document_id="D", kind="appendix", start=0, end=len(text))
    topics = find_topics(text, [appendix])
    assert topic_at(topics, text.index("More")) == "experiments"
    assert topic_at(topics, text.index("Others")) == "related"


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("MediOrca: answers in Basque", "", {"MediOrca"}),
        ("Answers in Basque: a study", "", set()),
        ("Nested Expert Trees (NETree): routing", "", {"NETree"}),
        ("Routing", "We propose the Nested Expert Tree (NETree), a router.", {"NETree"}),
        ("Routing", "In this work, we introduce NETree-2, a router.", {"NETree-2"}),
        ("Routing", "We develop a router called NETree that learns.", {"NETree"}),
        ("Routing", "We present Puma Prime, a router.", {"Puma Prime"}),
        ("Routing", "We present large language models (LLMs) with routes.", set()),
        ("Routing", "Lee et al. propose NETree, a router.", set()),
    ],
)
def test_a_papers_own_names_are_those_it_gives(title: str, text: str, names: set[str]) -> None:
    assert find_own_names(title, text) == names


def judge_name(text: str, name: str) -> str:
    """The words that the role of the first mention is shown by."""
    roles = read_roles(read_plain(text, paper_id="P2"), find_names(text)[:1], derives_from={})
    assert roles.mentions[0].name == name
    return " ".join(roles.evidence[0].quote.split())


def test_the_words_about_a_name_in_a_caption_begin_with_the_caption() -> None:
    text = "Model Score\nBeaver five\nFigure 3: Answers of Puma and a lookup.\nMore words."
    assert judge_name(text, "Puma") == "Figure 3: Answers of Puma and a lookup."


def test_the_words_about_a_name_above_a_caption_begin_with_its_line() -> None:
    text = "Model Corpus\nBeaver letters\nPuma poems\nTable 2: Baseline models.\nMore words."
    assert judge_name(text, "Puma") == "Puma poems Table 2: Baseline models."
