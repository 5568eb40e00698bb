"""What is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """An address; the secret parts are sent and never written down."""

    url: str
    kind: Literal["page", "api", "pdf"] = "page"
    """An ``api`` is offered to programs: robots.txt is not about it."""
    secret_headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secret_parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
