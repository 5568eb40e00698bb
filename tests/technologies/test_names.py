"""The name rules as claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.technologies.tails import goes_on, has_no_tail, tail_of
from tests.technologies.texts import find_in, names_in

WORDS = st.lists(
    st.sampled_from(
        [*" 23.5BMv-(\n", "it", "base", "large", "small", "Chat", "xl", "hf", "SXM4", "80GB"]
    ),
    max_size=4,
).map("".join)


def rules_in(text: str, *, year: int | None = None) -> dict[str, str]:
    """The rule that decided each name, accepted or refused."""
    reading = find_in(text, year=year)
    accepted = {text[one.start : one.end]: one.rule for one in reading.mentions}
    return accepted | {text[one.start : one.end]: one.rule for one in reading.refused}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We fine-tune LLaMA-7B.", "LLaMA-7B"),
        ("the Qwen2.5-VL-72B-Instruct model", "Qwen2.5-VL-72B-Instruct"),
        ("and Llama 3.1 70B are", "Llama 3.1 70B"),
        ("a ViT-L/14 encoder", "ViT-L/14"),
        ("BERT it is", "BERT"),
        ("Llama-2-7b-hf is", "Llama-2-7b-hf"),
        ("with GPT-4o-mini.", "GPT-4o-mini"),
        ("BERT-large is", "BERT-large"),
        ("a Qwen-based agent", "Qwen"),
        ("Transformers are", "Transformer"),
        ("Llama's licence", "Llama"),
        ("a Transformerbased encoder", "Transformer"),
        ("on an RTX-3090 card", "RTX-3090"),
        ("on an RTX3090 card", "RTX3090"),
        ("on A100-SXM4-80GB boards", "A100-SXM4-80GB"),
        ("8xA100", "A100"),
        ("the \u03c00 policy", "\u03c00"),
        ("Claude Opus 4 by Anthropic", "Claude Opus 4"),
        ("Qwen 2.5 72B Instruct is", "Qwen 2.5 72B Instruct"),
        ("Llama 3B v2 is", "Llama 3B v2"),
    ],
)
def test_a_name_has_its_version_size_and_variant(text: str, name: str) -> None:
    assert [printed for _, printed in names_in(text)] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Trans-\nformer", "Trans-\nformer"),
        ("the Trans\xadformer", "Trans\xadformer"),
        ("a Stable\nDiffusion model", "Stable\nDiffusion"),
        ("with Ro-\nBERTa", "Ro-\nBERTa"),
        ("with GPT-\n4o", "GPT-\n4o"),
        ("a BERT-\nbased encoder", "BERT"),
        ("with GPT\u20114o", "GPT\u20114o"),
    ],
)
def test_a_name_cut_at_a_line_end_is_found_as_printed(text: str, name: str) -> None:
    assert [printed for _, printed in names_in(text)] == [name]


def test_the_longest_name_wins() -> None:
    assert names_in("GPT-J and Code Llama") == [
        ("model:gpt-j", "GPT-J"),
        ("model:codellama", "Code Llama"),
    ]


def test_a_name_inside_a_longer_word_is_none() -> None:
    assert names_in("SciBERT, BERTopic, LlamaIndex and GPTs") == [("model:gpt", "GPT")]


def test_a_shorter_name_is_found_where_the_longer_one_goes_on() -> None:
    assert names_in("GPT-Jet engines") == [("model:gpt", "GPT")]


def test_a_name_that_ends_with_a_number_is_none_where_the_number_goes_on() -> None:
    assert names_in("T5.1, V1000, A1000 and the \u03c001, \u03c30") == []


def test_a_cut_word_is_no_name_but_a_hanging_hyphen_is() -> None:
    assert names_in("Llama- rada and BERT- and GPT-based") == [
        ("model:bert", "BERT"),
        ("model:gpt", "GPT"),
    ]


def test_a_label_in_a_row_of_labels_is_no_accelerator() -> None:
    assert rules_in("layers T3, T4 on the GPU") == {"T4": "no_series@1"}


def test_case_counts() -> None:
    assert names_in("a llama, a bert and a Bert") == []


def test_a_version_of_the_catalogue_is_told() -> None:
    found = find_in("Llama-3.1-8B, Qwen2.5-VL, Qwen2.5, ChatGPT and BERT-2").mentions
    assert [one.version for one in found] == ["3.1", "2.5-VL", "2.5", "3.5", None]


def test_a_number_that_is_no_version_is_not_part_of_the_name() -> None:
    assert names_in("BERT 3 wins and Llama 2 loses") == [
        ("model:bert", "BERT"),
        ("model:llama", "Llama 2"),
    ]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Llama-7B 5.77 8.18 3.40", "Llama-7B"),
        ("Llama-13B 4 Ours 3.32", "Llama-13B"),
        ("BERT-base 6 layers", "BERT-base"),
        ("BERT 5.77 8.18", "BERT"),
        ("Llama 2 3.49 2.08", "Llama 2"),
        ("Llama-2-7B Base 6.18", "Llama-2-7B Base"),
        ("Llama-1.3B 1.3B 24 2048", "Llama-1.3B"),
        ("Qwen 72B Base 405B Base", "Qwen 72B Base"),
        ("RoBERTa-v1 2.5 0.0", "RoBERTa-v1"),
    ],
)
def test_the_numbers_of_a_table_are_no_part_of_the_name_before_them(row: str, name: str) -> None:
    assert names_in(row)[0][1] == name


def test_a_name_that_says_a_version_itself_keeps_it_but_where_a_longer_one_follows() -> None:
    found = find_in("Qwen25-4L, Qwen25-VL, ChatGPT-4o and ChatGPT-2").mentions
    assert [one.version for one in found] == ["2.5", "2.5-VL", "4o", "3.5"]


@given(st.sampled_from([*" \n,;:)].-_/('s[%\u201c\xe9", ""]), WORDS)
def test_a_glance_at_what_follows_never_contradicts_the_expression(first: str, rest: str) -> None:
    after = first + rest
    for kind in ("model", "accelerator"):
        if has_no_tail(after, 0):
            tail = tail_of("BERT", kind=kind).match(after)
            assert tail is not None
            assert tail.end() == 0


@given(st.sampled_from(["s", "v", "V", "it", "x", "Ba", "lik", "St", "SX", "\u017f"]), WORDS)
def test_a_word_that_goes_on_has_no_tail(first: str, rest: str) -> None:
    after = first + rest
    for kind in ("model", "accelerator"):
        if goes_on(after, 0):
            assert tail_of("BERT", kind=kind).match(after) is None


def test_a_person_named_yi_is_no_model() -> None:
    assert names_in("Yi et al. (2019), Tsung-Yi Lin and K. Yi use Yi") == []


def test_claude_shannon_is_no_model() -> None:
    text = "as Claude Shannon, who by Anthropic"
    assert rules_in(text) == {"Claude": "no_person@1"}


def test_a_citation_after_a_name_makes_no_person() -> None:
    assert len(names_in("Google, Claude Author et al. (2023) of Anthropic")) == 1
    assert len(names_in("Claude Team, 2023 of Anthropic")) == 1


def test_gemma_boleda_is_no_model() -> None:
    assert names_in("We thank Gemma Boleda and others") == []


def test_a_size_proves_a_model_that_bears_a_surname() -> None:
    assert names_in("Yi-34B and Yi et al.") == [("model:yi", "Yi-34B")]
    assert names_in("variant E. Yi-34B") == [("model:yi", "Yi-34B")]


def test_the_definition_of_the_paper_wins() -> None:
    text = "Sharpness-aware minimization (SAM) is flat. The SAM model with masks."
    assert set(rules_in(text).values()) == {"no_otherwise@1"}


def test_the_definition_after_the_acronym_wins_too() -> None:
    text = "SAM (sparse access memory) segments. The SAM model with masks."
    assert set(rules_in(text).values()) == {"no_otherwise@1"}


def test_the_definition_of_the_technology_itself_is_no_other() -> None:
    text = "The Segment Anything Model (SAM) is large."
    assert [key for key, _ in names_in(text)] == ["model:segment-anything"] * 2


def test_a_longer_word_with_the_acronym_in_it_defines_nothing() -> None:
    assert len(names_in("BioBERT (basic entity reader table), BERT and BERT")) == 2


def test_a_known_acronym_that_the_paper_spells_otherwise_is_none() -> None:
    assert names_in("Visual intelligence test (ViT) scores. ViT is") == []
    assert len(names_in("Vision Transformer (ViT) scores. ViT is")) == 3


def test_the_definition_of_the_paper_wins_over_a_rule_that_asks_for_no_words() -> None:
    assert names_in("A cheap noise normaliser (CNN) step. CNN is") == []
    assert len(names_in("A convolutional neural network (CNN) layer. CNN is")) == 3


def test_a_mention_admits_its_plural_and_a_phrase_in_capitals() -> None:
    text = f"Echo nets with a reservoir. {'x ' * 80} An Echo Net is and an echo net is"
    assert len(names_in(text)) == 3
    assert names_in(f"An Echo Net is. {'x ' * 80} An echo net is") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("T5-11B", "name_size@1"),
        ("T5-large", "name_size@1"),
        ("the T5 encoder", "name_head@1"),
        ("use T5 [12] and", "name_cited@1"),
        ("use T5 (Smith et al., 2020)", "name_cited@1"),
        ("BERT, T5 and", "name_listed@1"),
        ("T5 of Raffel", "name_context@1"),
    ],
)
def test_what_proves_an_ambiguous_name(text: str, rule: str) -> None:
    assert rules_in(text)[next(iter(key for key in rules_in(text) if key.startswith("T5")))] == rule


def test_an_ambiguous_name_without_proof_is_none() -> None:
    assert rules_in("the level T5 was") == {"T5": "no_proof@1"}


def test_one_accepted_mention_admits_the_rest_but_what_is_rejected() -> None:
    text = f"T5-11B is large. {'x ' * 80} T5 is good. {'x ' * 80} The vertebra T5 is bone."
    reading = find_in(text)
    assert [one.rule for one in reading.mentions] == ["name_size@1", "name_admitted@1"]
    assert [one.rule for one in reading.refused] == ["no_context@1"]


def test_two_technologies_that_claim_one_name_leave_it_undecided() -> None:
    assert rules_in("self-supervised DINO on COCO") == {"DINO": "no_rivals@1"}
    assert names_in("self-supervised DINO") == [("model:dino", "DINO")]


def test_an_accelerator_is_proved_by_its_count_but_not_by_a_head_noun() -> None:
    assert rules_in("the T4 model") == {"T4": "no_proof@1"}
    assert rules_in("on 2 x T4 we") == {"T4": "name_counted@1"}


def test_a_paper_older_than_the_technology_does_not_use_it() -> None:
    assert rules_in("Llama and BERT", year=2020) == {"Llama": "no_older@1", "BERT": "name_known@1"}


def test_a_version_may_be_a_year_younger_than_what_a_paper_prints() -> None:
    assert rules_in("ChatGPT", year=2021) == {"ChatGPT": "name_known@1"}
    assert rules_in("ChatGPT", year=2020) == {"ChatGPT": "no_older@1"}


def test_octo_is_no_rest_of_october() -> None:
    assert names_in("a robot policy of Octo-\nber") == []
