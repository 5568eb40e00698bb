"""What is wrong with the rows of a catalogue taken together: all of it, not the first only."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from byline.places.gazetteer import read_countries
from byline.technologies.ambiguity import (
    AmbiguityRule,
    Words,
    compile_expression,
    compile_rule,
    is_as_expected,
    read_example,
    read_words,
)
from byline.technologies.naming import (
    KINDS,
    Names,
    aliases_of,
    developer_column,
    owner_of,
    technology_id,
)
from byline.technologies.tables import Problem, TableRow, check_cells

_Rows = Sequence[TableRow]


def find_problems(rows: _Rows, *, today: str | None = None) -> list[Problem]:
    """Everything wrong with these rows; dates after `today` (ISO) too, if it is given."""
    problems = [problem for row in rows for problem in check_cells(row)]
    for check in _CHECKS:
        problems.extend(check(rows))
    if today is not None:
        problems.extend(_check_future(rows, today))
    return problems


def _of(rows: _Rows, *tables: str) -> Iterator[TableRow]:
    return (row for row in rows if row.table in tables)


def _check_sources(rows: _Rows) -> Iterator[Problem]:
    keys = {row["key"] for row in _of(rows, "sources.tsv")}
    yield from _repeated(_of(rows, "sources.tsv"), lambda row: row["key"])
    for row in rows:
        if (source := row.cells.get("source")) and source not in keys:
            yield row.problem(f"source {source!r} is not in sources.tsv; add its row there")


def _repeated(rows: Iterable[TableRow], key: Callable[[TableRow], str]) -> Iterator[Problem]:
    first: dict[str, TableRow] = {}
    for row in rows:
        known = first.setdefault(key(row), row)
        if known is not row:
            yield row.problem(
                f"{key(row)!r} stands already in {known.file} row {known.row}; keep one of them"
            )


def _check_organisations(rows: _Rows) -> Iterator[Problem]:
    codes = {country.country_code for country in read_countries()}
    organisations = list(_of(rows, "organisations.tsv"))
    yield from _repeated(organisations, lambda row: f"{row['organisation']} {row['since']}".strip())
    for row in organisations:
        if row["country_code"] and row["country_code"] not in codes:
            yield row.problem(
                f"country_code {row['country_code']!r} is no code of ISO 3166-1 such as US or CN"
            )


def _check_developers(rows: _Rows) -> Iterator[Problem]:
    known = {row["organisation"] for row in _of(rows, "organisations.tsv")}
    for row in _of(rows, *KINDS):
        for developer in row.parts(developer_column(row)):
            if developer not in known:
                yield row.problem(
                    f"{developer!r} is not in organisations.tsv; "
                    "add it there with its country or correct the name"
                )


def _check_names(rows: _Rows) -> Iterator[Problem]:
    yield from _repeated(_of(rows, *KINDS), technology_id)
    yield from _repeated(
        _of(rows, "versions.tsv"), lambda row: f"{row['technology']} {row['version']}"
    )
    yield from _repeated(
        _of(rows, "ambiguous.tsv"), lambda row: f"{row['alias']} as {row['technology']}"
    )


def _check_references(rows: _Rows) -> Iterator[Problem]:
    names = Names(rows)
    for row in rows:
        references = [row["technology"]] if row.cells.get("technology") else []
        if "derives_from" in row.cells:
            references.extend(row.parts("derives_from"))
        for reference in references:
            if names.find(reference) is None:
                yield row.problem(names.why_not(reference))


def _check_descent(rows: _Rows) -> Iterator[Problem]:
    names = Names(rows)
    by_id = {technology_id(row): row for row in _of(rows, "models.tsv", "architectures.tsv")}
    parents = {
        key: {parent for part in row.parts("derives_from") if (parent := names.find(part))}
        for key, row in by_id.items()
    }
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        circle = error.args[1]
        row = next(by_id[key] for key in circle if key in by_id)
        yield row.problem(
            f"derives from itself: {' from '.join(reversed(circle))}; break the circle"
        )


def _check_aliases(rows: _Rows) -> Iterator[Problem]:
    names = Names(rows)
    ruled = {(row["alias"], names.find(row["technology"])) for row in _of(rows, "ambiguous.tsv")}
    owners: dict[str, dict[tuple[str | None, str], TableRow]] = defaultdict(dict)
    for row in _of(rows, *KINDS, "versions.tsv"):
        meaning = owner_of(row, names)
        for alias in aliases_of(row):
            owners[alias].setdefault(meaning, row)
    for alias, claims in owners.items():
        for (owner, _), row in claims.items():
            if len(claims) > 1 and (alias, owner) not in ruled:
                yield row.problem(_shared(alias, claims.values(), row))


def _shared(alias: str, claims: Iterable[TableRow], row: TableRow) -> str:
    others = ", ".join(f"{other.file} row {other.row}" for other in claims if other is not row)
    return (
        f"alias {alias!r} is also that of {others}; take it away from one, "
        "or say in ambiguous.tsv which words around it mean which"
    )


def _check_rules(rows: _Rows) -> Iterator[Problem]:
    names = Names(rows)
    known = {
        (alias, owner_of(row, names)[0])
        for row in _of(rows, *KINDS, "versions.tsv")
        for alias in aliases_of(row)
    }
    words = read_words(rows)
    yield from _repeated(_of(rows, "words.tsv"), lambda row: row["key"])
    for row in _of(rows, "ambiguous.tsv"):
        yield from _check_expressions(row, words)
        owner = names.find(row["technology"])
        if owner and (row["alias"], owner) not in known:
            yield row.problem(f"{row['alias']!r} is no alias of {owner}; add it to its row")


def _check_expressions(row: TableRow, words: Words) -> Iterator[Problem]:
    for column in ("accept_if", "reject_if"):
        try:
            compile_expression(row[column], words)
        except re.error as error:
            yield row.problem(f"{column}: {row[column]!r} is no regular expression: {error}")
        except KeyError as error:
            yield row.problem(f"{column}: words.tsv has no key {error}; add it or write it out")
    if not row["accept_if"] and not row["reject_if"]:
        yield row.problem("has neither accept_if nor reject_if; say one or take the row away")


def _check_examples(rows: _Rows) -> Iterator[Problem]:
    names, words = Names(rows), read_words(rows)
    examples = [row for row in _of(rows, "examples.tsv") if names.find(row["technology"])]
    seen = {(row["alias"], names.find(row["technology"]), row["verdict"]) for row in examples}
    rules: dict[tuple[str, str], AmbiguityRule | None] = {}
    for row in _of(rows, "ambiguous.tsv"):
        owner = names.find(row["technology"])
        for verdict in ("match", "no_match") if owner else ():
            if (row["alias"], owner, verdict) not in seen:
                yield row.problem(f"has no {verdict} example; add one to examples.tsv")
        rules[row["alias"], owner or ""] = compile_rule(row, names, words)
    for row in examples:
        yield from _check_example(row, names, rules)


def _check_example(
    row: TableRow, names: Names, rules: dict[tuple[str, str], AmbiguityRule | None]
) -> Iterator[Problem]:
    example = read_example(row, names)
    key = (example.alias, example.technology_id)
    if key not in rules:
        yield row.problem(f"{example.alias!r} has no rule in ambiguous.tsv; add it there")
    elif (rule := rules[key]) is None:
        return  # what is wrong with the rule is said of its own row
    elif (outcome := is_as_expected(example, rule)) is None:
        yield row.problem(f"{example.alias!r} does not stand in the text as a word of its own")
    elif not outcome:
        yield row.problem(f"the rule of {example.alias!r} says the opposite of {example.verdict}")


def _check_licences(rows: _Rows) -> Iterator[Problem]:
    for row in _of(rows, "accelerators.tsv"):
        if bool(row["china_licence_from"]) != bool(row["china_licence_rule"]):
            yield row.problem("china_licence_from and china_licence_rule: give both or neither")


def _check_future(rows: _Rows, today: str) -> Iterator[Problem]:
    for row in rows:
        for column in ("released", "since", "source_date", "date", "china_licence_from"):
            cell = row.cells.get(column, "")
            if cell > today[: len(cell)]:
                yield row.problem(f"{column}: {cell} is after today, {today}; correct it")


_CHECKS: tuple[Callable[[_Rows], Iterator[Problem]], ...] = (
    _check_sources,
    _check_organisations,
    _check_developers,
    _check_names,
    _check_references,
    _check_descent,
    _check_aliases,
    _check_rules,
    _check_examples,
    _check_licences,
)
