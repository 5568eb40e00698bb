"""Expected trouble: what cannot be done, in words that help."""


class BylineError(Exception):
    """An expected trouble whose message names the input and says what to do."""


class PaperError(BylineError):
    """One paper cannot be read: a short `kind` that is counted, a message for people."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
