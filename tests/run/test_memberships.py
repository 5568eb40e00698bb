"""Which affiliations count: those that somebody holds, and those that nobody is tied to."""

import pytest

from byline.records import AuthorshipAffiliation, LinkRole
from byline.run.memberships import group_roles, is_counted


def link(affiliation_id: str, role: LinkRole) -> AuthorshipAffiliation:
    return AuthorshipAffiliation(
        authorship_id="A1", affiliation_id=affiliation_id, paper_id="P1", role=role, rule="toy@1"
    )


@pytest.mark.parametrize(
    ("roles", "counts"),
    [
        ((), True),
        (("affiliation",), True),
        (("internship",), False),
        (("visit", "moved"), False),
        (("internship", "affiliation"), True),
    ],
)
def test_an_affiliation_of_guests_alone_does_not_count(
    roles: tuple[LinkRole, ...], *, counts: bool
) -> None:
    grouped = group_roles([link("F1", role) for role in roles] + [link("F2", "internship")])
    assert is_counted(grouped.get("F1")) is counts
    assert not is_counted(grouped["F2"])
