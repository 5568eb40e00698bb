"""Small registry records in each of the forms in circulation, for the tests of this folder."""

from byline.places.entry import NameKind, RegistryEntry

LAB = "https://ror.org/042nb2s44"
CAMPUS = "https://ror.org/02d5ks197"
FIRM_US = "https://ror.org/00njsd438"
FIRM_CH = "https://ror.org/014f9c269"


def flat(ror_id: str | None, name: str, **fields: object) -> dict[str, object]:
    """A flat row; what is not given is left out, as in a list of names."""
    return {"id": ror_id, "name": name, "country": "US", "types": ["education"]} | fields


def schema_2(ror_id: str = LAB, **fields: object) -> dict[str, object]:
    return {
        "id": ror_id,
        "names": [
            {"value": "ITM", "types": ["acronym"], "lang": None},
            {"value": "Institut für Tests", "types": ["label"], "lang": "de"},
            {"value": "Institute of Tests", "types": ["label", "ror_display"], "lang": "en"},
            {"value": "Test Institute", "types": ["alias"], "lang": None},
        ],
        "locations": [
            {
                "geonames_id": 1,
                "geonames_details": {
                    "country_code": "DE",
                    "name": "Berlin",
                    "country_subdivision_name": "State of Berlin",
                },
            },
            {"geonames_id": 2, "geonames_details": {"country_code": "FR", "name": "Metz"}},
        ],
        "types": ["education", "funder"],
        "status": "active",
        "domains": ["tests.example"],
        "links": [
            {"type": "website", "value": "https://www.tests.example/en/"},
            {"type": "wikipedia", "value": "https://en.wikipedia.org/wiki/Tests"},
        ],
        "relationships": [
            {"type": "parent", "label": "Parent", "id": FIRM_US},
            {"type": "child", "label": "Child", "id": CAMPUS},
            {"type": "successor", "label": "Next", "id": FIRM_CH},
        ],
        "established": 1900,
        "external_ids": [],
    } | fields


def schema_1(ror_id: str = LAB) -> dict[str, object]:
    return {
        "id": ror_id,
        "name": "Institute of Tests",
        "types": ["Education"],
        "links": ["http://www.tests.example/"],
        "aliases": ["Test Institute"],
        "acronyms": ["ITM"],
        "status": "active",
        "labels": [{"label": "Institut für Tests", "iso639": "de"}],
        "addresses": [{"city": "Berlin", "state": "State of Berlin", "geonames_city": {}}],
        "country": {"country_name": "Germany", "country_code": "DE"},
        "relationships": [{"type": "Parent", "label": "Parent", "id": FIRM_US}],
    }


def entry(
    key: str, *names: str, country: str = "US", firm: bool = False, parents: tuple[str, ...] = ()
) -> RegistryEntry:
    further: list[tuple[NameKind, str]] = [("alias", name) for name in names[1:]]
    return RegistryEntry(
        ror_id=key,
        names=(("name", names[0]), *further),
        country_code=country,
        city=None,
        subdivision=None,
        types=("company",) if firm else ("education",),
        status="active",
        domains=(),
        parent_ids=parents,
    )
