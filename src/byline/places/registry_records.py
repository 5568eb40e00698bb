"""One record of a registry file, checked, bounded and put into the form of a RegistryEntry."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar
from urllib.parse import urlsplit

from byline.places.entry import NameKind, RegistryEntry
from byline.places.registry_names import name_key
from byline.places.registry_rows import LONGEST_TEXT, clean_text
from byline.places.registry_shapes import RecordFields, read_fields

MOST_VALUES = 400
_ROR_ID = re.compile(r"(?:https?://ror\.org/)?(0[0-9a-hjkmnp-tv-z]{6}[0-9]{2})")
_CHECKED_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_COUNTRY_CODE = re.compile(r"[A-Z]{2}")
_TYPE = re.compile(r"[a-z]{1,20}")
_HOST = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z][a-z0-9-]{1,62}")
_HOME_PAGE = re.compile(
    r"(/([a-z]{2}([-_][a-z]{2,4})?|eng|english|global|home|main|portal|sites?|web|www"
    r"|(index|default|home|main)[-_.]\w{1,12}))*/?",
    re.IGNORECASE,
)
_LONGEST_SLUG = 60
_KINDS: tuple[NameKind, ...] = ("name", "label", "alias", "acronym")
Value = TypeVar("Value")


class RecordError(ValueError):
    """A record gives no organisation; the message is the reason that is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryRecord:
    """An organisation as a file has it, and what only the file as a whole can settle.

    `link_domains` are hosts of its home page, `child_ids` what it names as its children; the
    country code is "" where the record has none.
    """

    entry: RegistryEntry
    link_domains: tuple[str, ...]
    child_ids: tuple[str, ...]
    release: str


def read_record(record: object) -> RegistryRecord:
    """The organisation of one parsed record; raises RecordError with the reason if it has none."""
    if not isinstance(record, dict):
        raise RecordError("not a JSON object")
    fields = read_fields(record)
    names = _bounded_names(fields.names)
    seats = [(_country(country), _bounded(city)) for country, city in fields.seats[:MOST_VALUES]]
    country_code, city = seats[0] if seats else ("", None)
    entry = RegistryEntry(
        ror_id=_key(fields, names[0][1], country_code),
        names=names,
        country_code=country_code,
        city=city,
        subdivision=_bounded(fields.subdivision),
        types=_types(fields.types),
        status=_status(fields.status),
        domains=_unique(host for text in fields.domains if (host := _host(text))),
        parent_ids=_related(fields, "parent"),
        successor_ids=_related(fields, "successor"),
        locations=_unique(seat for seat in seats[1:] if seat[0]),
    )
    return RegistryRecord(
        entry=entry,
        link_domains=_unique(host for link in fields.links if (host := _home_page_host(link))),
        child_ids=_related(fields, "child"),
        release=_bounded(fields.release) or "",
    )


def ror_key(text: str) -> str | None:
    """The nine-character key of a ROR id or address; None if it is none or mistyped."""
    match = _ROR_ID.fullmatch(text.strip())
    return match[1] if match and _has_right_check_digits(match[1]) else None


def _has_right_check_digits(key: str) -> bool:
    """Whether the last two digits are ISO 7064 mod 97-10 of the seven characters before."""
    number = 0
    for letter in key[:7]:
        number = number * len(_CHECKED_LETTERS) + _CHECKED_LETTERS.index(letter)
    return int(key[7:]) == 98 - number * 100 % 97


def own_key(name: str, country_code: str) -> str:
    """Our key of an organisation without a registry id, such as ``byline.moonshot-ai-cn``."""
    slug = re.sub(r"[^a-z0-9]+", "-", name_key(name)).strip("-")
    if not slug or len(slug) > _LONGEST_SLUG:
        digest = hashlib.blake2b(name_key(name).encode(), digest_size=4).hexdigest()
        slug = f"{slug[:_LONGEST_SLUG]}-{digest}".lstrip("-")
    return f"byline.{slug}-{country_code.casefold() or 'xx'}"


def _key(fields: RecordFields, name: str, country_code: str) -> str:
    if not fields.identifier:
        return own_key(name, country_code)
    key = ror_key(fields.identifier)
    if key is None:
        raise RecordError(f"not a ROR id: {fields.identifier[:40]!r}")
    return key


def _bounded_names(names: Iterable[tuple[NameKind, str]]) -> tuple[tuple[NameKind, str], ...]:
    kept: dict[str, NameKind] = {}
    for kind, text in names:
        name = _bounded(text)
        if name and len(kept) < MOST_VALUES:
            kept.setdefault(name, "label" if kind in kept.values() and kind == "name" else kind)
    if "name" not in kept.values():
        raise RecordError("no name of a usable length")
    return tuple((kind, name) for kind in _KINDS for name, of in kept.items() if of == kind)


def _bounded(text: str) -> str | None:
    """The text on one line; None if it is empty or longer than any real one."""
    if len(text) > LONGEST_TEXT:
        return None
    return clean_text(text) or None


def _country(code: str) -> str:
    return code if _COUNTRY_CODE.fullmatch(code) else ""


def _types(types: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text.casefold() for text in types if _TYPE.fullmatch(text.casefold())}))


def _status(text: str) -> Literal["active", "inactive", "withdrawn"]:
    if text == "inactive":
        return "inactive"
    return "withdrawn" if text == "withdrawn" else "active"


def _related(fields: RecordFields, relation: str) -> tuple[str, ...]:
    return _unique(
        key
        for kind, text in fields.relations
        if kind.casefold() == relation and (key := ror_key(text))
    )


def _home_page_host(link: str) -> str | None:
    """The host of an address that is a home page, not a page on somebody else's site."""
    try:
        parts = urlsplit(link.strip()[:LONGEST_TEXT])
        host = parts.hostname or ""
    except ValueError:
        return None
    is_home_page = _HOME_PAGE.fullmatch(parts.path) and not parts.query
    return _host(host) if is_home_page else None


def _host(text: str) -> str | None:
    host = re.sub(r"^www\d?\.", "", text.strip().casefold())
    return host if len(host) <= LONGEST_TEXT and _HOST.fullmatch(host) else None


def _unique(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))[:MOST_VALUES]
