"""The methods paragraph: what was run, in words that can be printed as they stand."""

from collections.abc import Iterable, Sequence

from byline.export.sources import NamedSource
from byline.export.text import clean
from byline.queries import ManifestRow, Scope
from byline.queries.account import Account, YearCoverage

_MOST_NAMED = 4
_SOURCES = {
    "page": "printed on the paper's first page",
    "site": "given by the conference's site or list",
    "profile": "taken from the author's profile",
}
_BASES = {
    "stated": "a place stated in the affiliation",
    "institution": "the location of the institution named in it",
    "domain": "an e-mail or web domain (assumed)",
    "headquarters": "the head office of a company (assumed)",
}


def write_methods(account: Account, sources: Sequence[NamedSource]) -> tuple[str, ...]:
    """The paragraphs, in plain English; each says only what the tables of the study say."""
    parts = (
        _tell_papers(account),
        _tell_sources(account, sources),
        _tell_affiliations(account),
        _tell_countries(account),
        _tell_counting(account),
        _tell_unknown(account),
        _tell_technologies(account),
        _tell_checking(account),
        _tell_versions(account),
    )
    return tuple(clean(part).replace("\n", " ") for part in parts if part)


def _tell_papers(account: Account) -> str:
    scope, facts = account.scope, account.facts
    meant = [row for row in account.manifest if _is_meant(row, scope)]
    venues = _join(sorted({row.venue for row in meant if row.venue}))
    tracks = _join(sorted({row.track for row in meant if row.track}))
    years = _tell_years(year.year for year in account.years if year.year is not None)
    parts = [_number(account.papers, f"{scope.status} paper" if scope.status else "paper")]
    parts += [f"of {venues}"] if venues else []
    parts += [years] if years else []
    parts += [f"(tracks: {tracks})"] if tracks else []
    listed = f"In all, its sources list {_number(facts.papers, 'paper')}"
    again = (
        f"; {facts.duplicates:,} of these are further listings of a paper that is listed already, "
        "and count once."
    )
    return f"The study covers {' '.join(parts)}. {listed}{again if facts.duplicates else '.'}"


def _is_meant(row: ManifestRow, scope: Scope) -> bool:
    return (
        row.papers > 0
        and scope.venue in {None, row.venue}
        and scope.track in {None, row.track}
        and scope.status in {None, row.status}
        and (scope.year_from is None or (row.year or 0) >= scope.year_from)
        and (scope.year_to is None or (row.year or 0) <= scope.year_to)
    )


def _tell_sources(account: Account, sources: Sequence[NamedSource]) -> str:
    pdfs, rows = account.documents.get("pdf", 0), account.documents.get("row", 0)
    reader = account.facts.versions.get("pdf reader", "an unnamed reader")
    read = [f"{_number(pdfs, 'paper')} as PDF with {reader}"] if pdfs else []
    read += [f"{_number(rows, 'paper')} as rows of tables"] if rows else []
    failed = account.fates.get("failed", 0)
    lost = f" {_number(failed, 'paper')} could not be read." if failed else ""
    names = [source.name for source in sources]
    listed = f" The sources are {_join_some(names)}." if names else ""
    return f"Read were {_join(read) or 'none'}.{lost}{listed}"


def _tell_affiliations(account: Account) -> str:
    total = sum(account.affiliations.values())
    if not total:
        return "No affiliation was found."
    parts = [f"{count:,} {_SOURCES[source]}" for source, count in account.affiliations.items()]
    return (
        f"The papers carry {_number(total, 'affiliation')}: {_join(parts)}. Affiliations stand for "
        "the time of the paper; internships, visits and moves are kept and not counted."
    )


def _tell_countries(account: Account) -> str:
    total = sum(account.bases.values())
    if not total:
        return ""
    bases = [
        f"{_share(count, total)} rest on {words}"
        for basis, words in _BASES.items()
        if (count := account.bases.get(basis, 0))
    ]
    unknown = _share(account.bases.get("unknown", 0), total)
    versions = account.facts.versions
    registry = versions.get("registry", "an unnamed registry")
    return (
        f"Each affiliation was matched by rules against the registry {registry} "
        f"(rules {versions.get('places', 'of no named version')}). Of {total:,} affiliations, one "
        f"in two countries taken twice, {_join(bases)}; for {unknown} no country could be told. "
        "Assumed countries are marked, and joint counts stand with and without them. "
        "Countries are codes of ISO 3166-1; mainland China, Hong Kong, Macau and Taiwan are stored "
        "apart."
    )


def _tell_counting(account: Account) -> str:
    known = account.fates.get("known", 0) + account.fates.get("partly_known", 0)
    return (
        "A paper counts once for every country among its affiliations (full counting), and is "
        "joint of two countries if it has an affiliation in each. Shares are of the papers with at "
        f"least one known country, here {_share(known, account.papers)} of the papers in scope."
    )


_FATES = {
    "partly_known": "with an affiliation of unknown country beside known ones",
    "unknown": "with affiliations of unknown country alone",
    "no_affiliation": "with authors and no affiliation",
    "no_author": "without authors",
    "anonymous": "anonymous",
    "failed": "that could not be read",
}


def _tell_unknown(account: Account) -> str:
    fates = account.fates
    parts = [f"{fates[fate]:,} {words}" for fate, words in _FATES.items() if fates.get(fate)]
    if not parts:
        return "Every paper has a known country for each of its affiliations."
    gaps = [str(year.year) for year in account.years if _is_gap(year)]
    silent = f" No paper of {_join(gaps)} tells a country." if gaps else ""
    return (
        f"Not wholly known are {_number(sum(fates.values()) - fates.get('known', 0), 'paper')}: "
        f"{_join(parts)}.{silent} A joint count therefore has an upper bound beside it, which "
        "takes every such paper for joint."
    )


def _is_gap(year: YearCoverage) -> bool:
    return year.year is not None and year.papers > 0 and year.known == 0


def _tell_technologies(account: Account) -> str:
    if not account.read_for_technologies:
        return ""
    words = {"full_text": "the full text of", "abstract": "title and abstract of"}
    read = account.read_for_technologies
    parts = [f"{words[basis]} {_number(count, 'paper')}" for basis, count in read.items()]
    both = "; the two are never added up" if len(parts) > 1 else ""
    catalogue = account.facts.versions.get("catalogue", "of no named version")
    return (
        f"Technologies were looked for in {' and in '.join(parts)}{both}. "
        f"Names come from the catalogue {catalogue}; a paper counts by the strongest role it gives "
        "a technology."
    )


def _tell_checking(account: Account) -> str:
    made = (
        f"{_number(account.overrides, 'correction')} by hand {_verb(account.overrides)} applied. "
        if account.overrides
        else "No correction by hand was applied. "
    )
    doubt = (
        f"{_number(account.disagreements, 'disagreement')} between readings "
        f"{_verb(account.disagreements)} listed for a look. "
        if account.disagreements
        else ""
    )
    return (
        f"{made}{doubt}This paragraph was written from the tables of the study; it tells what was "
        "done, not how often it is right."
    )


def _tell_versions(account: Account) -> str:
    versions = [
        version if version.startswith(f"{name}@") else f"{name} {version}"
        for name, version in account.facts.versions.items()
    ]
    return f"Versions: {'; '.join(versions)}." if versions else ""


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _verb(count: int) -> str:
    return "was" if count == 1 else "were"


def _share(count: int, total: int) -> str:
    return f"{count:,} ({count / total:.1%})" if total else f"{count:,}"


def _join(parts: Sequence[str]) -> str:
    *first, last = parts or [""]
    return f"{', '.join(first)} and {last}" if first else last


def _join_some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    if more <= 1:
        return _join(names)
    return f"{', '.join(names[:_MOST_NAMED])} and {more} others"


def _tell_years(years: Iterable[int]) -> str:
    """Years as stretches: 1987-2021 and 2024."""
    stretches: list[list[int]] = []
    for year in sorted(years):
        if stretches and year == stretches[-1][-1] + 1:
            stretches[-1].append(year)
        else:
            stretches.append([year])
    return _join([f"{s[0]}" if len(s) == 1 else f"{s[0]}-{s[-1]}" for s in stretches])
