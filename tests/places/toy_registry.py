"""A few dozen real organisations, enough for every rule of the resolver."""

from collections.abc import Sequence

from byline.places.entry import NameKind, RegistryEntry


def organisation(
    ror_id: str,
    name: str,
    seat: str,
    *also: str,
    types: str = "education",
    parents: Sequence[str] = (),
    domains: Sequence[str] = (),
    is_head_office: bool = False,
    is_active: bool = True,
) -> RegistryEntry:
    """An entry from a seat such as ``US Boston Massachusetts`` and further names by kind."""
    country, city, state = (*seat.split("/"), "", "")[:3]
    kinds: dict[str, NameKind] = {"=": "label", "~": "alias", "#": "acronym"}
    names: list[tuple[NameKind, str]] = [("name", name)]
    names += [(kinds[text[0]], text[1:]) for text in also]
    return RegistryEntry(
        ror_id=ror_id,
        names=tuple(names),
        country_code=country,
        city=city or None,
        subdivision=state or None,
        types=tuple(types.split()),
        status="active" if is_active else "inactive",
        domains=tuple(domains),
        parent_ids=tuple(parents),
        is_head_office=is_head_office,
    )


ORGANISATIONS = (
    organisation(
        "042nb2s44",
        "Massachusetts Institute of Technology",
        "US/Cambridge/Massachusetts",
        "#MIT",
        types="education funder",
        domains=["mit.edu"],
    ),
    organisation("05dxps055", "California Institute of Technology", "US/Pasadena/California"),
    organisation(
        "01an7q238",
        "University of California, Berkeley",
        "US/Berkeley/California",
        "~UC Berkeley",
        parents=["00pjdza24"],
    ),
    organisation(
        "05rrcem69", "University of California, Davis", "US/Davis/California", parents=["00pjdza24"]
    ),
    organisation(
        "00pjdza24",
        "University of California System",
        "US/Oakland/California",
        "=University of California",
    ),
    organisation("01zkghx44", "Georgia Institute of Technology", "US/Atlanta/Georgia"),
    organisation(
        "00te3t702", "University of Georgia", "US/Athens/Georgia", types="education funder"
    ),
    organisation("02bjhwk41", "The University of Georgia", "GE/Tbilisi"),
    organisation(
        "04t5xt781",
        "Northeastern University",
        "US/Boston/Massachusetts",
        domains=["northeastern.edu"],
    ),
    organisation(
        "03awzbc87",
        "Northeastern University",
        "CN/Shenyang/Liaoning",
        "=东北大学",
        domains=["neu.edu.cn"],
    ),
    organisation(
        "04drvxt59",
        "Beth Israel Deaconess Medical Center",
        "US/Boston/Massachusetts",
        types="healthcare",
    ),
    organisation("013meh722", "University of Cambridge", "GB/Cambridge", types="education funder"),
    organisation("052gg0110", "University of Oxford", "GB/Oxford"),
    organisation("041kmwe10", "Imperial College London", "GB/London"),
    organisation(
        "02grkyz14", "Western University", "CA/London/Ontario", "~University of Western Ontario"
    ),
    organisation(
        "03cve4549",
        "Tsinghua University",
        "CN/Beijing",
        "=清华大学",
        "#THU",
        types="education funder",
        domains=["tsinghua.edu.cn"],
    ),
    organisation(
        "02hhwwz98",
        "Tsinghua–Berkeley Shenzhen Institute",
        "CN/Shenzhen/Guangdong",
        types="facility",
    ),
    organisation("0220qvk04", "Shanghai Jiao Tong University", "CN/Shanghai"),
    organisation("04w9fbh59", "Beijing University of Posts and Telecommunications", "CN/Beijing"),
    organisation(
        "034t30j35", "Chinese Academy of Sciences", "CN/Beijing", "#CAS", types="government funder"
    ),
    organisation(
        "022c3hy66",
        "Institute of Automation",
        "CN/Beijing",
        types="facility",
        parents=["034t30j35"],
    ),
    organisation("056qj1t15", "Institute of Automation", "DE/Magdeburg", types="facility"),
    organisation("00t33hh48", "Chinese University of Hong Kong", "HK/Hong Kong", "#CUHK"),
    organisation("02d5ks197", "Chinese University of Hong Kong, Shenzhen", "CN/Shenzhen/Guangdong"),
    organisation("0030zas98", "Hong Kong Polytechnic University", "HK/Hong Kong", "#PolyU"),
    organisation("01r4q9n85", "University of Macau", "MO/Macau"),
    organisation("05bqach95", "National Taiwan University", "TW/Taipei", "#NTU"),
    organisation("02e7b5302", "Nanyang Technological University", "SG/Singapore", "#NTU"),
    organisation("03b94tp07", "University of Auckland", "NZ/Auckland"),
    organisation("047272k79", "The University of Western Australia", "AU/Perth"),
    organisation(
        "038t36y30",
        "Heidelberg University",
        "DE/Heidelberg",
        "=Ruprecht-Karls-Universität Heidelberg",
    ),
    organisation(
        "013czdx64",
        "University Hospital Heidelberg",
        "DE/Heidelberg",
        types="healthcare",
        parents=["038t36y30"],
    ),
    organisation(
        "02kkvpp62",
        "Technical University of Munich",
        "DE/Munich/Bavaria",
        "#TUM",
        "=Technische Universität München",
    ),
    organisation(
        "02feahw73",
        "Centre National de la Recherche Scientifique",
        "FR/Paris",
        "#CNRS",
        types="government",
    ),
    organisation("0316ej306", "Weizmann Institute of Science", "IL/Rehovot"),
    organisation("0453v4r20", "University of Puerto Rico at Río Piedras", "PR/San Juan"),
    organisation(
        "00njsd438",
        "Google (United States)",
        "US/Mountain View/California",
        "~Google Research",
        types="company",
        domains=["google.com"],
        is_head_office=True,
    ),
    organisation(
        "014f9c269", "Google (Switzerland)", "CH/Zurich", types="company", parents=["00njsd438"]
    ),
    organisation(
        "00cmhce21",
        "Huawei Technologies (China)",
        "CN/Shenzhen/Guangdong",
        "~Huawei",
        types="company",
        is_head_office=True,
    ),
    organisation(
        "03kqdja62",
        "Vector Institute",
        "CA/Toronto/Ontario",
        types="nonprofit",
        domains=["vectorinstitute.ai"],
    ),
    organisation("byline.quarry-lab-us", "Quarry Lab", "US/Boston", types="company"),
)
"""Keys as in ROR; the last one is made up, with a key of ours."""
