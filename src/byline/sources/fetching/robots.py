"""robots.txt as RFC 9309 has it: the longest rule that fits decides, an allowance on a tie."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_OUR_NAME = "byline"
_MOST_BYTES = 500_000
"""What the standard asks a crawler to read at least."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One line that allows or forbids the paths that fit."""

    pattern: str
    is_allowed: bool

    def fits(self, path: str) -> bool:
        """Whether the rule is about a path; ``*`` stands for anything, a last ``$`` for the end."""
        body, end = (self.pattern[:-1], "$") if self.pattern.endswith("$") else (self.pattern, "")
        expression = ".*?".join(map(re.escape, re.split(r"\*+", body)))
        return re.match(expression + end, path) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What one host asks of us."""

    rules: tuple[_Rule, ...] = ()
    crawl_delay: float = 0.0
    """Seconds between requests; no standard, but sites mean it."""

    def allows(self, path: str) -> bool:
        """Whether a path, with its query, may be asked for."""
        fitting = [rule for rule in self.rules if rule.fits(unquote(path))]
        best = max(fitting, key=lambda rule: (len(rule.pattern), rule.is_allowed), default=None)
        return best is None or best.is_allowed


ALLOW_ALL = Robots()
FORBID_ALL = Robots(rules=(_Rule("/", is_allowed=False),))


def read_robots(data: bytes) -> Robots:
    """The rules for us, by our name if the file has it, else those for everybody."""
    groups = _read_groups(data[:_MOST_BYTES].decode("utf-8-sig", "replace"))
    ours = [lines for names, lines in groups if any(_OUR_NAME in name for name in names)]
    everybody = [lines for names, lines in groups if "*" in names]
    lines = [line for group in ours or everybody for line in group]
    rules = tuple(
        _Rule(unquote(value), is_allowed=key == "allow")
        for key, value in lines
        if key in {"allow", "disallow"} and value
    )
    delays = [_read_delay(value) for key, value in lines if key == "crawl-delay"]
    return Robots(rules=rules, crawl_delay=max(delays, default=0.0))


_Group = tuple[list[str], list[tuple[str, str]]]


def _read_groups(text: str) -> list[_Group]:
    """The names of each group and its lines."""
    groups: list[_Group] = []
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(value.lower())
        elif groups:
            groups[-1][1].append((key, value))
    return groups


def _read_delay(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,5}(?:\.\d{1,3})?", value) else 0.0
