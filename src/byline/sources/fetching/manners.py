"""How polite and how patient fetching is, and how it names itself."""

import os
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

CONTACT_VARIABLE = "BYLINE_CONTACT"
_LONGEST_CONTACT = 200
_PRINTABLE = frozenset(string.digits + string.ascii_letters + string.punctuation + " ") - set(
    "()\\"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Pauses, patience and limits; times are in seconds, sizes in bytes."""

    pause: float = 1.0
    """From the end of one request to the start of the next to the same host, at least."""
    host_pauses: Mapping[str, float] = field(default_factory=dict)
    """Longer pauses for hosts that ask for them in their documentation."""
    host_budget: int | None = None
    """Requests to one host in one run."""
    attempts: int = 5
    first_wait: float = 1.0
    """Doubled from failure to failure of one host, up to `longest_wait`, with jitter."""
    longest_wait: float = 300.0
    longest_asked_wait: float = 900.0
    """A host that asks to come back later than that is left alone for the rest of the run."""
    timeout: float = 60.0
    """Without one byte from the server."""
    body_seconds: float = 600.0
    """For one body; what came until then is kept, and the next attempt goes on from there."""
    most_page_bytes: int = 200_000_000
    most_pdf_bytes: int = 200_000_000
    robots_seconds: float = 86_400.0
    """After which a host's robots.txt is asked for again."""


def user_agent(contact: str = "", *, environment: Mapping[str, str] = os.environ) -> str:
    """The name we go by, with the address at which a site's people can reach the user."""
    given = (contact or environment.get(CONTACT_VARIABLE, ""))[:_LONGEST_CONTACT]
    safe = "".join(letter for letter in given if letter in _PRINTABLE)
    about = "reads who wrote the papers of a conference"
    return f"byline/{version('byline')} ({about}{f'; contact: {safe}' if safe else ''})"
