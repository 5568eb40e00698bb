"""Titles and names in the form in which two listings of one paper agree."""

import re
import unicodedata

_LATEX_COMMAND = re.compile(r"\\(?:text|math)?(?:tt|bf|it|rm|sf|sc|cal|bb|frak|normal)\b")
_LATEX_WORDS = re.compile(
    r"\\(?:text|mathit|textit|textbf|textsc|texttt|emph|operatorname|mathrm)\b"
)
_LATEX_NAME = re.compile(r"\\([a-zA-Z]+)")
_WORD = re.compile(r"[^\W_]+")
_GREEK_LETTER = re.compile(r"GREEK (?:SMALL|CAPITAL) LETTER ([A-Z]+)")


def normalise_title(title: str) -> str:
    """The words of a title without case, accents, punctuation and mark-up: ``a b c``."""
    plain = _LATEX_NAME.sub(r" \1 ", _LATEX_WORDS.sub(" ", _LATEX_COMMAND.sub(" ", title)))
    return " ".join(_words(plain))


def name_words(name: str) -> frozenset[str]:
    """The words of a person's name without case, accents and order."""
    return frozenset(_words(name))


def do_names_overlap(left: list[frozenset[str]], right: list[frozenset[str]]) -> bool:
    """Whether at least half of the shorter list of names is in the longer one, too."""
    shorter, longer = sorted((left, right), key=len)
    if not shorter:
        return False
    shared = sum(any(_is_same_person(name, other) for other in longer) for name in shorter)
    return 2 * shared >= len(shorter)


def _is_same_person(left: frozenset[str], right: frozenset[str]) -> bool:
    """Two spellings of one name share all full words, initials and middle names aside."""
    if left == right:
        return True
    shared = {word for word in left & right if len(word) > 1}
    full = [{word for word in name if len(word) > 1} for name in (left, right)]
    smallest = min(len(words) for words in full)
    return len(shared) >= max(min(smallest, 2), 1) and len(shared) >= smallest - 1


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(_spell(letter) for letter in folded if not unicodedata.combining(letter))
    return [word.lower() for word in _WORD.findall(letters)]


def _spell(letter: str) -> str:
    """Greek letters by name, so that a beta equals the command for it."""
    if letter < "\u0370" or letter > "\u03ff":
        return letter
    found = _GREEK_LETTER.match(unicodedata.name(letter, ""))
    return f" {found[1]} " if found else letter
