"""Tasks for the pool: workers import them by name."""

import os
import time

from byline.documents.boxes import draw_page
from byline.documents.reader import read_document
from byline.documents.reading import DocumentReading
from byline.records import PaperError

_STATE: list[str] = []


def square(number: int) -> int:
    return number * number


def obey(order: str) -> str | None:
    """Do what the order says: most orders are ways to fail."""
    match order.split():
        case ["sleep", seconds]:
            time.sleep(float(seconds))
        case ["die"]:
            os.abort()
        case ["leave"]:
            os._exit(3)
        case ["grow"]:
            return str(len(bytearray(4 << 30)))
        case ["refuse"]:
            raise PaperError("no_text", "nothing to read")
        case ["who"]:
            return str(os.getpid())
        case ["nothing"]:
            return None
    return order


def remember(words: str) -> None:
    _STATE.append(words)


def recall(_item: int) -> str:
    return " ".join(_STATE)


def fail_to_start() -> None:
    os._exit(1)


def read(item: tuple[str, bytes]) -> DocumentReading:
    name, data = item
    return read_document(data, paper_id=name, location=f"{name}.pdf")


def draw(item: tuple[str, bytes]) -> int:
    return len(draw_page(item[1], page=1, box=(0.0, 0.0, 300.0, 300.0), scale=1.0))
