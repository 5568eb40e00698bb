"""How often affiliation strings mention each organisation of a registry, by exact names.

A name counts where its words stand in the string, the longest name first. A name of one word, and
a firm's name, count only where they fill a part of the string between separators, because
"Applied Mathematics" and "Brain" are firms too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from byline.places.entry import RegistryEntry
from byline.places.registry_names import name_key, split_country

MOST_BEARERS = 8
"""A name with more bearers, such as Ministry of Education, says too little; firms aside."""
_LONGEST_NAME_WORDS = 16
_SEPARATORS = re.compile(r"[,;/()\[\]|+•·†‡*]|\s[-–—&@]\s|\sand\s|\sat\s|\bof\sthe\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameIndex:
    """Organisations by the words of their names: anywhere in a string, or as a part of it."""

    anywhere: Mapping[str, frozenset[str]]
    as_part: Mapping[str, frozenset[str]]
    """Names of one word and of firms."""
    acronyms: Mapping[str, frozenset[str]]
    """As printed, because case tells an acronym from a word."""


def index_names(entries: Iterable[RegistryEntry]) -> NameIndex:
    """The index of these organisations, withdrawn ones left out."""
    anywhere: defaultdict[str, set[str]] = defaultdict(set)
    as_part: defaultdict[str, set[str]] = defaultdict(set)
    acronyms: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for kind, text in entry.names:
            if entry.status == "withdrawn":
                continue
            if kind == "acronym":
                acronyms[text].add(entry.ror_id)
                continue
            firm, country = split_country(text)
            is_firm = country is not None and "company" in entry.types
            key = name_key(firm if is_firm else text)
            where = as_part if is_firm or " " not in key else anywhere
            where[key].add(entry.ror_id)
    return NameIndex(
        anywhere=_freeze(anywhere), as_part=_freeze(as_part), acronyms=_freeze(acronyms)
    )


def _freeze(names: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(keys) for name, keys in names.items() if name}


def find_mentions(text: str, index: NameIndex) -> list[tuple[str, frozenset[str]]]:
    """The names of organisations in the string, each with all its bearers."""
    found = list(_find_anywhere(name_key(text).split(), index.anywhere))
    for part in _SEPARATORS.split(text):
        key = name_key(part)
        if key in index.as_part:
            found.append((key, index.as_part[key]))
        elif part.strip() in index.acronyms:
            found.append((part.strip(), index.acronyms[part.strip()]))
    return found


def _find_anywhere(
    words: list[str], names: Mapping[str, frozenset[str]]
) -> Iterable[tuple[str, frozenset[str]]]:
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + _LONGEST_NAME_WORDS), start + 1, -1):
            name = " ".join(words[start:end])
            if name in names:
                yield name, names[name]
                start = end - 1
                break
        start += 1


def count_mentions(strings: Mapping[str, int], index: NameIndex) -> Counter[str]:
    """Mentions of each organisation by its key; a name with too many bearers counts for none."""
    counts: Counter[str] = Counter()
    for text, times in strings.items():
        bearers = {
            key
            for name, keys in find_mentions(text, index)
            if len(keys) <= MOST_BEARERS or name in index.as_part
            for key in keys
        }
        for key in bearers:
            counts[key] += times
    return counts
