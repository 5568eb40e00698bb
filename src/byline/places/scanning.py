"""One pass over an affiliation string: its tokens, their boundaries, and every name found."""

from typing import Final, final

from byline.places.bounds import AND, HARD, OF, SOFT, Separators
from byline.places.index import PlaceIndex
from byline.places.known_tokens import STOP_AND, STOP_ARTICLE, STOP_OF, KnownTokens
from byline.places.respelling import Speller
from byline.places.splitting import Pieces, Splitter, Token
from byline.places.tokens import normalise_anew
from byline.places.trie import HAS_NAME, HAS_PLACE, Children

_QUOTES: Final = frozenset('"“”«»')
_STATES_LIKE_WORDS: Final = frozenset({"AL", "DE", "IN", "LA", "ON"})
"""Postal codes that would read as words without weight."""
_STOP_BOUNDS: Final = {STOP_OF: OF, STOP_AND: AND, STOP_ARTICLE: 0}


@final
class Hit:
    """A name or a place, or the beginning of one, found among the tokens."""

    __slots__ = ("end", "node", "start")

    def __init__(self, start: int, end: int, node: int) -> None:
        self.start: Final = start
        """Its first token."""
        self.end: Final = end
        """The token after its last."""
        self.node: Final = node


@final
class Scan:
    """The tokens that carry something, where they stand, and what begins or ends there."""

    __slots__ = (
        "at",
        "bounds",
        "drawn",
        "hits",
        "kept",
        "pieces",
        "place_ends",
        "place_starts",
        "places",
        "stems",
        "tokens",
    )

    def __init__(
        self,
        *,
        pieces: list[str],
        kept: list[Token],
        tokens: list[int],
        at: list[int],
        bounds: list[int],
        hits: list[Hit],
        stems: list[Hit],
    ) -> None:
        self.pieces: Final = pieces
        """Separators at even places, tokens at odd ones: together the text."""
        self.kept: Final = kept
        """The tokens kept, as printed."""
        self.tokens: Final = tokens
        """Numbers of the tokens kept; 0 for one that no name has."""
        self.at: Final = at
        """Which token of the text each kept one is, counted from 0."""
        self.bounds: Final = bounds
        """What stands before each kept token; one more for the end of the text."""
        drawn = 0
        for place in range(1, len(tokens)):
            drawn |= bounds[place]
        self.drawn: Final = drawn
        """All the bounds between kept tokens, which tells what need not be looked for."""
        self.hits: Final = hits
        self.places: Final[list[tuple[int, int]]] = []
        """First token and token after the last of every place named, inside names too."""
        self.place_starts: Final[set[int]] = set()
        self.place_ends: Final[set[int]] = set()
        for hit in hits:
            if hit.node & HAS_PLACE:
                self.places.append((hit.start, hit.end))
                self.place_starts.add(hit.start)
                self.place_ends.add(hit.end)
        self.stems: Final = stems
        """Beginnings of names of two tokens or more that do not go on in the string."""

    def raw(self, kept: int) -> str:
        """A kept token as printed."""
        return self.kept[kept].raw

    def before(self, kept: int) -> str:
        """What stands right before a kept token."""
        return self.pieces[2 * self.at[kept]]

    def is_shouted(self) -> bool:
        """Whether everything is in capitals."""
        return "".join(self.pieces).isupper()

    def is_bracketed(self, kept: int) -> bool:
        """Whether a bracket opens right before a kept token."""
        return self.before(kept).rstrip().endswith("(")

    def is_joined(self, kept: int) -> bool:
        """Whether but a hyphen stands before a kept token."""
        return self.before(kept) == "-"

    def is_quoted(self, kept: int) -> bool:
        """Whether a quotation mark and nothing else stands before a kept token."""
        return self.before(kept).strip() in _QUOTES

    def is_explained(self, kept: int) -> bool:
        """Whether a token in brackets is made of the initials of the words before it."""
        if not self.is_bracketed(kept):
            return False
        letters = self.raw(kept)
        place = 2 * self.at[kept] - 1
        for letter in reversed(letters):
            while place > 0 and not self.pieces[place][0].isupper():
                place -= 2
            if place < 1 or self.pieces[place][0] != letter:
                return False
            place -= 2
        return True

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where kept tokens start to end (exclusive) stand in the text."""
        pieces = self.pieces
        first = 2 * self.at[start] + 1
        after = 2 * self.at[end - 1] + 2
        begin = 0
        for place in range(first):
            begin += len(pieces[place])
        length = 0
        for place in range(first, after):
            length += len(pieces[place])
        return begin, begin + length


class Scanner:
    """Reads strings against one index; remembers tokens and separators it has met."""

    def __init__(self, index: PlaceIndex, children: Children) -> None:
        self._children = children
        self._speller = Speller(index.vocabulary, index.shortened)
        self._tokens = KnownTokens(index, children)
        self._separators = Separators()
        self._splitter = Splitter(self._tokens.look_up)

    def split(self, text: str) -> Pieces:
        """The text taken apart."""
        return self._splitter.split(text)

    def scan(self, pieces: Pieces) -> Scan:
        """Every name in a text taken apart, shorter ones inside longer ones included."""
        kept: list[Token] = []
        tokens: list[int] = []
        at: list[int] = []
        bounds = self._keep(pieces, kept, tokens, at)
        hits, stems = self._find(tokens, [token.root for token in kept], bounds)
        return Scan(
            pieces=pieces.texts,
            kept=kept,
            tokens=tokens,
            at=at,
            bounds=bounds,
            hits=hits,
            stems=stems,
        )

    def respell(self, scan: Scan) -> Scan | None:
        """The scan with words that nobody's name has as a longer name would have them, if any."""
        respelt: Scan | None = None
        for place, token in enumerate(scan.tokens):
            if not token and _may_join(place, respelt or scan):
                respelt = self._respell(respelt or scan, place) or respelt
        return respelt

    def _respell(self, scan: Scan, place: int) -> Scan | None:
        """The scan with another word in this place, that with which the longest name is found."""
        longest = 1
        best: Scan | None = None
        for number in self._speller.find_spellings(normalise_anew(scan.raw(place))):
            tokens = [*scan.tokens[:place], number, *scan.tokens[place + 1 :]]
            roots = [self._children.find(0, token) if token > 0 else 0 for token in tokens]
            hits, stems = self._find(tokens, roots, scan.bounds)
            length = max(
                (
                    hit.end - hit.start
                    for hit in hits
                    if hit.start <= place < hit.end and hit.node & HAS_NAME
                ),
                default=0,
            )
            if length > longest:
                longest = length
                best = Scan(
                    pieces=scan.pieces,
                    kept=scan.kept,
                    tokens=tokens,
                    at=scan.at,
                    bounds=scan.bounds,
                    hits=hits,
                    stems=stems,
                )
        return best

    def is_word(self, word: str) -> bool:
        """Whether some name has this word, or it is one that names leave out."""
        return self._tokens.look_up(word).number != 0

    def _keep(
        self, pieces: Pieces, kept: list[Token], tokens: list[int], at: list[int]
    ) -> list[int]:
        """Fill the lists with the tokens that carry something; gives the bounds before them."""
        separators = self._separators
        texts = pieces.texts
        bounds: list[int] = []
        bound = 0
        place = -1
        for token in pieces.tokens:
            place += 1
            separator = texts[2 * place]
            if separator != " ":
                bound |= separators.bound_of(separator)
            number = token.number
            if number < 0:
                if not (bound & SOFT and token.raw in _STATES_LIKE_WORDS):
                    bound |= _STOP_BOUNDS[number]
                    continue
                number = 0  # a state after all, though no name has it
            kept.append(token)
            tokens.append(number)
            at.append(place)
            bounds.append(bound)
            bound = 0
        bounds.append(bound | separators.bound_of(texts[-1]) | SOFT | HARD)
        return bounds

    def _find(
        self, tokens: list[int], roots: list[int], bounds: list[int]
    ) -> tuple[list[Hit], list[Hit]]:
        children = self._children
        hits: list[Hit] = []
        stems: list[Hit] = []
        length = len(tokens)
        for start in range(length):
            node = roots[start]
            if not node:
                continue
            end = start + 1
            while True:
                if node & (HAS_NAME | HAS_PLACE):
                    hits.append(Hit(start, end, node))
                if end == length or bounds[end] & HARD or not tokens[end]:
                    break
                longer = children.find(node, tokens[end])
                if not longer:
                    break
                node = longer
                end += 1
            if end > start + 1 and not node & HAS_NAME and bounds[end] & SOFT:
                stems.append(Hit(start, end, node))
        return hits, stems


def _may_join(place: int, scan: Scan) -> bool:
    """Whether a name may have this token and one beside it."""
    tokens = scan.tokens
    if place and tokens[place - 1] and not scan.bounds[place] & HARD:
        return True
    after = place + 1
    return after < len(tokens) and tokens[after] != 0 and not scan.bounds[after] & HARD
