"""A report as a test reads it: elements, links, and the lists that style rules narrow."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import takewhile

Attributes = Mapping[str, str]
_RULE = re.compile(r"#([\w-]+):target~\.entries>li:not\((.+)\)\{display:none\}")
_TEST = re.compile(r'\[([\w-]+)(~?)="([^"]*)"\]')


@dataclass
class ReadReport(HTMLParser):
    """The elements of a page in order, and what it says."""

    elements: list[tuple[str, Attributes]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    """The text of the style and of the script."""
    open_code: str | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self.open_code = tag if tag in {"style", "script"} else None

    def handle_data(self, data: str) -> None:
        if self.open_code:
            self.codes[self.open_code] = self.codes.get(self.open_code, "") + data
        else:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open_code:
            self.open_code = None

    @property
    def text(self) -> str:
        """Everything a reader can read."""
        return "".join(self.words)

    def all(self, tag: str) -> Iterator[Attributes]:
        """The attributes of every element of one kind."""
        return (attributes for name, attributes in self.elements if name == tag)

    def count_page_titles(self) -> int:
        """Titles of the page; each dot of the figure of combinations has one of its own."""
        tags = [tag for tag, _ in self.elements]
        return tags.count("title") - sum(dot.get("class") == "dot" for dot in self.all("circle"))

    def count_entries(self, anchor: str) -> int:
        """How many entries of its list stay while the anchor is the target."""
        selectors = dict(_RULE.findall(self.codes["style"]))
        mark = "data-joint" if anchor.startswith("joint") else "data-fate"
        entries = [attributes for attributes in self.all("li") if mark in attributes]
        return sum(_fits(entry, selectors[anchor]) for entry in entries)

    def count_uses(self, anchor: str) -> int:
        """How many papers of its technology stay while the anchor is the target."""
        [place] = [n for n, (_, a) in enumerate(self.elements) if a.get("id") == anchor]
        only = self.elements[place][1].get("data-only", "").split()
        for token in only:
            rule = f'[data-only~="{token}"]:target~.entries>li:not([data-in~="{token}"])'
            assert rule + "{display:none}" in self.codes["style"]
        ends = {"details", "section"}
        entries = takewhile(lambda element: element[0] not in ends, self.elements[place + 1 :])
        tokens = [a.get("data-in", "").split() for tag, a in entries if tag == "li"]
        return sum(set(only) <= set(held) for held in tokens)


def read_report(html: str) -> ReadReport:
    report = ReadReport()
    report.feed(html)
    report.close()
    return report


def _fits(entry: Attributes, selector: str) -> bool:
    any_of = re.search(r":is\((.+?)\)", selector)
    if any_of:
        rest = selector.replace(any_of.group(), "")
        return _fits(entry, rest) and any(_fits(entry, one) for one in any_of.group(1).split(","))
    return all(
        value in (entry.get(name, "").split() if is_word else [entry.get(name)])
        for name, is_word, value in _TEST.findall(selector)
    )
