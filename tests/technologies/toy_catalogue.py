"""A toy catalogue: a dozen technologies whose names bring every kind of trouble."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from byline.technologies.catalogue import Catalogue, build_catalogue
from byline.technologies.tables import COLUMNS, Problem, read_tables

_FACTS = {"source": "toy", "source_date": "2026-11-28"}
TOY_ROWS: dict[str, tuple[dict[str, str], ...]] = {
    "sources.tsv": (
        {"key": "toy", "title": "Toy", "location": "here", "licence": "none", "date": "2026-11-28"},
    ),
    "organisations.tsv": ({"organisation": "Toy Labs", "country_code": "US", **_FACTS},),
    "models.tsv": tuple(
        {
            "name": name,
            "aliases": aliases,
            "released": released,
            "derives_from": derives_from,
            "developers": "Toy Labs",
            **_FACTS,
        }
        for name, aliases, released, derives_from in (
            ("Llama", "LLaMA", "2023-02", ""),
            ("CodeLlama", "Code Llama|Code LLaMA", "2023-08", "Llama"),
            ("Vicuna", "", "2023-03", "Llama"),
            ("Wizard", "", "2023-04", "Vicuna"),
            ("BERT", "Bidirectional Encoder Representations from Transformers", "2018-10", ""),
            ("RoBERTa", "", "2019-07", "BERT"),
            ("GPT", "", "2018-06", ""),
            ("GPT-J", "", "2021-06", ""),
            ("Qwen", "", "2023-08", ""),
            ("ViT", "Vision Transformer", "2020-10", "Transformer"),
            ("Stable Diffusion", "", "2022-08", ""),
            ("Segment Anything", "SAM|Segment Anything Model", "2023-04", ""),
            ("Claude", "", "2023-03", ""),
            ("Gemma", "", "2024-02", ""),
            ("Yi", "", "2023-11", ""),
            ("Phi", "", "2023-06", ""),
            ("T5", "", "2019-10", ""),
            ("Octo", "", "2023-12", ""),
            ("DINO", "", "2021-04", ""),
            ("DINO detector", "DINO|DINO-DETR", "2022-03", ""),
            ("\u03c00", "", "2024-10", ""),
        )
    ),
    "versions.tsv": tuple(
        {
            "technology": technology,
            "version": version,
            "aliases": aliases,
            "released": released,
            "derives_from": "ViT" if version == "2.5-VL" else "",
            **_FACTS,
        }
        for technology, version, aliases, released in (
            ("Llama", "2", "", "2023-07"),
            ("Llama", "3.1", "", "2024-07"),
            ("GPT", "3.5", "ChatGPT", "2022-11"),
            ("GPT", "4o", "", "2024-05"),
            ("Qwen", "2.5", "Qwen25", "2024-09"),
            ("Qwen", "2.5-VL", "", "2025-01"),
        )
    ),
    "architectures.tsv": (
        {
            "name": "Transformer",
            "aliases": "transformer",
            "released": "2017-06",
            "developers": "Toy Labs",
            **_FACTS,
        },
        {
            "name": "CNN",
            "aliases": "convolutional neural network",
            "released": "1989",
            "developers": "Toy Labs",
            **_FACTS,
        },
        {
            "name": "Echo net",
            "aliases": "Echo nets|Echo Net|echo net",
            "released": "2001",
            "developers": "Toy Labs",
            **_FACTS,
        },
    ),
    "accelerators.tsv": tuple(
        {
            "name": name,
            "aliases": aliases,
            "vendor": "Toy Labs",
            "market": "data_centre",
            "released": released,
            "is_verified": "yes",
            **_FACTS,
        }
        for name, aliases, released in (
            ("A100", "", "2020-05"),
            ("H800", "", "2023-03"),
            ("V100", "", "2017-05"),
            ("T4", "", "2018-09"),
            ("RTX 3090", "", "2020-09"),
            ("TPU v4", "", "2021-05"),
        )
    ),
    "datasets.tsv": (
        {
            "name": "ImageNet",
            "aliases": "",
            "released": "2009",
            "developers": "Toy Labs",
            **_FACTS,
        },
    ),
    "ambiguous.tsv": tuple(
        {"alias": alias, "technology": technology, "accept_if": accept, "reject_if": reject}
        for alias, technology, accept, reject in (
            ("SAM", "Segment Anything", r"(?i)segment|mask", r"(?i)sharpness|optimizer"),
            ("Claude", "Claude", r"(?i)Anthropic", ""),
            ("Gemma", "Gemma", r"(?i)Google", ""),
            ("Yi", "Yi", r"01\.AI", ""),
            ("Phi", "Phi", "", r"@ coefficient|Xeon @"),
            ("T5", "T5", r"Raffel", r"vertebra"),
            ("T4", "T4", r"(?:NVIDIA|Tesla) @|@ GPU", r"hormone"),
            ("Octo", "Octo", r"(?i)robot|policy", ""),
            ("DINO", "DINO", r"self-supervised", ""),
            ("DINO", "DINO detector", r"COCO", ""),
            ("CNN", "CNN", "", r"news"),
            ("Echo nets", "Echo net", r"reservoir", ""),
            ("Echo Net", "Echo net", r"reservoir", ""),
            ("echo net", "Echo net", r"reservoir", ""),
        )
    ),
}


@cache
def toy_catalogue() -> Catalogue:
    """The catalogue of these rows alone."""
    return make_catalogue(TOY_ROWS)


def make_catalogue(rows: Mapping[str, Sequence[Mapping[str, str]]]) -> Catalogue:
    """The catalogue of rows given by table, cells that are left out being empty."""
    problems: list[Problem] = []
    with TemporaryDirectory() as folder:
        for table, own in rows.items():
            lines = ["\t".join(COLUMNS[table])]
            lines += ["\t".join(row.get(c, "") for c in COLUMNS[table]) for row in own]
            Path(folder, table).write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = list(read_tables(Path(folder), problems))
    assert not problems
    return build_catalogue(found, sha256="toy")
