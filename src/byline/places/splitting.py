"""Text to separators and tokens, word by word: a word met before is not taken apart again."""

from collections.abc import Callable
from sys import intern
from typing import Final, final

from byline.places.markup import is_suspect
from byline.places.tokens import split_tokens

_MOST_REMEMBERED: Final = 100_000


@final
class Token:
    """A token as printed, and what is known of it wherever it stands."""

    __slots__ = ("abbreviates", "begins_with_digit", "is_upper", "number", "raw", "root")

    def __init__(
        self, raw: str, *, number: int = 0, root: int = 0, abbreviates: tuple[int, ...] = ()
    ) -> None:
        self.raw: Final = raw
        self.number: Final = number
        """In the vocabulary; negative for words without weight."""
        self.root: Final = root
        """Its node; 0 if no name begins with it."""
        self.abbreviates: Final = abbreviates
        """The countries and states, as places, whose code it is."""
        self.is_upper: Final = raw.isupper()
        self.begins_with_digit: Final = raw[0].isdigit()


@final
class Pieces:
    """A text taken apart."""

    __slots__ = ("are_suspect", "texts", "tokens")

    def __init__(self, texts: list[str], tokens: list[Token], *, are_suspect: bool) -> None:
        self.texts: Final = texts
        """Separators at even places, tokens at odd ones."""
        self.tokens: Final = tokens
        """What is known of each token."""
        self.are_suspect: Final = are_suspect
        """Whether there is a sign of mark-up or damage among them."""


@final
class Splitter:
    """Takes texts apart; remembers the words it has met, which is what stands between spaces."""

    def __init__(self, look_up: Callable[[str], Token]) -> None:
        self._look_up: Final = look_up
        self._words: Final[dict[str, _Word]] = {}

    def split(self, text: str) -> Pieces:
        """The same as `split_tokens` gives of the whole text, with what is known of the tokens."""
        words = self._words
        texts: list[str] = []
        tokens: list[Token] = []
        are_suspect = False
        separator = ""
        spaced = ""
        may_go_on = False
        for printed in text.split(" "):
            word = words.get(printed)
            if word is None:
                word = self._add(printed)
            if may_go_on:
                return self._split_whole(text)
            separator = spaced + word.head if word.head else spaced
            if word.is_single:
                texts.append(separator)
                texts.append(word.first.raw)
                tokens.append(word.first)
                separator = word.tail
                spaced = word.spaced_tail
            elif word.tokens:
                texts.append(separator)
                texts += word.inner
                tokens += word.tokens
                separator = word.tail
                spaced = word.spaced_tail
            else:
                spaced = separator + " "
            are_suspect = are_suspect or word.is_suspect
            may_go_on = word.may_go_on
        texts.append(separator)
        return Pieces(texts, tokens, are_suspect=are_suspect)

    def _split_whole(self, text: str) -> Pieces:
        texts = split_tokens(text)
        tokens = [self._look_up(token) for token in texts[1::2]]
        return Pieces(texts, tokens, are_suspect=is_suspect(text))

    def _add(self, printed: str) -> "_Word":
        if len(self._words) >= _MOST_REMEMBERED:
            self._words.clear()
        bare = printed[:-1] if printed.endswith((",", ";")) else printed
        if bare.isascii() and bare.isalpha() and (bare[1:].islower() or bare.isupper()):
            texts = ["", bare, printed[len(bare) :]]
            pieces = Pieces(texts, [self._look_up(bare)], are_suspect=False)
        else:
            pieces = self._split_whole(printed)
        word = self._words[printed] = _Word(pieces, printed)
        return word


@final
class _Word:
    """What stands between two spaces."""

    __slots__ = (
        "first",
        "head",
        "inner",
        "is_single",
        "is_suspect",
        "may_go_on",
        "spaced_tail",
        "tail",
        "tokens",
    )

    def __init__(self, pieces: Pieces, printed: str) -> None:
        self.head: Final = pieces.texts[0]
        """What precedes its first token."""
        self.is_single: Final = len(pieces.tokens) == 1
        self.inner: Final = _NOTHING if self.is_single else pieces.texts[1:-1]
        """From its first token to its last, if there are several."""
        self.tail: Final = pieces.texts[-1]
        """What follows its last token, if it has any."""
        self.spaced_tail: Final = intern(self.tail + " ")
        self.tokens: Final = _NO_TOKENS if self.is_single else pieces.tokens
        self.first: Final = pieces.tokens[0] if pieces.tokens else _NO_TOKEN
        self.is_suspect: Final = pieces.are_suspect
        self.may_go_on: Final = printed.endswith(".") and printed[-2:-1].isupper()
        """Whether it may be initials that go on behind the space (D. C.)."""


_NO_TOKEN: Final = Token(" ")
_NO_TOKENS: Final[list[Token]] = []
_NOTHING: Final[list[str]] = []
