import json

import pytest

from byline.places.resolution import MatchedInstitution, Resolution, ResolvedCountry
from byline.run.affiliations import answer_places, read_affiliation_line, write_answer


def resolution_of(
    affiliation: str, *, name: str = "MIT", ror_id: str | None = "042nb2s44"
) -> Resolution:
    match = MatchedInstitution(
        ror_id=ror_id,
        name=name,
        country_code="US" if ror_id else None,
        score=0.988,
        method="name@1",
        span=(0, 3),
    )
    stated = ResolvedCountry(
        country_code="US", basis="stated", is_assumed=False, rule="country_stated@1", span=(5, 8)
    )
    assumed = ResolvedCountry(
        country_code="CH", basis="domain", is_assumed=True, rule="domain_country@1", span=(9, 11)
    )
    return Resolution(
        affiliation=affiliation,
        status="ambiguous",
        matches=(match, match),
        countries=(stated, assumed),
    )


NOTHING = Resolution(affiliation="Nowhere", status="not_found", matches=(), countries=())


@pytest.mark.parametrize(
    "resolution",
    [
        resolution_of("MIT, USA ch"),
        resolution_of('say "MIT"\t\\ é \u2028 中国', name='A "B" \\ Ç'),
        resolution_of("MIT", ror_id=None),
        NOTHING,
    ],
)
def test_an_answer_is_written_as_json_of_what_is_answered(resolution: Resolution) -> None:
    answer = {
        "affiliation": resolution.affiliation,
        "status": resolution.status,
        **answer_places(resolution),
    }
    assert write_answer(resolution) == json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize(
    ("line", "affiliation"),
    [
        ("MIT, USA\r\n", "MIT, USA"),
        ('{"affiliation": "MIT\\nUSA", "id": 3}\n', "MIT\nUSA"),
        ('{"institution": "MIT"}\n', '{"institution": "MIT"}'),
        ("{MIT}\n", "{MIT}"),
        ("\n", ""),
    ],
)
def test_a_line_is_text_or_an_object_with_an_affiliation(line: str, affiliation: str) -> None:
    assert read_affiliation_line(line) == affiliation
