"""E-mail addresses as authors print them: plain, in braces, spelt out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from byline.authorship.lexicon import fold, fold_words, read_cues
from byline.records import Span

_DOMAIN = r"(?P<domain>(?:[\w-]{1,63}\.){1,6}[a-z]{2,12})(?![\w@])"
_ADDRESS = re.compile(
    r"(?:[{(\[<]\s*(?P<group>[\w.\-+'*∗,;|/&\s]{1,600}?)\s*[})\]>]|(?P<local>[\w.+\-']{1,64}))"
    r"\s?@\s?(?:\n\s?)?" + _DOMAIN,
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"(?P<local>[\w.+\-]{2,64})\s?(?:[\[({]\s?at\s?[\])}]\s?(?P<first>[\w-]{1,63})"
    r"(?P<rest>(?:\s?(?:\bdot\b|[\[({]\s?dot\s?[\])}]|\.)\s?[\w-]{1,63}){1,5})"
    r"|\sat\s(?P<first_word>[\w-]{1,63})(?P<rest_words>(?:\sdot\s[\w-]{1,63}){1,5}))(?!\w)",
    re.IGNORECASE,
)
_REACH_BEFORE, _REACH_AFTER = 640, 120
"""Characters around an at-sign in which its address stands."""
_LEAST_LETTERS, _LEAST_PART, _LEAST_PROOF = 2, 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailGroup:
    """One printed address, or several that share their domain; spans lie in the text searched."""

    start: int
    end: int
    locals: tuple[str, ...]
    domain: str
    domain_span: Span

    @property
    def is_institutional(self) -> bool:
        """Whether the domain says anything about where its user works."""
        return not (
            self.domain in read_cues("mail", "free")
            or self.domain.split(".")[0] in read_cues("mail", "free_labels")
        )


def find_emails(text: str) -> list[EmailGroup]:
    """Every e-mail address in the text, in order; line breaks inside braces are allowed."""
    found = [
        _read_address(match)
        for start, end in _find_stretches(text)
        for match in _ADDRESS.finditer(text, start, end)
    ]
    if " at " in text or "(at)" in text or "[at]" in text:
        found += [_read_spelt(match) for match in _SPELT.finditer(text)]
    return sorted(found, key=lambda group: group.start)


def _find_stretches(text: str) -> Iterator[Span]:
    """Stretches of text around every at-sign, wide enough for a long list in braces."""
    start = end = 0
    for match in re.finditer("@", text):
        first = max(0, match.start() - _REACH_BEFORE)
        if first >= end:
            if end:
                yield start, end
            start = first
        end = match.end() + _REACH_AFTER
    if end:
        yield start, min(end, len(text))


def _read_address(match: re.Match[str]) -> EmailGroup:
    listed = match["group"]
    return EmailGroup(
        start=match.start(),
        end=match.end(),
        locals=_split_locals(listed) if listed is not None else (match["local"].lower(),),
        domain=re.sub(r"\s", "", match["domain"]).lower(),
        domain_span=match.span("domain"),
    )


def _read_spelt(match: re.Match[str]) -> EmailGroup:
    first = match["first"] or match["first_word"]
    rest = match["rest"] or match["rest_words"]
    labels = re.sub(r"\s?(?:[\[({]\s?dot\s?[\])}]|\bdot\b)\s?", ".", rest, flags=re.IGNORECASE)
    start = match.start("first") if match["first"] else match.start("first_word")
    return EmailGroup(
        start=match.start(),
        end=match.end(),
        locals=(match["local"].lower(),),
        domain=(first + re.sub(r"\s", "", labels)).lower(),
        domain_span=(start, match.end()),
    )


def _split_locals(listed: str) -> tuple[str, ...]:
    joined = re.sub(r"\n\s*", "", listed)
    parts = [part.strip(" .'*∗") for part in re.split(r"[,;|/&\n]|\s{2,}", joined)]
    return tuple(part.lower() for part in parts if part)


def find_owner(local: str, names: Sequence[str]) -> int | None:
    """Which of the names an address belongs to, by its spelling; None where that is not plain."""
    spelt = _letters(local)
    if len(spelt) < _LEAST_LETTERS or spelt in read_cues("mail", "templates"):
        return None
    scores = [_score_owner(spelt, name) for name in names]
    best = max(scores, default=0)
    if best < _LEAST_PROOF or scores.count(best) > 1:
        return None
    return scores.index(best)


def _letters(local: str) -> str:
    return re.sub(r"[^a-z]", "", fold(local))


@lru_cache(maxsize=4096)
def _spellings(name: str) -> tuple[tuple[str, int], ...]:
    """Ways to spell a name in an address, with how much each one proves."""
    words = fold_words(name)
    if not words:
        return ()
    first, last, joined = words[0], words[-1], "".join(words)
    initials = "".join(word[0] for word in words)
    found = {
        joined: 9, last + "".join(words[:-1]): 9, first + last: 9, last + first: 9,
        first[0] + last: 7, last + first[0]: 7, first + last[0]: 7, last[0] + first: 6,
        initials[:-1] + last: 7, last + initials[:-1]: 7, first + initials[1:]: 6,
        "".join(words[:-1]): 6, last: 6, first: 5, initials: 4,
    }  # fmt: skip
    return tuple(found.items())


def _score_owner(spelt: str, name: str) -> int:
    spellings = _spellings(name)
    exact = max((score for spelling, score in spellings if spelling == spelt), default=0)
    if exact:
        return exact
    return max(
        (4 for word in fold_words(name) if len(word) >= _LEAST_PART and word in spelt), default=0
    )
