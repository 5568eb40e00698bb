"""Files of gold labels: text that may be packed, and lines of JSON whose errors name the line."""

import json
import lzma
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import TypeVar

from byline.records import BylineError

Label = TypeVar("Label")


def read_gold_text(path: Path) -> str:
    """The text of a file, unpacked if it is xz; raises BylineError where it cannot be read."""
    try:
        raw = path.read_bytes()
        return (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise BylineError(f"{path}: cannot be read ({error}); check its path") from error


def read_labels(
    path: Path, read: Callable[[Mapping[str, object]], Label], *, about: str
) -> list[Label]:
    """What `read` makes of each line of a JSONL file.

    Raises BylineError that names the line where `read` raises ValueError, TypeError or KeyError.
    """
    labels: list[Label] = []
    for number, line in enumerate(StringIO(read_gold_text(path)), start=1):
        if not line.strip():
            continue
        try:
            labels.append(read(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            told = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            raise BylineError(f"{path} line {number}: no label of {about} ({told})") from error
    if not labels:
        raise BylineError(f"{path}: holds no label of {about}")
    return labels


def read_list(value: object) -> list[object]:
    """A list of a label; raises TypeError for anything else."""
    if not isinstance(value, list):
        raise TypeError(f"a label holds {value!r} where a list belongs")
    return value


def read_objects(value: object) -> list[dict[str, object]]:
    """The objects in a list of a label."""
    return [dict(entry) for entry in read_list(value) if isinstance(entry, dict)]
