"""Runs TeX so that the same source gives the same bytes, and says what went wrong when it fails."""

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

Engine = Literal["pdflatex", "dvipdfmx", "xelatex"]

STYLES = Path(__file__).parent / "styles"
_RUN_SECONDS = 300
_LOG_LINES = 12


_ESCAPES = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {mark: f"\\{mark}" for mark in "&%$#_{}"}
)


def escape(text: str) -> str:
    """The text as TeX prints it literally."""
    return text.translate(_ESCAPES)


class TexError(Exception):
    """TeX stopped: the message names the source and quotes the log."""


def typeset(source: Path, *, engine: Engine, epoch: int, runs: int = 2) -> bytes:
    """The PDF of one TeX source, dated `epoch` (seconds since 1970); `runs` resolve references.

    Raises TexError where a program stops or writes no PDF.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder, path = Path(scratch), str(source.resolve())
        compiler = "latex" if engine == "dvipdfmx" else engine
        for _ in range(runs):
            _run([compiler, *_OPTIONS, path], folder=folder, source=source, epoch=epoch)
        if engine == "dvipdfmx":
            _run(["dvipdfmx", "-q", "-z9", source.stem], folder=folder, source=source, epoch=epoch)
        return (folder / f"{source.stem}.pdf").read_bytes()


_OPTIONS = ("-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape")


def _run(command: list[str], *, folder: Path, source: Path, epoch: int) -> None:
    finished = subprocess.run(
        command,
        cwd=folder,
        env=_environment(source.parent, epoch=epoch),
        capture_output=True,
        timeout=_RUN_SECONDS,
        check=False,
    )
    if finished.returncode != 0:
        raise TexError(f"{source.name}: {command[0]} stopped\n{_read_complaint(finished.stdout)}")


def _environment(inputs: Path, *, epoch: int) -> dict[str, str]:
    """TeX's surroundings: our styles and the source's folder first, and a clock that stands."""
    return os.environ | {
        "TEXINPUTS": f".:{STYLES}:{inputs.resolve()}:",
        "SOURCE_DATE_EPOCH": str(epoch),
        "FORCE_SOURCE_DATE": "1",
        "max_print_line": "1000",
    }


def _read_complaint(output: bytes) -> str:
    """The lines of the log from the first error on, or its end where no line is marked."""
    lines = output.decode("utf-8", "replace").splitlines()
    first = next((n for n, line in enumerate(lines) if line.startswith("!")), -_LOG_LINES)
    return "\n".join(lines[first:][:_LOG_LINES])
