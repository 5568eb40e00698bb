"""Text to separators and tokens, word by word: a word met before is not taken apart again."""

from typing import Final, final

from byline.places.markup import is_suspect
from byline.places.tokens import split_tokens

Known = tuple[int, int]
"""Number of a token in the vocabulary, and its node."""

_MOST_REMEMBERED: Final = 100_000


@final
class Pieces:
    """A text taken apart."""

    __slots__ = ("are_suspect", "known", "texts")

    def __init__(self, texts: list[str], known: list[Known], *, are_suspect: bool) -> None:
        self.texts: Final = texts
        """Separators at even places, tokens at odd ones."""
        self.known: Final = known
        """What is known of each token."""
        self.are_suspect: Final = are_suspect
        """Whether there is a sign of mark-up or damage among them."""


class Splitter:
    """Takes texts apart; remembers the words it has met, which is what stands between spaces."""

    def __init__(self, known: dict[str, Known]) -> None:
        self._known = known
        self._words: dict[str, _Word] = {}

    def split(self, text: str) -> Pieces:
        """The same as `split_tokens` gives of the whole text, with what is known of the tokens."""
        words = self._words
        texts: list[str] = []
        known: list[Known] = []
        are_suspect = False
        may_go_on = False
        for printed in text.split(" "):
            word = words.get(printed)
            if word is None:
                word = self._add(printed)
            if may_go_on:
                return self._split_whole(text)
            if not texts:
                texts.append(word.head)
            elif word.head or texts[-1]:
                texts[-1] = texts[-1] + " " + word.head
            else:
                texts[-1] = " "
            texts += word.further
            known += word.known
            are_suspect = are_suspect or word.is_suspect
            may_go_on = word.may_go_on
        return Pieces(texts, known, are_suspect=are_suspect)

    def _split_whole(self, text: str) -> Pieces:
        texts = split_tokens(text)
        known = [self._known[token] for token in texts[1::2]]
        return Pieces(texts, known, are_suspect=is_suspect(text))

    def _add(self, printed: str) -> "_Word":
        if len(self._words) >= _MOST_REMEMBERED:
            self._words.clear()
        word = self._words[printed] = _Word(self._split_whole(printed), printed)
        return word


@final
class _Word:
    """What stands between two spaces."""

    __slots__ = ("further", "head", "is_suspect", "known", "may_go_on")

    def __init__(self, pieces: Pieces, printed: str) -> None:
        self.head: Final = pieces.texts[0]
        """What precedes its first token."""
        self.further: Final = pieces.texts[1:]
        self.known: Final = pieces.known
        self.is_suspect: Final = pieces.are_suspect
        self.may_go_on: Final = printed.endswith(".") and printed[-2:-1].isupper()
        """Whether it may be initials that go on behind the space (D. C.)."""
