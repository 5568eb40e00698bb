"""HTML as a small tree: enough to find the entries of a page, forgiving about the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from byline.sources.unescaping import clean

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
_SIBLINGS = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr"}}
_LISTS = frozenset({"ul", "ol", "dl", "table"})
_UNREAD = frozenset({"script", "style"})


@dataclass(slots=True)
class Element:
    """One element with what stands in it, in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    def get(self, name: str) -> str:
        """The value of an attribute; empty where there is none."""
        return self.attributes.get(name, "")

    def has_class(self, name: str) -> bool:
        """Whether this is one of its classes."""
        return name in self.get("class").split()

    def walk(self) -> "Iterator[Element]":
        """This element and all inside it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [child for child in reversed(element.children) if not isinstance(child, str)]

    def find_all(self, tag: str, class_name: str = "") -> "Iterator[Element]":
        """The elements inside with this tag and class."""
        for element in self.walk():
            if element.tag == tag and (not class_name or element.has_class(class_name)):
                yield element

    def find(self, tag: str, class_name: str = "") -> "Element | None":
        """The first of them."""
        return next(self.find_all(tag, class_name), None)

    def text(self) -> str:
        """All text inside, unescaped, on one line."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.tag not in _UNREAD:
                waiting += reversed(node.children)
        return clean("".join(parts))


def read_html(data: bytes) -> Element:
    """The tree of a page."""
    builder = _Builder()
    builder.feed(data.decode("utf-8", "replace"))
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_sibling(tag)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        depth = self._depth_of({tag})
        if depth:
            del self._open[depth:]

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _close_sibling(self, tag: str) -> None:
        """An entry of a list that was left open ends where the next one begins."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in _SIBLINGS.get(tag, ()):
                del self._open[depth:]
                return
            if self._open[depth].tag in _LISTS:
                return

    def _depth_of(self, tags: set[str]) -> int:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag in tags:
                return depth
        return 0
