"""Sequences of tokens as one table from (node, token) to node."""

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, final

from byline.places.registered import Name

if TYPE_CHECKING:
    from mypy_extensions import i64

Tokens = tuple[str, ...]

_NUMBER: Final = (1 << 24) - 1
"""The bits of a node that number it."""
HAS_NAME: Final = 1 << 24
HAS_PLACE: Final = 1 << 25
"""Bits of a node: an organisation's name ends here; a place's name ends here."""
_FLAG_SHIFT: Final = 26
_FLAG_MASK: Final = (1 << 6) - 1
_RARITY_SHIFT: Final = 32
_MOST_RARITY: Final = (1 << 6) - 1
_HAS_MORE: Final = 1 << 38
"""Bit of a node that others follow."""
_KEY_STEP: Final = 663_608_969
"""Between the keys of one node's children: a prime beyond any node's number, so that no two
children share a key, and no round one, so that keys spread; small enough for quick arithmetic."""
_MARK_SHIFT: Final = 21
_MARK_MASK: Final = (1 << 7) - 1


def number_of(node: int) -> int:
    """The number of a node, counted from 1 in the order in which they came; 0 for the root."""
    return node & _NUMBER


def flags_of(node: int) -> int:
    """The flags of the name that ends in the node; 0 if none does."""
    return node >> _FLAG_SHIFT & _FLAG_MASK


def rarity_of(node: int) -> int:
    """The rarity of the name that ends in the node, in bits."""
    return node >> _RARITY_SHIFT & _MOST_RARITY


class Trie:
    """Numbers tokens and prefixes as they come; a node's further bits say what ends there."""

    def __init__(self, names: Mapping[Tokens, Name], places: Mapping[Tokens, object]) -> None:
        self.vocabulary: dict[str, int] = {}
        self.children: dict[int, int] = {}
        self._names = names
        self._places = places

    def node(self, tokens: Tokens) -> int:
        """The node of these tokens, new if need be."""
        node = 0
        for length, token in enumerate(tokens, start=1):
            number = self.vocabulary.setdefault(token, len(self.vocabulary) + 1)
            key = number * _KEY_STEP + (node & _NUMBER)
            child = self.children.get(key)
            if child is None:
                child = len(self.children) + 1 | self._further_bits(tokens[:length])
                self.children[key] = child
            node = child
        return node

    def _further_bits(self, tokens: Tokens) -> int:
        place = HAS_PLACE if tokens in self._places else 0
        name = self._names.get(tokens)
        if name is None:
            return place
        rarity, flags, _ = name
        bits = flags << _FLAG_SHIFT | min(rarity, _MOST_RARITY) << _RARITY_SHIFT
        return HAS_NAME | place | bits


@final
class Children:
    """The children of every node, as one table that is used as it lies in a file.

    A child's key stands at its remainder by the length of the table or in the next free place, the
    node right behind it. `marks` has 0 for free places and else some bits of the key, so that most
    of what is not there is known not to be by a glance at a byte.
    """

    __slots__ = ("_marks", "_table")

    def __init__(self, marks: bytes, table: "array[int]") -> None:
        self._marks: Final = marks
        self._table: Final = table

    def find(self, node: int, token: int) -> int:
        """The node that follows with the token; 0 if there is none."""
        if node and not node & _HAS_MORE:
            return 0
        marks = self._marks
        size: i64 = len(marks)
        key: i64 = token * _KEY_STEP + (node & _NUMBER)
        mark: i64 = 1 + (key >> _MARK_SHIFT & _MARK_MASK)
        slot: i64 = key % size
        found: i64 = marks[slot]
        while found:
            if found == mark and self._table[2 * slot] == key:
                return self._table[2 * slot + 1]
            slot += 1
            if slot == size:
                slot = 0
            found = marks[slot]
        return 0


def lay_out(children: dict[int, int]) -> tuple[bytes, "array[int]"]:
    """Marks and table as `Children` reads them, half of the places free."""
    size = 2 * len(children) + 1
    marks = bytearray(size)
    table = array("q", bytes(16 * size))
    followed = {key % _KEY_STEP for key in children}
    for key, node in children.items():
        slot = key % size
        while marks[slot]:
            slot = (slot + 1) % size
        marks[slot] = 1 + (key >> _MARK_SHIFT & _MARK_MASK)
        table[2 * slot] = key
        table[2 * slot + 1] = node | _HAS_MORE if number_of(node) in followed else node
    return bytes(marks), table
