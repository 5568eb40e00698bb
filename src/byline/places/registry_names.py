"""How two spellings of an organisation's name are told to be the same name."""

import re
import unicodedata

_LETTERS_WITHOUT_MARK = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d"}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ı": "i", "&": " and "}
    | dict.fromkeys("'’‘`´ʻʼ", "")
)
_NOT_A_WORD = re.compile(r"[\W_]+")
_COUNTRY_SUFFIX = re.compile(r"(?P<firm>\S.*?) \((?P<country>[^()]+)\)")


def name_key(name: str) -> str:
    """What two spellings of one name share: words without case, accents, marks and articles."""
    plain = name.translate(_LETTERS_WITHOUT_MARK)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = _NOT_A_WORD.sub(" ", plain.casefold()).split()
    return " ".join([word for word in words if word != "the"] or words)


def split_country(name: str) -> tuple[str, str | None]:
    """A name such as ``Google (Switzerland)`` as firm and country; None where it has no suffix."""
    match = _COUNTRY_SUFFIX.fullmatch(name)
    return (match["firm"], match["country"]) if match else (name, None)
