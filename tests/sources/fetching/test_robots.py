import pytest

from byline.sources.fetching.robots import read_robots

FILE = b"""\xef\xbb\xbf# a comment
User-agent: other
Disallow: /

User-agent: *
Disallow: /private/   # not this
Allow: /private/but-this
Disallow: /*.zip$
Crawl-delay: 2.5
"""


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/paper/1.pdf", True),
        ("/private/1.pdf", False),
        ("/%70rivate/1.pdf", False),
        ("/private/but-this.pdf", True),
        ("/a/b.zip", False),
        ("/a/b.zip?x=1", True),
    ],
)
def test_the_longest_rule_that_fits_decides(path: str, *, is_allowed: bool) -> None:
    assert read_robots(FILE).allows(path) is is_allowed


def test_a_group_for_us_goes_before_that_for_everybody() -> None:
    robots = read_robots(b"User-agent: *\nDisallow: /\n\nUser-agent: Byline\nDisallow: /x\n")
    assert robots.allows("/paper")
    assert not robots.allows("/x")


def test_an_empty_file_and_an_empty_rule_forbid_nothing() -> None:
    assert read_robots(b"").allows("/x")
    assert read_robots(b"User-agent: *\nDisallow:\n").allows("/x")


def test_the_delay_that_a_site_asks_for_is_read() -> None:
    assert read_robots(FILE).crawl_delay == 2.5
