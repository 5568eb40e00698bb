"""One organisation of a registry, as the matcher needs it."""

from dataclasses import dataclass
from typing import Literal

NameKind = Literal["name", "label", "alias", "acronym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryEntry:
    """A registry record; `ror_id` is the nine-character key, or a key of ours with a dot in it."""

    ror_id: str
    names: tuple[tuple[NameKind, str], ...]
    """The registry's own name first."""
    country_code: str
    city: str | None
    subdivision: str | None
    types: tuple[str, ...]
    status: Literal["active", "inactive", "withdrawn"]
    domains: tuple[str, ...]
    parent_ids: tuple[str, ...]
    successor_ids: tuple[str, ...] = ()
    locations: tuple[tuple[str, str | None], ...] = ()
    """Further (country_code, city) seats of the same record."""
    is_head_office: bool = False
    """The national record a firm's bare name stands for, where it has several."""
