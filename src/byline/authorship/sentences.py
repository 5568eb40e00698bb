"""Footnotes that say in sentences who is with whom, as IEEE journals print them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from byline.authorship.entries import Entry, match_keys, split_sentences
from byline.authorship.lexicon import fold, fold_words
from byline.authorship.tokens import Token

_VERBS = frozenset({"is", "are", "was", "were"})
_PREPOSITIONS = frozenset({"with", "at", "from"})
_FURTHEST = 9
"""Words between the verb and ``with``, as in ``is a Ph.D. student at``."""
_PRONOUNS = frozenset({"he", "she", "they", "who"})
_HOLDERS = re.compile(r"(?:the |this |these )?authors?")
"""Whom a sentence behind a mark speaks of when it names nobody."""
_EVERYBODY = re.compile(r"\b(?:the|all|both|all the|these) authors\b")
_BODY_END = re.compile(r"\(?e-?mails?\b.*|\(?e-$", re.IGNORECASE)
_JOINTS = frozenset({"also", "with"})
_AUTHOR_WORDS = frozenset({"corresponding", "author", "authors", "the", "dr", "prof"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """One sentence: these authors, by index, are with what these lines name."""

    authors: tuple[int, ...]
    lines: tuple[tuple[Token, ...], ...]
    is_now: bool
    """Said of a later place of work: ``is now with``."""


def read_memberships(
    entries: Sequence[Entry], names: Sequence[str], *, keys: Sequence[Sequence[str]] = ()
) -> list[Membership]:
    """What these notes say of membership, in order; `keys` holds the marks of each name."""
    found: list[Membership] = []
    for entry in entries:
        marked = set(entry.keys)
        holders = tuple(n for n, own in enumerate(keys) if marked & set(match_keys(own, marked)))
        for sentence in split_sentences(entry, people=names):
            found.extend(_read_sentence(sentence, names, before=found[-1:], holders=holders))
    return found


def _read_sentence(
    lines: Sequence[Sequence[Token]],
    names: Sequence[str],
    *,
    before: Sequence[Membership],
    holders: tuple[int, ...],
) -> list[Membership]:
    words = [token for line in lines for token in line if token.kind == "word"]
    verb = next((i for i, word in enumerate(words) if word.text.lower() in _VERBS), None)
    if verb is None:
        return []
    window = words[verb + 1 : verb + 1 + _FURTHEST]
    offset = next((i for i, w in enumerate(window) if w.text.lower() in _PREPOSITIONS), None)
    if offset is None:
        return []
    subject = [token for line in lines for token in line if token.start < words[verb].start]
    if any(word.text.lower().startswith("intern") for word in window[:offset]):
        return []
    authors = _read_subject(subject, names, before=before, holders=holders)
    is_now = any(word.text.lower() in {"now", "currently"} for word in window[:offset])
    return [
        Membership(authors=authors, lines=body, is_now=is_now)
        for body in _cut_bodies(lines, after=window[offset].end)
        if authors
    ]


def _read_subject(
    tokens: Sequence[Token],
    names: Sequence[str],
    *,
    before: Sequence[Membership],
    holders: tuple[int, ...],
) -> tuple[int, ...]:
    printed = fold(" ".join(token.text for token in tokens))
    if holders and _HOLDERS.fullmatch(printed.strip()):
        return holders
    if _EVERYBODY.search(printed):
        return tuple(range(len(names)))
    if before and printed.strip() in _PRONOUNS:
        return before[-1].authors
    found: list[int] = []
    for run in _split_names(tokens):
        author = find_author(run, names)
        if author is not None:
            found.append(author)
    return tuple(dict.fromkeys(found))


def _split_names(tokens: Sequence[Token]) -> Iterator[str]:
    run: list[str] = []
    for token in tokens:
        if token.kind == "word":
            run.append(token.text)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def find_author(printed: str, names: Sequence[str]) -> int | None:
    """The one author whose name this is, in full or with initials; None if none or several."""
    words = [word for word in fold_words(printed) if word not in _AUTHOR_WORDS]
    matches = [index for index, name in enumerate(names) if _fits(words, fold_words(name))]
    return matches[0] if len(matches) == 1 else None


def _fits(words: Sequence[str], name: Sequence[str]) -> bool:
    # A line's end may have broken a word.
    if words and "".join(words) == "".join(name):
        return True
    if not words or not name or words[-1] != name[-1]:
        return False
    given, full = words[:-1], name[:-1]
    if len(given) > len(full):
        return "".join(given) == "".join(full)
    return bool(given) and all(b.startswith(a) for a, b in zip(given, full, strict=False))


def _cut_bodies(
    lines: Sequence[Sequence[Token]], *, after: int
) -> list[tuple[tuple[Token, ...], ...]]:
    """What follows ``with``, up to an e-mail address; ``also with`` opens another body."""
    bodies: list[list[list[Token]]] = [[]]
    is_open = True
    for line in lines:
        bodies[-1].append([])
        for token in (token for token in line if token.start >= after):
            word = token.text.lower()
            if token.kind == "email" or _BODY_END.match(token.text):
                return _freeze(bodies)
            if word in _JOINTS:
                is_open = word == "with"
                bodies.append([[]])
            elif is_open and (word != "the" or bodies[-1][-1]):
                bodies[-1][-1].append(token)
    return _freeze(bodies)


def _freeze(bodies: Sequence[Sequence[Sequence[Token]]]) -> list[tuple[tuple[Token, ...], ...]]:
    frozen = (tuple(tuple(line) for line in body if line) for body in bodies)
    return [body for body in frozen if any(t.kind == "word" for line in body for t in line)]
