"""Short ways for the tests of sources to list a file and to look at what came out."""

import json
from pathlib import Path

from byline.sources.listing import Listed, ListedFailure, ListedPaper
from byline.sources.open import list_papers
from byline.sources.options import TableOptions


def write(path: Path, content: object) -> Path:
    """The path, with this text in it, or this value as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def list_all(path: Path, options: TableOptions | None = None) -> list[Listed]:
    """All that a source gives."""
    return list(list_papers(path, options))


def papers_of(path: Path, options: TableOptions | None = None) -> list[ListedPaper]:
    """The papers of a source."""
    return [item for item in list_all(path, options) if isinstance(item, ListedPaper)]


def failures_of(path: Path, options: TableOptions | None = None) -> list[ListedFailure]:
    """The failures and notices of a source."""
    return [item for item in list_all(path, options) if isinstance(item, ListedFailure)]


def kinds_of(path: Path, options: TableOptions | None = None) -> list[str]:
    """The kinds of its failures and notices, in order."""
    return [failure.kind for failure in failures_of(path, options)]


def affiliations_of(paper: ListedPaper) -> list[tuple[str, ...]]:
    """The affiliations of each author of a paper."""
    return [author.affiliations for author in paper.authors or ()]


def names_of(paper: ListedPaper) -> list[str]:
    """The names of the authors of a paper."""
    return [author.name for author in paper.authors or ()]
