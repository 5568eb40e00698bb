"""Made-up papers, the same on every machine, each with a PDF that can be read."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FIRST = _words("Ana Bo Cy Dee Edo Fay Gus Hal Ida Jon Kit Lou Mia Nat Ola Pia Quin Ray Sol Tia")
_LAST = _words(
    "Ashdale Birchley Cloverton Dunmere Elmsworth Fernhill Greystone Hazelby Ironwood Juniper "
    "Kestrel Larkfield Marlowe Nettleby Oakhurst Pinewell Quillon Redfern Sandholm Thornbury"
)
_WHAT = _words(
    "Patient Hollow Bright Quiet Sparse Woven Nested Gentle Lasting Folded Open Narrow Shared "
    "Hidden Early Simple Rapid Steady Tidy Curved"
)
_THING = _words(
    "Lanterns Rivers Owls Bridges Gardens Harbours Kettles Ladders Mirrors Needles Orchards "
    "Pebbles Quarries Ribbons Saddles Tunnels Umbrellas Valleys Windmills Yarns"
)
_AIM = _words(
    "Counting Sorting Naming Finding Mending Joining Weighing Drawing Sailing Baking Carving "
    "Planting Lighting Reading Singing Walking Weaving Pouring Climbing Stacking"
)
INSTITUTIONS = (
    "Massachusetts Institute of Technology, Cambridge, USA",
    "Tsinghua University, Beijing, China",
    "University of Oxford, Oxford, United Kingdom",
    "Stanford University, Stanford, USA",
    "ETH Zurich, Zurich, Switzerland",
    "Peking University, Beijing, China",
    "University of Toronto, Toronto, Canada",
    "KAIST, Daejeon, South Korea",
)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One paper of a made-up conference."""

    number: int
    year: int
    track: str | None
    """The track as addresses of proceedings.neurips.cc name it."""
    title: str
    authors: tuple[tuple[str, str], ...]
    """Names with institutions."""

    @property
    def key(self) -> str:
        """32 hexadecimal digits, as in the addresses."""
        return hashlib.md5(f"{self.year}/{self.number}".encode(), usedforsecurity=False).hexdigest()

    @property
    def forum(self) -> str:
        """Its id on OpenReview."""
        return f"f{self.key[:9]}"

    @property
    def abstract(self) -> str:
        """A few sentences."""
        return f"We study {self.title.lower()}. The answer is {self.number}, and it is not new."


def make_papers(count: int, *, year: int, track: str | None, first: int = 0) -> list[MadeUp]:
    """This many papers of a track, numbered from `first`."""
    return [
        MadeUp(number, year, track, _title(number, year), tuple(_authors(number, year)))
        for number in range(first, first + count)
    ]


def _title(number: int, year: int) -> str:
    words = (_WHAT, _THING, _AIM)
    picked = [names[number // 20**place % 20] for place, names in enumerate(words)]
    return f"{picked[0]} {picked[1]} for {picked[2]} {_in_words(number)} of {year}"


def _in_words(number: int) -> str:
    """A number as a word, so that no two titles are alike."""
    return "".join("zowtufisvn"[int(digit)] + "ae" for digit in str(number)).capitalize()


def _authors(number: int, year: int) -> Iterator[tuple[str, str]]:
    chance = Random(f"{year}/{number}")
    names = [f"{first} {last}" for first in _FIRST for last in _LAST]
    for name in chance.sample(names, 2 + number % 2):
        yield name, chance.choice(INSTITUTIONS)


def make_pdf(paper: MadeUp) -> bytes:
    """A page with title, authors in columns, abstract and some text."""
    lines = [_line(paper.title, x=306, y=720, size=15)]
    for place, (name, institution) in enumerate(paper.authors):
        x = 612 * (2 * place + 1) // (2 * len(paper.authors))
        house, _, town = institution.partition(", ")
        for row, text in enumerate((name, house, town)):
            lines.append(_line(text, x=x, y=680 - 12 * row, size=10 if row == 0 else 8))
    lines.append(_line("Abstract", x=306, y=610, size=12))
    body = f"{paper.abstract} " + "Words follow words until the page is full. " * 6
    words = body.split()
    lines += [
        _line(" ".join(words[row : row + 12]), x=306, y=590 - row, size=10)
        for row in range(0, len(words), 12)
    ]
    return _assemble("\n".join(lines).encode("ascii"))


def _line(text: str, *, x: int, y: int, size: int) -> str:
    """A centred line; half an em is what a letter takes here."""
    left = x - len(text) * size * 0.25
    shown = text.replace("\\", "").replace("(", "").replace(")", "")
    return f"BT /F1 {size} Tf {left:.1f} {y} Td ({shown}) Tj ET"


def _assemble(content: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Font<</F1 5 0 R>>>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    size = b"trailer<</Size %d/Root 1 0 R>>\n" % (len(objects) + 1)
    return data + head + table + size + b"startxref\n%d\n%%%%EOF\n" % len(data)
