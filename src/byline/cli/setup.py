"""Commands about the installation: doctor and the registry."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from byline.cli.options import FormatOption
from byline.cli.printing import Format, print_json, print_line, print_table

if TYPE_CHECKING:
    from byline.places.registry import RegistryInfo

_NEEDED = ("duckdb", "httpx2", "jinja2", "pillow", "pyarrow", "pypdfium2", "stamina", "typer")
_MOST_SHOWN = 5
_EXTRAS = {"charts": ("altair", "vl-convert-python")}

registry_app = typer.Typer(no_args_is_help=True, help="The institutions Byline knows.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryInUse:
    """Where institutions are known from."""

    name: str
    version: str
    organisations: int
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueInUse:
    """Where technologies are known from; `own_rows` is the folder of the user's, if any."""

    technologies: int
    sha256: str
    own_rows: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What is installed; a package without a version is missing."""

    byline: str
    python: str
    engine: str
    packages: dict[str, str | None]
    missing: list[str]
    extras: dict[str, bool]
    registry: RegistryInUse
    catalogue: CatalogueInUse


def doctor(*, output_format: FormatOption = Format.TEXT) -> None:
    """What is installed, which registry is in use, and what is missing."""
    found = _examine()
    if output_format is Format.JSON:
        print_json(found)
    else:
        _print_installation(found)
    if found.missing:
        raise typer.Exit(1)


def _examine() -> Installation:
    import importlib.metadata

    from byline.places.engine import ENTRANCES, is_compiled

    packages = {name: _version(name) for name in (*_NEEDED, *_EXTRAS["charts"])}
    return Installation(
        byline=importlib.metadata.version("byline"),
        python=sys.version.split()[0],
        engine="compiled" if all(map(is_compiled, ENTRANCES)) else "pure Python",
        packages=packages,
        missing=[name for name in _NEEDED if packages[name] is None],
        extras={extra: all(packages[name] for name in names) for extra, names in _EXTRAS.items()},
        registry=_registry_in_use(),
        catalogue=_catalogue_in_use(),
    )


def _version(package: str) -> str | None:
    import importlib.metadata

    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _registry_in_use() -> RegistryInUse:
    from byline.places.registry import registry_info

    info = registry_info()
    return RegistryInUse(
        name=info.name,
        version=info.version,
        organisations=info.organisation_count,
        path=info.path,
    )


def _catalogue_in_use() -> CatalogueInUse:
    from byline.technologies.catalogue import load_catalogue, own_folder

    catalogue = load_catalogue()
    return CatalogueInUse(
        technologies=len(catalogue.entries),
        sha256=catalogue.sha256,
        own_rows=str(own_folder() or ""),
    )


def _print_installation(found: Installation) -> None:
    print_line(f"byline {found.byline} on Python {found.python}, engine {found.engine}")
    print_table(
        ["package", "version"],
        [[name, version or "missing"] for name, version in found.packages.items()],
    )
    registry, catalogue = found.registry, found.catalogue
    print_line(
        f"registry: {registry.name} {registry.version}, "
        f"{registry.organisations:,} organisations, {registry.path}"
    )
    own = f", with the rows of {catalogue.own_rows}" if catalogue.own_rows else ""
    print_line(f"catalogue: {catalogue.technologies:,} technologies, {catalogue.sha256[:12]}{own}")
    for extra, is_there in found.extras.items():
        hint = "installed" if is_there else f'missing; pip install "byline[{extra}]"'
        print_line(f"extra {extra}: {hint}")


@registry_app.command("import")
def import_registry(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="A ROR dump (zip, JSON) or a rebuilt one."),
    ],
    *,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Use this registry from now on, instead of the compact one of the package."""
    from byline.places.registry_import import import_registry as import_files

    info = import_files(*files)
    _compile_registry()
    _print_registry(info, output_format)


@registry_app.command("download")
def download_registry(*, output_format: FormatOption = Format.TEXT) -> None:
    """Fetch the pinned ROR release, check it and use it from now on; resumes what was cut off."""
    from byline.places.registry_download import download_registry as download

    info = download(show=_tell)
    _compile_registry()
    _print_registry(info, output_format)


def _compile_registry() -> None:
    """Build the index now, so that the first answer does not wait for it."""
    from byline.run.placing import compile_registry

    _tell("building the index")
    compile_registry()


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")


@registry_app.command("info")
def show_registry(*, output_format: FormatOption = Format.TEXT) -> None:
    """The registry in use: name, release, hash and counts."""
    from byline.places.registry import registry_info

    _print_registry(registry_info(), output_format)


def _print_registry(info: "RegistryInfo", output_format: Format) -> None:
    if output_format is Format.JSON:
        print_json(info)
        return
    print_line(f"{info.name} {info.version}, made from {info.source}")
    print_line(f"{info.path}, sha256 {info.sha256}")
    print_line(f"{info.organisation_count:,} organisations, {info.without_id_count:,} without id")
    for title, counts in (("status", info.status_counts), ("type", info.type_counts)):
        print_line(f"{title}: " + ", ".join(f"{name} {n:,}" for name, n in counts.items()))
    most = list(info.country_counts.items())[:12]
    print_line("countries: " + ", ".join(f"{code} {n:,}" for code, n in most) + ", ...")
    for row in info.rejected[:_MOST_SHOWN]:
        print_line(f"left out: row {row.file} {row.row}: {row.reason}")
    if info.rejected_count > _MOST_SHOWN:
        print_line(f"left out: {info.rejected_count:,} rows in all")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(doctor)
    app.add_typer(registry_app, name="registry")
