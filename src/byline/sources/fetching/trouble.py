"""What can go wrong with one address, and whether it may go right another time."""

from byline.records import PaperError

LASTING_KINDS = frozenset(
    {"not_found", "forbidden", "not_pdf", "too_large", "robots", "refused_address", "bad_redirect"}
)
"""What another run would meet again: asked for again only when the user says so."""


class FetchError(PaperError):
    """An address that gave nothing; `is_passing` where another attempt may."""

    def __init__(
        self,
        kind: str,
        message: str,
        *,
        is_passing: bool = False,
        wait_seconds: float | None = None,
        status: int | None = None,
        detail: bytes = b"",
    ) -> None:
        super().__init__(kind, message)
        self.is_passing = is_passing
        self.wait_seconds = wait_seconds
        """What the server asked for; None where it asked for nothing."""
        self.status = status
        self.detail = detail
        """The beginning of the answer's body, for those who know the site."""
