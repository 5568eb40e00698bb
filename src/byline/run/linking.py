"""The last stage: a PDF and a table's row that are one paper, and what the two say differently."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from byline.records import (
    Authorship,
    AuthorshipAffiliation,
    CountryMatch,
    Disagreement,
    Document,
    Paper,
    Row,
    Twin,
    make_id,
)
from byline.run.memberships import group_roles, is_counted
from byline.run.stages import WHOLE, keep_shard, read_markers
from byline.sources.duplicates import mark_duplicates
from byline.sources.listing import ListedAuthor, ListedPaper, PdfFile
from byline.sources.titles import normalise_title
from byline.store.shards import (
    find_shards,
    read_shard,
    read_shard_columns,
    remove_shard,
)
from byline.store.study import Study

LINKING = "linking@1"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one reading says of a paper."""

    paper: Paper
    """With the title as printed where the source gives none."""
    is_page: bool
    names: tuple[str, ...]
    country_codes: frozenset[str]


def run_linking(study: Study) -> None:
    """Tie rows to PDFs where a study has both, and keep what they disagree on."""
    stages = ("listing", "documents", "authorship", "places")
    digests = [marker.digest for stage in stages for _, marker in read_markers(study, stage)]
    if next(find_shards(study, "documents"), None) is None:
        remove_shard(study, "linking", WHOLE)
        return
    keep_shard(study, "linking", key=make_id(LINKING, *digests), rows=_link(study))


def _link(study: Study) -> Iterator[Row]:
    yield from link_papers(_read_told(study))


def _read_told(study: Study) -> list[_Told]:
    told: list[_Told] = []
    papers_with_page = _find_papers_with_page(study)
    for shard in find_shards(study, "listing"):
        papers = {paper.paper_id: paper for paper in read_shard(study, "listing", shard, Paper)}
        names, codes = _read_names(study, shard), _read_codes(study, shard)
        for paper_id, title, kind in _read_titles(study, shard):
            paper = papers[paper_id]
            if paper.duplicate_of is None or paper.duplicate_of in papers_with_page:
                told.append(
                    _Told(
                        paper=replace(paper, title=paper.title or title),
                        is_page=kind == "pdf",
                        names=tuple(names[paper_id]),
                        country_codes=frozenset(codes[paper_id]),
                    )
                )
    return told


def _find_papers_with_page(study: Study) -> frozenset[str]:
    """Papers that a PDF stands for: what other lists say of them is compared with it."""
    shards = find_shards(study, "listing")
    rows = (row for shard in shards for row in read_shard(study, "listing", shard, Paper))
    return frozenset(row.paper_id for row in rows if row.pdf_sha256 and row.duplicate_of is None)


def _read_titles(study: Study, shard: str) -> Iterator[tuple[str, str, str]]:
    for stage in ("listing", "documents"):
        columns = ("paper_id", "title", "kind")
        for paper_id, title, kind in read_shard_columns(study, stage, shard, Document, columns):
            yield str(paper_id), str(title), str(kind)


def _read_names(study: Study, shard: str) -> defaultdict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for stage in ("listing", "authorship"):
        for row in read_shard(study, stage, shard, Authorship):
            names[row.paper_id].append(row.name)
    return names


def _read_codes(study: Study, shard: str) -> defaultdict[str, set[str]]:
    """Countries of the affiliations that count: not those of internships and the like alone."""
    stages = ("listing", "authorship")
    roles = group_roles(
        link for stage in stages for link in read_shard(study, stage, shard, AuthorshipAffiliation)
    )
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_shard(study, "places", shard, CountryMatch):
        if row.country_code is not None and is_counted(roles.get(row.affiliation_id)):
            codes[row.paper_id].add(row.country_code)
    return codes


def link_papers(told: Sequence[_Told]) -> list[Row]:
    """A row for each tie between a table's row and a PDF, and for each thing they dispute.

    Rows that the listing has tied already are only compared.
    """
    placed = _place_pages(told)
    by_id = {item.paper.paper_id: item for item in placed}
    known = [item for item in placed if item.paper.duplicate_of is None]
    marked = mark_duplicates([(_listed(item), item.paper) for item in known])
    rows: list[Row] = []
    disputed: list[Disagreement] = []
    for item in placed:
        page = by_id.get(item.paper.duplicate_of or "")
        if page is not None and page.is_page and not item.is_page:
            disputed += _compare(page, item)
    for paper in marked.papers:
        page = by_id.get(paper.duplicate_of or "")
        site = by_id[paper.paper_id]
        if page is not None and page.is_page and not site.is_page:
            rows.append(Twin(paper_id=paper.paper_id, duplicate_of=page.paper.paper_id))
            disputed += _compare(page, site)
    # an oral is listed as a poster, too, and both say the same
    return [*rows, *{one.disagreement_id: one for one in disputed}.values()]


def _place_pages(told: Iterable[_Told]) -> list[_Told]:
    """A PDF that names no venue is given that of the one venue whose table has its title."""
    told = list(told)
    editions: defaultdict[str, set[tuple[str | None, int | None]]] = defaultdict(set)
    for item in told:
        if not item.is_page:
            editions[normalise_title(item.paper.title)].add((item.paper.venue, item.paper.year))
    return [_place_page(item, editions) for item in told]


def _place_page(item: _Told, editions: Mapping[str, set[tuple[str | None, int | None]]]) -> _Told:
    found = editions.get(normalise_title(item.paper.title), set())
    if not item.is_page or item.paper.venue is not None or len(found) != 1:
        return item
    [(venue, year)] = found
    return replace(item, paper=replace(item.paper, venue=venue, year=year))


def _listed(item: _Told) -> ListedPaper:
    paper = item.paper
    return ListedPaper(
        title=paper.title,
        venue=paper.venue,
        year=paper.year,
        track=paper.track,
        status=paper.status,
        source=paper.source,
        source_key=paper.source_key,
        location=paper.location,
        authors=tuple(ListedAuthor(name=name, affiliations=()) for name in item.names) or None,
        pdf=PdfFile(path=Path(paper.location)) if item.is_page else None,
    )


def _compare(page: _Told, site: _Told) -> Iterator[Disagreement]:
    here, there = page.country_codes, site.country_codes
    if here and there and here != there:
        yield _disagreement(
            page,
            kind="page_against_site_countries",
            doubt=1 - len(here & there) / len(here | there),
            reason=f"the page gives {_list(here)}, the site {_list(there)}",
        )
    if len(page.names) != len(site.names):
        most = max(len(page.names), len(site.names))
        yield _disagreement(
            page,
            kind="page_against_site_authors",
            doubt=abs(len(page.names) - len(site.names)) / most,
            reason=f"the page names {len(page.names)} authors, the site {len(site.names)}",
        )


def _list(codes: Iterable[str]) -> str:
    return ", ".join(sorted(codes))


def _disagreement(page: _Told, *, kind: str, doubt: float, reason: str) -> Disagreement:
    return Disagreement(
        disagreement_id=make_id(page.paper.paper_id, kind, reason),
        paper_id=page.paper.paper_id,
        affiliation_id=None,
        kind=kind,
        doubt=round(doubt, 4),
        reason=reason,
    )
