"""The fields of one registry record, whatever form it comes in.

Forms in circulation: ROR schema 2 and schema 1 (the JSON of the official data dumps), and flat
rows (one object per line with `id`, `name`, `country` and lists of further names).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from byline.places.entry import NameKind

Fields = Mapping[str, object]

_NAME_TYPES: tuple[tuple[str, NameKind], ...] = (
    ("ror_display", "name"),
    ("label", "label"),
    ("alias", "alias"),
    ("acronym", "acronym"),
)
_NAME_LISTS: tuple[tuple[str, NameKind], ...] = (
    ("labels", "label"),
    ("aliases", "alias"),
    ("acronyms", "acronym"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFields:
    """What a record says, nothing checked yet; seats are (country code, city), its own first."""

    identifier: str
    names: tuple[tuple[NameKind, str], ...]
    seats: tuple[tuple[str, str], ...]
    subdivision: str
    types: tuple[str, ...]
    status: str
    domains: tuple[str, ...]
    links: tuple[str, ...]
    relations: tuple[tuple[str, str], ...]
    release: str


def read_fields(record: Fields) -> RecordFields:
    """The fields of a record in any known form; what is missing or of a wrong type is empty."""
    if "names" in record:
        return _read_schema_2(record)
    if isinstance(record.get("country"), dict):
        return _read_schema_1(record)
    return _read_flat(record)


def _read_schema_2(record: Fields) -> RecordFields:
    named = _objects(record, "names")
    places = [_object(place, "geonames_details") for place in _objects(record, "locations")]
    links = [link for link in _objects(record, "links") if _text(link, "type") == "website"]
    return RecordFields(
        identifier=_text(record, "id"),
        names=tuple(
            (kind, _text(name, "value"))
            for name_type, kind in _NAME_TYPES
            for name in named
            if name_type in _texts(name, "types")
        ),
        seats=tuple((_text(place, "country_code"), _text(place, "name")) for place in places),
        subdivision=_text(places[0], "country_subdivision_name") if places else "",
        types=_texts(record, "types"),
        status=_text(record, "status"),
        domains=_texts(record, "domains"),
        links=tuple(_text(link, "value") for link in links),
        relations=_relations(record),
        release="",
    )


def _read_schema_1(record: Fields) -> RecordFields:
    country = _text(_object(record, "country"), "country_code")
    addresses = _objects(record, "addresses") or ({},)
    labels: list[tuple[NameKind, str]] = [
        ("label", _text(label, "label")) for label in _objects(record, "labels")
    ]
    return RecordFields(
        identifier=_text(record, "id"),
        names=(("name", _text(record, "name")), *labels, *_listed_names(record)),
        seats=tuple((country, _city_of_address(address)) for address in addresses),
        subdivision=_text(addresses[0], "state"),
        types=_texts(record, "types"),
        status=_text(record, "status"),
        domains=(),
        links=_texts(record, "links"),
        relations=_relations(record),
        release="",
    )


def _city_of_address(address: Fields) -> str:
    return _text(address, "city") or _text(_object(address, "geonames_city"), "city")


def _relations(record: Fields) -> tuple[tuple[str, str], ...]:
    related = _objects(record, "relationships")
    return tuple((_text(to, "type"), _text(to, "id")) for to in related)


def _read_flat(record: Fields) -> RecordFields:
    seats = [_pair(seat) for seat in _list(record, "locations")]
    return RecordFields(
        identifier=_text(record, "id"),
        names=(("name", _text(record, "name")), *_listed_names(record)),
        seats=((_text(record, "country"), _text(record, "city")), *seats[1:]),
        subdivision=_text(record, "subdivision"),
        types=_texts(record, "types"),
        status=_text(record, "status"),
        domains=_texts(record, "domains"),
        links=_texts(record, "links"),
        relations=tuple(_pair(to) for to in _list(record, "relationships")),
        release=_text(record, "release"),
    )


def _listed_names(record: Fields) -> tuple[tuple[NameKind, str], ...]:
    return tuple((kind, text) for field, kind in _NAME_LISTS for text in _texts(record, field))


def _pair(value: object) -> tuple[str, str]:
    parts: list[object] = value if isinstance(value, list) else []
    first, second = [*(part if isinstance(part, str) else "" for part in parts), "", ""][:2]
    return first, second


def _list(fields: Fields, field: str) -> list[object]:
    value = fields.get(field)
    return value if isinstance(value, list) else []


def _texts(fields: Fields, field: str) -> tuple[str, ...]:
    return tuple(value for value in _list(fields, field) if isinstance(value, str))


def _objects(fields: Fields, field: str) -> tuple[Fields, ...]:
    return tuple(value for value in _list(fields, field) if isinstance(value, dict))


def _object(fields: Fields, field: str) -> Fields:
    value = fields.get(field)
    return value if isinstance(value, dict) else {}


def _text(fields: Fields, field: str) -> str:
    value = fields.get(field)
    return value if isinstance(value, str) else ""
