"""A paper whose strings would be formulas, markup or control sequences elsewhere."""

from tests.toy import PAPERS, Place, ToyPaper

TITLE = '=HYPERLINK("https://evil.example")\x07 <b>&amp;\u202e]]>'
CLEAN_TITLE = '=HYPERLINK("https://evil.example") <b>&amp;]]>'
NAME = "@SUM(A1)"
INSTITUTION = "-2+3 <script>alert(1)</script> & \x1b[2J"
CLEAN_INSTITUTION = "-2+3 <script>alert(1)</script> & [2J"
LONG = "Department of " + "Very " * 100 + "Long Names"
HOSTILE = ToyPaper(
    TITLE,
    (
        (NAME, (Place("Somewhere <i>bad</i>, US", ("US",), institution=INSTITUTION),)),
        ("Bo Toy", (Place(LONG, ("CN",), institution="+Other"),)),
    ),
)
STUDY_PAPERS = (*PAPERS, HOSTILE)
