"""Sequences of tokens as one dictionary from (node, token) to node."""

from collections.abc import Container

Tokens = tuple[str, ...]

TOKEN_BITS = 20
"""A child is found under ``node << TOKEN_BITS | token``; the root is node 0."""
HAS_NAME = 1
HAS_PLACE = 2
"""Low bits of a node: an organisation's name ends here; a place's name ends here."""
NODE_BITS = 2


class Trie:
    """Numbers tokens and prefixes as they come; a node's low bits say what ends there."""

    def __init__(self, names: Container[Tokens], places: Container[Tokens]) -> None:
        self.vocabulary: dict[str, int] = {}
        self.children: dict[int, int] = {}
        self._names = names
        self._places = places

    def node(self, tokens: Tokens) -> int:
        """The node of these tokens, new if need be."""
        node = 0
        for length, token in enumerate(tokens, start=1):
            number = self.vocabulary.setdefault(token, len(self.vocabulary) + 1)
            key = node << TOKEN_BITS | number
            child = self.children.get(key)
            if child is None:
                child = (len(self.children) + 1) << NODE_BITS | self._flags(tokens[:length])
                self.children[key] = child
            node = child
        return node

    def _flags(self, tokens: Tokens) -> int:
        return HAS_NAME * (tokens in self._names) | HAS_PLACE * (tokens in self._places)
