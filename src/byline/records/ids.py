"""Ids made from content."""

import hashlib


def make_id(*parts: object) -> str:
    """A 16-digit hexadecimal id of the parts, the same on every machine."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
