"""A toy corpus: a dozen papers whose every count can be worked out by hand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from byline.records import (
    Affiliation,
    AuthorBlock,
    Authorship,
    AuthorshipAffiliation,
    CountryBasis,
    CountryMatch,
    Document,
    Failure,
    InstitutionMatch,
    LinkRole,
    Page,
    Paper,
    PaperStatus,
    PaperTechnology,
    Role,
    Row,
    Run,
    Technology,
    TechnologyKind,
    make_id,
)
from byline.store.database import build_store
from byline.store.shards import shard_of, write_shard
from byline.store.study import Study, write_atomically


@dataclass(frozen=True)
class Place:
    """An affiliation string with the countries it stands for."""

    text: str
    countries: tuple[str, ...]
    basis: CountryBasis = "stated"
    is_assumed: bool = False
    role: LinkRole = "affiliation"
    institution: str | None = None
    """The registry's name for it; None where it is not found."""
    head_office: str | None = None
    """A country that the string takes from a head office besides."""


MIT = Place("MIT, Cambridge, MA", ("US",))
TSINGHUA = Place("Tsinghua University, Beijing", ("CN",))
HKU = Place("University of Hong Kong", ("HK",), basis="institution")
NTU = Place("National Taiwan University", ("TW",), basis="institution")
OXFORD = Place("University of Oxford, UK", ("GB",))
HUAWEI = Place("Huawei Noah's Ark Lab", ("CN",), basis="headquarters", is_assumed=True)
NOWHERE = Place("Independent Laboratory", ())
INTERN_AT_TENCENT = Place("Tencent, Shenzhen", ("CN",), role="internship")


@dataclass(frozen=True)
class Use:
    """What a paper does with a technology, told by its whole abstract."""

    technology: str
    role: Role
    via: str | None = None


@dataclass(frozen=True)
class ToyPaper:
    """A paper as `author: places` pairs; None for the authors means that it could not be read."""

    title: str
    authors: tuple[tuple[str, tuple[Place, ...]], ...] | None
    year: int = 2024
    track: str = "main"
    status: PaperStatus = "accepted"
    duplicate_of: str | None = None
    uses: tuple[Use, ...] = ()
    """With at least one, the paper's full text was read."""
    profiles: tuple[tuple[str, str], ...] = ()
    """Profile ids by the author's name."""
    folder: str = ""
    """Where its source lies, if that matters."""

    @property
    def paper_id(self) -> str:
        return make_id("toy", self.title)

    @property
    def location(self) -> str:
        return str(PurePosixPath(self.folder, f"toy.json#{self.title}"))


def toy_technology(
    name: str,
    kind: TechnologyKind,
    developers: tuple[str, ...],
    country_codes: tuple[str, ...],
    *,
    derives_from: tuple[str, ...] = (),
    licence: tuple[str, str] | None = None,
) -> Technology:
    """A row of the toy catalogue."""
    return Technology(
        technology_id=f"{kind}:{name.lower()}",
        name=name,
        kind=kind,
        developers=developers,
        country_codes=country_codes,
        released="2020",
        openness=None,
        derives_from=derives_from,
        market="data_centre" if kind == "accelerator" else None,
        total_processing_performance=None,
        china_licence_from=licence[0] if licence else None,
        china_licence_rule=licence[1] if licence else None,
        source="toy",
        source_date="2026-01-01",
    )


PAPERS = (
    ToyPaper("Two people", (("Ada Toy", (MIT,)), ("Bo Toy", (TSINGHUA,)))),
    ToyPaper("One person with two places", (("Cy Toy", (MIT, TSINGHUA)), ("Di Toy", (OXFORD,)))),
    ToyPaper("Through a head office", (("Ed Toy", (MIT,)), ("Fu Toy", (HUAWEI,)))),
    ToyPaper("With Hong Kong", (("Gi Toy", (MIT,)), ("Ho Toy", (HKU,)))),
    ToyPaper("With Taiwan", (("Io Toy", (MIT,)), ("Ju Toy", (NTU,))), year=2023),
    ToyPaper("Only the United States", (("Ka Toy", (MIT,)),), year=2023),
    ToyPaper("An intern", (("Li Toy", (MIT, INTERN_AT_TENCENT)),), year=2023),
    ToyPaper("Unknown laboratory", (("Mo Toy", (NOWHERE,)),)),
    ToyPaper("Partly known", (("Na Toy", (MIT,)), ("Oz Toy", (NOWHERE,)))),
    ToyPaper("No affiliation", (("Pi Toy", ()),)),
    ToyPaper("No author", ()),
    ToyPaper("Damaged", None),
    ToyPaper("Rejected", (("Qi Toy", (MIT, TSINGHUA)),), status="rejected"),
    ToyPaper(
        "Two people (oral)",
        (("Ada Toy", (MIT,)), ("Bo Toy", (TSINGHUA,))),
        duplicate_of=make_id("toy", "Two people"),
    ),
    ToyPaper(
        "A benchmark", (("Ra Toy", (TSINGHUA,)), ("Su Toy", (MIT,))), track="datasets", year=2024
    ),
)


TECHNOLOGY_PAPERS = (
    ToyPaper(
        "Two people",
        (("Ada Toy", (MIT,)), ("Bo Toy", (TSINGHUA,))),
        uses=(Use("Owl", "built_on"), Use("Heron", "compared"), Use("Z100", "built_on")),
    ),
    ToyPaper(
        "Through a head office",
        (("Ed Toy", (MIT,)), ("Fu Toy", (HUAWEI,))),
        uses=(Use("Owlet", "evaluated"), Use("Owl", "evaluated", via="model:owlet")),
    ),
    ToyPaper(
        "Only the United States",
        (("Ka Toy", (MIT,)),),
        year=2023,
        uses=(Use("Owl", "mentioned"), Use("Heron", "introduced"), Use("Z100", "built_on")),
    ),
    ToyPaper(
        "With Hong Kong",
        (("Gi Toy", (MIT,)), ("Ho Toy", (HKU,))),
        uses=(Use("Z100", "mentioned"), Use("Crane", "tool")),
    ),
    ToyPaper("Unread", (("Ro Toy", (OXFORD,)),)),
)

MIT_FOUND = replace(MIT, institution="MIT")
TSINGHUA_FOUND = replace(TSINGHUA, institution="Tsinghua")
OXFORD_FOUND = replace(OXFORD, institution="Oxford")

NETWORK_PAPERS = (
    ToyPaper("First", (("Ada Toy", (MIT_FOUND,)), ("Bo Toy", (TSINGHUA_FOUND,)))),
    ToyPaper("Second", (("Ada Toy", (MIT_FOUND, TSINGHUA_FOUND)), ("Cy Toy", (OXFORD_FOUND,)))),
    ToyPaper("Third", (("Di Toy", (MIT_FOUND,)), ("Ed Toy", (TSINGHUA,)))),
)

# Who moves: Ana and Ida by their profile ids (Ida's stands on the second listing of her paper),
# Dora by an institution she comes back to, Emil by a co-author he keeps, Cleo by her name alone;
# Gus keeps the old place, Hal leaves a head office, and of Yang Li, Kim Ro (the third of
# that name) and J. Li nobody can tell.
PEOPLE_PAPERS = (
    ToyPaper(
        "Thesis",
        (("Ana Rossi", (MIT,)), ("Bert Maas", (MIT,))),
        year=2020,
        profiles=(("Ana Rossi", "~Ana_Rossi1"),),
    ),
    ToyPaper(
        "Return",
        (("Ana Rossi", (TSINGHUA,)), ("Bert Maas", (MIT,))),
        year=2021,
        profiles=(("Ana Rossi", "~Ana_Rossi1"),),
    ),
    ToyPaper("Bert alone", (("Bert Maas", (MIT,)),), year=2022),
    ToyPaper("Alone", (("Cleo Blau", (MIT,)),), year=2020),
    ToyPaper("Far", (("Cleo  BLAU", (TSINGHUA,)),), year=2021),
    ToyPaper("One Li", (("Yang Li", (MIT,)),), year=2020, profiles=(("Yang Li", "~Yang_Li1"),)),
    ToyPaper(
        "Two Li", (("Yang Li", (TSINGHUA,)),), year=2021, profiles=(("Yang Li", "~Yang_Li2"),)
    ),
    ToyPaper("Which Li", (("Yang Li", (OXFORD,)),), year=2022),
    ToyPaper("Home", (("Dora Gelb", (MIT_FOUND,)),), year=2020),
    ToyPaper("Abroad", (("Dora Gelb", (OXFORD_FOUND,)),), year=2021),
    ToyPaper("Home again", (("Dora Gelb", (MIT_FOUND,)),), year=2022),
    ToyPaper("With Fay", (("Emil Grau", (MIT,)), ("Fay Rot", (OXFORD,))), year=2020),
    ToyPaper("With Fay again", (("Emil Grau", (TSINGHUA,)), ("Fay Rot", (OXFORD,))), year=2021),
    ToyPaper("One place", (("Gus Lila", (MIT,)),), year=2020),
    ToyPaper("Two places", (("Gus Lila", (MIT, OXFORD)),), year=2021),
    ToyPaper("Head office", (("Hal Weiss", (HUAWEI,)),), year=2020),
    ToyPaper("No head office", (("Hal Weiss", (MIT,)),), year=2021),
    ToyPaper("Short", (("J. Li", (MIT,)),), year=2020),
    ToyPaper("Short again", (("J. Li", (TSINGHUA,)),), year=2021),
    ToyPaper("Some Ro", (("Kim Ro", (MIT,)),), year=2020),
    ToyPaper("Third Ro", (("Kim Ro", (TSINGHUA,)),), year=2021, profiles=(("Kim Ro", "~Kim_Ro3"),)),
    ToyPaper("Listed", (("Ida Gruen", (MIT,)),), year=2020),
    ToyPaper(
        "Listed twice",
        (("Ida Gruen", ()),),
        year=2020,
        duplicate_of=make_id("toy", "Listed"),
        profiles=(("Ida Gruen", "~Ida_Gruen1"),),
    ),
    ToyPaper(
        "Next", (("Ida Gruen", (TSINGHUA,)),), year=2021, profiles=(("Ida Gruen", "~Ida_Gruen1"),)
    ),
)

TECHNOLOGIES = (
    toy_technology("Owl", "model", ("Wood Lab",), ("CN",)),
    toy_technology("Owlet", "model", ("Wood Lab",), ("CN",), derives_from=("model:owl",)),
    toy_technology("Heron", "model", ("Lake Lab",), ("US",)),
    toy_technology("Crane", "model", ("Wood Lab", "Lake Lab"), ("CN", "US")),
    toy_technology("Z100", "accelerator", ("Chipper",), ("US",), licence=("2024-02-01", "letter")),
)


def make_study(root: Path, papers: Iterable[ToyPaper] = PAPERS) -> Study:
    """A study of these papers, with its store."""
    study = Study(root)
    write_atomically(study.settings_path, b'{"sources": []}\n')
    shards: dict[str, list[Row]] = {}
    for paper in papers:
        shards.setdefault(shard_of(paper.paper_id), []).extend(rows_of(paper))
    for shard, rows in shards.items():
        write_shard(study, "listing", shard, key="toy", rows=rows)
    write_shard(study, "catalogue", "00", key="toy", rows=TECHNOLOGIES)
    versions = [Run(component="registry", version="toy 1")]
    write_shard(study, "versions", "00", key="toy", rows=versions)
    build_store(study, stages=("listing", "catalogue", "versions"), key="toy")
    return study


def rows_of(toy: ToyPaper) -> list[Row]:
    paper = Paper(
        paper_id=toy.paper_id,
        title=toy.title,
        venue="ToyConf",
        year=toy.year,
        track=toy.track,
        status=toy.status,
        source="toy",
        source_key=toy.title,
        location=toy.location,
        url=None,
        pdf_sha256=None,
        duplicate_of=toy.duplicate_of,
    )
    if toy.authors is None:
        file = str(PurePosixPath(toy.folder, "toy.pdf"))
        failure = Failure(
            failure_id=make_id(toy.paper_id, "failure"),
            paper_id=toy.paper_id,
            stage="documents",
            kind="not_pdf",
            message=f"{file}: not a PDF",
            location=file,
        )
        return [paper, failure]
    return [paper, *_document_rows(toy, toy.authors)]


def _document_rows(toy: ToyPaper, authors: tuple[tuple[str, tuple[Place, ...]], ...]) -> list[Row]:
    lines = [toy.title, *("\t".join([name, *(p.text for p in places)]) for name, places in authors)]
    text = "\n".join(lines)
    document_id = make_id("document", toy.paper_id)
    document = Document(
        document_id=document_id,
        paper_id=toy.paper_id,
        kind="pdf" if toy.uses else "row",
        sha256="0" * 64,
        location=toy.location,
        page_count=1,
        parser="toy@1",
        title=toy.title,
        text=text,
    )
    page = Page(document_id=document_id, page=1, start=0, end=len(text), width=0.0, height=0.0)
    block = AuthorBlock(
        document_id=document_id,
        paper_id=toy.paper_id,
        status="read" if authors else "none_printed",
        layout="row",
    )
    rows: list[Row] = [document, page, block, *_use_rows(toy, document, page)]
    affiliation_ids: dict[str, str] = {}
    for position, (name, places) in enumerate(authors, start=1):
        start = text.index(name)
        [evidence] = document.evidence((start, start + len(name)), pages=[page])
        authorship = Authorship(
            authorship_id=make_id("authorship", document_id, position),
            paper_id=toy.paper_id,
            document_id=document_id,
            position=position,
            name=name,
            role_note="",
            is_group=False,
            profile_id=dict(toy.profiles).get(name),
            evidence_id=evidence.evidence_id,
        )
        rows += [evidence, authorship]
        for place in places:
            if place.text not in affiliation_ids:
                affiliation_ids[place.text] = make_id("affiliation", document_id, place.text)
                rows += _place_rows(document, page, place, position=len(affiliation_ids))
            link = AuthorshipAffiliation(
                authorship_id=authorship.authorship_id,
                affiliation_id=affiliation_ids[place.text],
                paper_id=toy.paper_id,
                role=place.role,
                rule="link_row@1",
            )
            rows.append(link)
    return rows


def _use_rows(toy: ToyPaper, document: Document, page: Page) -> list[Row]:
    [evidence] = document.evidence((0, len(toy.title)), pages=[page])
    ids = {technology.name: technology.technology_id for technology in TECHNOLOGIES}
    uses: list[Row] = [
        PaperTechnology(
            paper_id=toy.paper_id,
            document_id=document.document_id,
            technology_id=ids[use.technology],
            role=use.role,
            probability=0.9,
            basis="full_text",
            via=use.via,
            mention_count=1,
            evidence_id=evidence.evidence_id,
        )
        for use in toy.uses
    ]
    return [evidence, *uses] if uses else []


def _place_rows(document: Document, page: Page, place: Place, *, position: int) -> list[Row]:
    start = document.text.index(place.text)
    [evidence] = document.evidence((start, start + len(place.text)), pages=[page])
    affiliation_id = make_id("affiliation", document.document_id, place.text)
    affiliation = Affiliation(
        affiliation_id=affiliation_id,
        paper_id=document.paper_id,
        document_id=document.document_id,
        position=position,
        raw_affiliation_string=place.text,
        source="site",
        email_domains=(),
        evidence_id=evidence.evidence_id,
    )
    is_found = place.institution is not None
    institution = InstitutionMatch(
        affiliation_id=affiliation_id,
        paper_id=document.paper_id,
        position=1,
        status="matched" if is_found else "not_found",
        ror_id=None,
        name=place.institution,
        country_code=place.countries[0] if is_found else None,
        score=1.0 if is_found else 0.0,
        method="toy" if is_found else "none",
        start=None,
        end=None,
        evidence_id=evidence.evidence_id,
    )
    decided = [(code, place.basis, place.is_assumed) for code in place.countries]
    decided += [(place.head_office, "headquarters", True)] if place.head_office else []
    countries = [
        CountryMatch(
            affiliation_id=affiliation_id,
            paper_id=document.paper_id,
            position=n,
            country_code=code,
            basis=basis,
            is_assumed=is_assumed,
            rule="toy@1",
            start=0,
            end=len(place.text),
            evidence_id=evidence.evidence_id,
        )
        for n, (code, basis, is_assumed) in enumerate(decided or [(None, None, False)], start=1)
    ]
    return [evidence, affiliation, institution, *countries]
