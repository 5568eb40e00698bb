"""The truth of one page: who is printed on it and from where, in the form of the gold labels."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Basis = Literal["stated", "institution", "headquarters", "email", "unknown"]
Layout = Literal["markers", "stacked", "inline", "footnote", "ieee", "other"]
Difficulty = Literal["easy", "medium", "hard"]

_ASSUMED: frozenset[Basis] = frozenset({"headquarters", "email"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueAffiliation:
    """One affiliation as printed; `country` is None where the page does not tell it."""

    id: int
    raw: str
    institution: str | None
    country: str | None
    basis: Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueAuthor:
    """One author as printed, with the ids of the affiliations that count."""

    name: str
    affiliations: tuple[int, ...]
    role_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TruePage:
    """What a person reads from one page; `countries_known` is False where a place is left open."""

    pid: str
    title: str
    affiliations: tuple[TrueAffiliation, ...]
    authors: tuple[TrueAuthor, ...]
    layout: Layout
    difficulty: Difficulty
    note: str
    countries_known: bool = True

    @property
    def countries(self) -> list[str]:
        """Every country of the affiliations, assumed ones included."""
        return sorted({each.country for each in self.affiliations if each.country})

    @property
    def assumed_countries(self) -> list[str]:
        """The countries that rest on nothing but a head office or an e-mail address."""
        firm = {each.country for each in self.affiliations if each.basis not in _ASSUMED}
        return [country for country in self.countries if country not in firm]


def write_truth(path: Path, pages: Iterable[tuple[TruePage, str, str]]) -> None:
    """One JSON object per line for each (page, file name, sha256 of the file)."""
    lines = [
        json.dumps(_label(page, file=file, sha256=sha256), ensure_ascii=False)
        for page, file, sha256 in pages
    ]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _label(page: TruePage, *, file: str, sha256: str) -> dict[str, object]:
    known = page.countries_known
    return {
        "pid": page.pid,
        "title": page.title,
        "affiliations": [asdict(each) for each in page.affiliations],
        "authors": [asdict(each) for each in page.authors],
        "countries": page.countries if known else None,
        "assumed_countries": page.assumed_countries if known else None,
        "us_cn": {"US", "CN"} <= set(page.countries) if known else None,
        "layout": page.layout,
        "difficulty": page.difficulty,
        "note": page.note,
        "file": file,
        "sha256": sha256,
    }
