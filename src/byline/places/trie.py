"""Sequences of tokens as one table from (node, token) to node."""

from array import array
from collections.abc import Mapping
from typing import Final

from byline.places.registered import Name

Tokens = tuple[str, ...]

HAS_NAME: Final = 1 << 24
HAS_PLACE: Final = 1 << 25
"""Bits of a node: an organisation's name ends here; a place's name ends here."""
_FLAG_SHIFT: Final = 26
_FLAG_MASK: Final = (1 << 6) - 1
_RARITY_SHIFT: Final = 32
_MOST_RARITY: Final = (1 << 6) - 1
KEY_STEP: Final = 339_767_778_503
"""A child is found under ``token * KEY_STEP + node``, the root being 0: a prime beyond any
node, so that no two children share a key, and no round number, so that their low bits spread."""
_MOST_REMEMBERED: Final = 400_000


def number_of(node: int) -> int:
    """The number of a node, counted from 1 in the order in which they came."""
    return node & (HAS_NAME - 1)


def flags_of(node: int) -> int:
    """The flags of the name that ends in the node; 0 if none does."""
    return node >> _FLAG_SHIFT & _FLAG_MASK


def rarity_of(node: int) -> int:
    """The rarity of the name that ends in the node, in bits."""
    return node >> _RARITY_SHIFT


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
            key = number * KEY_STEP + node
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


class Children(dict[int, int]):
    """The node under each key, 0 if there is none; remembers what was asked for.

    `keys` is a table with free places of 0, a power of two long, and `nodes` goes with it: both
    are used as they lie in a file. A key stands at its low bits or in the next free place.
    """

    def __init__(self, keys: "array[int]", nodes: "array[int]") -> None:
        super().__init__()
        self._keys = keys
        self._nodes = nodes
        self._mask = len(keys) - 1

    def __missing__(self, key: int) -> int:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        node = self[key] = self._find(key)
        return node

    def _find(self, key: int) -> int:
        slot = key & self._mask
        while self._keys[slot] != key:
            if not self._keys[slot]:
                return 0
            slot = slot + 1 & self._mask
        return self._nodes[slot]


def lay_out(children: dict[int, int]) -> tuple["array[int]", "array[int]"]:
    """Keys and nodes as `Children` reads them, with a free place for every second key or more."""
    size = 1 << (len(children) * 3 // 2).bit_length()
    keys = array("q", bytes(8 * size))
    nodes = array("q", bytes(8 * size))
    for key, node in children.items():
        slot = key & size - 1
        while keys[slot]:
            slot = slot + 1 & size - 1
        keys[slot] = key
        nodes[slot] = node
    return keys, nodes
