"""Long words that are one slip of the keys away from a word that names have."""

from collections.abc import Iterator
from string import ascii_lowercase

SHORTEST = 6
"""Letters of a word that is long enough to be known in spite of a slip."""


def find_spellings(word: str, vocabulary: dict[str, int]) -> list[int]:
    """Numbers of the words one letter more, less, other or swapped makes; the first is kept."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return []
    return list(dict.fromkeys(vocabulary[near] for near in _neighbours(word) if near in vocabulary))


def _neighbours(word: str) -> Iterator[str]:
    for place in range(1, len(word)):
        head, tail = word[:place], word[place:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail[1:]
            yield head + letter + tail
    for letter in ascii_lowercase:
        yield word + letter
