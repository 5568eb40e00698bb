"""Long words that are one slip of the keys away from a word that names have."""

from collections.abc import Iterable
from string import ascii_lowercase
from typing import Final, final
from zlib import crc32

SHORTEST: Final = 6
"""Letters of a word that is long enough to be known in spite of a slip."""
_SLOTS: Final = 1 << 23
"""Places of a table of shortened words: a good ten for each that a large registry makes."""
_MOST_REMEMBERED: Final = 20_000


def mark_shortened(words: Iterable[str]) -> bytes:
    """One bit for each word less one of its letters, the first excepted.

    A word with a wrong letter, or less one, is the right one once it is shortened itself or as it
    is: a glance at its bit spares most words the trying of every letter in every place.
    """
    table = bytearray(_SLOTS >> 3)
    for word in words:
        if len(word) >= SHORTEST and word.isascii() and word.isalpha():
            for place in range(1, len(word)):
                slot = crc32((word[:place] + word[place + 1 :]).encode("ascii")) % _SLOTS
                table[slot >> 3] |= 1 << (slot & 7)
    return bytes(table)


@final
class Speller:
    """Finds the words of a vocabulary that another may have been meant to be."""

    def __init__(self, vocabulary: dict[str, int], shortened: bytes) -> None:
        self._vocabulary: Final = vocabulary
        self._shortened: Final = shortened
        self._remembered: Final[dict[str, list[int]]] = {}

    def find_spellings(self, word: str) -> list[int]:
        """Numbers of the words one letter more, less, other or swapped makes; the first is kept."""
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = self._find(word)
        return found

    def _find(self, word: str) -> list[int]:
        if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
            return []
        found: dict[int, None] = {}
        lacks_letter = self._is_shortened(word)
        for place in range(1, len(word)):
            head, tail = word[:place], word[place:]
            shorter = head + tail[1:]
            self._add(shorter, found)
            self._add(head + tail[1:2] + tail[:1] + tail[2:], found)
            has_other = self._is_shortened(shorter)
            if has_other or lacks_letter:
                for letter in ascii_lowercase:
                    if has_other:
                        self._add(head + letter + tail[1:], found)
                    if lacks_letter:
                        self._add(head + letter + tail, found)
        if lacks_letter:
            for letter in ascii_lowercase:
                self._add(word + letter, found)
        return list(found)

    def _is_shortened(self, word: str) -> bool:
        """Whether a word less a letter is perhaps this one."""
        slot = crc32(word.encode("ascii")) % _SLOTS
        return bool(self._shortened[slot >> 3] >> (slot & 7) & 1)

    def _add(self, word: str, found: dict[int, None]) -> None:
        number = self._vocabulary.get(word)
        if number is not None:
            found[number] = None
