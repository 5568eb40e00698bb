"""E-mail addresses as authors print them: plain, in braces, spelt out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from byline.authorship.lexicon import fold, fold_words
from byline.records import Span

_DOMAIN = r"(?P<domain>(?:[\w-]{1,63}\.){1,6}[a-z]{2,12})(?![\w@])"
_ADDRESS = re.compile(
    r"(?:[{(\[<]\s*(?P<group>[\w.\-+'*∗,;|/&\s]{1,600}?)\s*[})\]>]|(?P<local>[\w.+\-']{1,64}))"
    r"\s?@\s?(?:\n\s?)?" + _DOMAIN,
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"(?P<local>[\w.+\-]{2,64})\s(?:at|\(at\)|\[at\])\s(?P<first>[\w-]{1,63})"
    r"(?P<rest>(?:\s(?:dot|\(dot\)|\[dot\])\s[\w-]{1,63}|\.[\w-]{1,63}){1,5})(?!\w)",
    re.IGNORECASE,
)
_TEMPLATES = frozenset(
    {"first", "last", "firstname", "lastname", "surname", "name", "given", "family", "first name"}
)
_FREE_MAIL = frozenset(
    {
        "me.com", "mac.com", "proton.me", "pm.me", "web.de", "t-online.de", "qq.com", "163.com",
        "126.com", "139.com", "sina.com", "sina.cn", "sohu.com", "aliyun.com", "naver.com",
        "daum.net", "kakao.com", "zoho.com", "duck.com", "hey.com", "free.fr", "orange.fr",
        "laposte.net", "libero.it", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "post.pl",
        "seznam.cz", "mail.ru", "bk.ru", "list.ru", "inbox.ru", "yandex.ru", "yandex.com", "ya.ru",
        "acm.org", "ieee.org", "computer.org", "mail.com", "email.com", "163.net", "21cn.com",
        "comcast.net", "att.net", "verizon.net", "btinternet.com", "nate.com",
    }
)  # fmt: skip
_FREE_MAILERS = frozenset(
    {
        "gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "icloud",
        "aol", "protonmail", "gmx", "foxmail", "hanmail", "rediffmail", "fastmail", "tutanota",
        "rambler",
    }
)  # fmt: skip
"""Providers by the first label of their domains, whatever the country."""


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
        return self.domain not in _FREE_MAIL and self.domain.split(".")[0] not in _FREE_MAILERS


def find_emails(text: str) -> list[EmailGroup]:
    """Every e-mail address in the text, in order; line breaks inside braces are allowed."""
    found = [_read_address(match) for match in _ADDRESS.finditer(text)]
    if " at " in text or "(at)" in text or "[at]" in text:
        found += [_read_spelt(match) for match in _SPELT.finditer(text)]
    return sorted(found, key=lambda group: group.start)


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
    rest = re.sub(r"\s*(?:\(dot\)|\[dot\]|\bdot\b)\s*", ".", match["rest"], flags=re.IGNORECASE)
    return EmailGroup(
        start=match.start(),
        end=match.end(),
        locals=(match["local"].lower(),),
        domain=(match["first"] + re.sub(r"\s", "", rest)).lower(),
        domain_span=(match.start("first"), match.end()),
    )


def _split_locals(listed: str) -> tuple[str, ...]:
    joined = re.sub(r"\n\s*", "", listed)
    parts = [part.strip(" .'*∗") for part in re.split(r"[,;|/&\n]|\s{2,}", joined)]
    return tuple(part.lower() for part in parts if part)


def find_owner(local: str, names: Sequence[str]) -> int | None:
    """Which of the names an address belongs to, by its spelling; None where that is not plain."""
    spelt = _letters(local)
    if spelt in _TEMPLATES or len(spelt) < 2:
        return None
    scores = [_score_owner(spelt, name) for name in names]
    best = max(scores, default=0)
    if best < 3 or scores.count(best) > 1:
        return None
    return scores.index(best)


def _letters(local: str) -> str:
    return re.sub(r"[^a-z]", "", fold(local))


@cache
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
    return max((4 for word in fold_words(name) if len(word) > 3 and word in spelt), default=0)
