"""XML of sites as a tree, and the text of its elements."""

import xml.etree.ElementTree as ET

from byline.sources.fetching.site import PageError
from byline.sources.unescaping import clean


def read_xml(data: bytes) -> ET.Element:
    """The root of a page; raises PageError where it is no XML."""
    try:
        # expat, which reads this, ends entities that grow without bound
        return ET.fromstring(data)  # noqa: S314
    except ET.ParseError as error:
        raise PageError(f"no XML ({error})") from error


def text_of(element: ET.Element | None) -> str:
    """All text inside, unescaped, on one line; empty for an element that is not there."""
    return "" if element is None else clean("".join(element.itertext()))
