"""What a classifier sees of a name in its sentence: named signs with a strength each."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from byline.records import Span
from byline.technologies.roles.lexicon import class_names
from byline.technologies.roles.sentences import (
    CITATION,
    NUMBER,
    OTHER,
    OWN_NAME,
    UNKNOWN_NAME,
    NamedSentence,
    Tokens,
    read_tokens,
    stand_ins,
)

Features = dict[str, float]

_USUAL_KIND = "model"
"""Other kinds have signs of their own beside the common ones."""
_NEAR = 3
_LEFT_WINDOW, _RIGHT_WINDOW = 12, 9
_WORD_STRENGTH = 0.5
"""Of single words: half that of classes, which many words share, so that classes learn first."""
_CLAUSE_END = frozenset({";", "while", "whereas", "but", "although", "though", "."})
_CONTRASTS = frozenset({"whereas", "while", "but"})
_OWN_WORDS = frozenset({"we", "our", "ours"})
_CONTRAST_WINDOW = 20
_JOINT = re.compile(r"\s?[-+/&]\s?|\s?\(|\s?w/\s?")
_LIST_SIZES = (1, 2, 4)
_LENGTHS = (8, 16, 30, 60)
_MUCH_NUMBERS = 0.25


def find_features(named: NamedSentence) -> Features:
    """The signs of one name, by name; what they weigh is learnt (`tools/train_roles.py`)."""
    tokens = read_tokens(named)
    left, right = stand_ins(tokens.left), stand_ins(tokens.right)
    features = dict.fromkeys(_place_signs(named), 1.0)
    features.update(dict.fromkeys(_shape_signs(named, tokens), 1.0))
    classes = dict.fromkeys(_class_signs(left, right), 1.0)
    features.update(classes)
    if named.kind != _USUAL_KIND:
        features.update(dict.fromkeys((f"{named.kind}|{sign}" for sign in classes), 1.0))
    features.update(dict.fromkeys(_near_signs(left, right), 1.0))
    features.update(dict.fromkeys(_word_signs(tokens, left, right), _WORD_STRENGTH))
    return features


def _place_signs(named: NamedSentence) -> Iterator[str]:
    place, topic = f"place={named.place}", f"topic={named.topic}"
    kind = f"kind={named.kind}"
    yield from ("bias", kind, place, topic, f"{kind}|{place}", f"{kind}|{topic}")


def _shape_signs(named: NamedSentence, tokens: Tokens) -> Iterator[str]:
    words = (*tokens.left, *tokens.right)
    others = words.count(OTHER) + words.count(UNKNOWN_NAME) + tokens.list_size
    numbers = words.count(NUMBER)
    shapes = [
        f"list={_bucket(tokens.list_size, _LIST_SIZES)}",
        f"others={_bucket(others, _LIST_SIZES)}",
        f"length={_bucket(len(words), _LENGTHS)}",
    ]
    if tokens.is_cited:
        shapes += ["cited", f"cited|topic={named.topic}"]
    if numbers >= _MUCH_NUMBERS * max(1, len(words)):
        shapes.append("numbers")
    if not tokens.is_prose:
        shapes.append("loose")
    if not tokens.left:
        shapes.append("first")
    shapes += _own_shapes(named, words)
    shapes += _contrast_shapes(tokens)
    if tokens.left[-1:] == ("(",) and tokens.right[:1] == (")",):
        shapes.append("bracketed")
    if not {"we", "our", "ours", "us"}.isdisjoint(words):
        shapes += ["owned", f"owned|topic={named.topic}"]
    for shape in shapes:
        yield shape
        if named.kind != _USUAL_KIND:
            yield f"{named.kind}|{shape}"


def _bucket(count: int, limits: Sequence[int]) -> int:
    return sum(count >= limit for limit in limits)


def _own_shapes(named: NamedSentence, words: Sequence[str]) -> Iterator[str]:
    """How the name stands to what the paper calls its own: it is that, a part of it, or beside."""
    if named.is_own:
        yield "own"
    elif any(start <= named.start < end for start, end in named.own):
        yield "within own"
    if OWN_NAME in words:
        yield "beside own"
    if any(_is_joined(named, span) for span in named.own):
        yield "joined own"


def _is_joined(named: NamedSentence, own: Span) -> bool:
    """Whether the paper writes its own name and this as one: "RAEE-Llama", "T5 + STable"."""
    first, last = sorted([own, (named.start, named.end)])
    return _JOINT.fullmatch(named.text, first[1], last[0]) is not None


def _contrast_shapes(tokens: Tokens) -> Iterator[str]:
    """Whether others are set against the authors, and on which side of that the name stands."""
    if _turns_to_own(tokens.right[:_CONTRAST_WINDOW]):
        yield "own follows"
    if _turns_to_own(tokens.left[-_CONTRAST_WINDOW:]):
        yield "own here"


def _turns_to_own(tokens: Sequence[str]) -> bool:
    places = (place for place, token in enumerate(tokens) if token in _CONTRASTS)
    return any(not _OWN_WORDS.isdisjoint(tokens[place + 1 : place + 4]) for place in places)


def _class_signs(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Classes in the name's clause, the nearest and their order, on either side."""
    before = [token for token in _clause(left[::-1], _LEFT_WINDOW) if token in _cues()]
    after = [token for token in _clause(right, _RIGHT_WINDOW) if token in _cues()]
    for side, found in (("L", before), ("R", after)):
        yield f"{side}near={found[0] if found else '-'}"
        yield from (f"{side}has={name}" for name in found)
        yield from (f"{side}seq={one}>{two}" for one, two in pairwise(found))
    yield f"LR={before[0] if before else '-'}>{after[0] if after else '-'}"
    yield from (f"all={name}" for name in (*left, *right) if name in _cues())


@cache
def _cues() -> frozenset[str]:
    return class_names() | {OWN_NAME, UNKNOWN_NAME, CITATION}


def _clause(outwards: Sequence[str], most: int) -> Iterator[str]:
    for token in outwards[:most]:
        if token in _CLAUSE_END:
            return
        yield token


def _near_signs(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """The words beside the name, one by one and joined."""
    before = ("^", *left)[-_NEAR:]
    after = (*right, "$")[:_NEAR]
    for count in range(1, _NEAR + 1):
        yield f"L{count}={' '.join(before[-count:])}"
        yield f"R{count}={' '.join(after[:count])}"
    yield f"LxR={before[-1]} {after[0]}"
    yield f"L2xR={' '.join(before[-2:])} {after[0]}"
    yield f"LxR2={before[-1]} {' '.join(after[:2])}"


def _word_signs(tokens: Tokens, left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    yield from (f"l:{word}" for word in tokens.left[-_LEFT_WINDOW:])
    yield from (f"r:{word}" for word in tokens.right[:_RIGHT_WINDOW])
    yield from (f"s:{word}" for word in (*tokens.left, *tokens.right) if _is_word(word))
    yield from (f"b:{one} {two}" for one, two in pairwise(left[-_LEFT_WINDOW:]))
    yield from (f"b:{one} {two}" for one, two in pairwise(right[:_RIGHT_WINDOW]))


def _is_word(token: str) -> bool:
    return re.fullmatch(r"[a-z]{2,}", token) is not None
