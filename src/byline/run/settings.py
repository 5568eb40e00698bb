"""What a study was asked to read, kept in its study.json."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from byline.records import BylineError
from byline.sources.options import TableOptions
from byline.store.study import Study, write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """What of an edition is to be fetched."""

    wants_pdfs: bool = True
    limit: int | None = None
    """The most PDFs."""
    also: tuple[str, ...] = ()
    """Sites to ask beside those that are asked by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """One source of a study and how it is to be read."""

    path: str
    options: TableOptions
    fetch: FetchOptions | None = None
    """How to fetch it, where the path is the name of an edition such as ``neurips-2025``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySettings:
    """All sources of a study, in the order given: earlier ones stand for their duplicates."""

    sources: tuple[SourceSettings, ...]

    def with_sources(self, added: tuple[SourceSettings, ...]) -> "StudySettings":
        """These settings with more sources; one named again takes its new options in place."""
        by_path = {source.path: source for source in (*self.sources, *added)}
        return replace(self, sources=tuple(by_path.values()))


def read_settings(study: Study) -> StudySettings:
    """The settings of a study, empty where it is new; raises BylineError where damaged."""
    if not study.settings_path.is_file():
        return StudySettings(sources=())
    try:
        values = json.loads(study.settings_path.read_text(encoding="utf-8"))
        sources = tuple(
            SourceSettings(
                path=str(value["path"]),
                options=_read_options(value["options"]),
                fetch=_read_fetch(value.get("fetch")),
            )
            for value in values["sources"]
        )
    except (ValueError, TypeError, KeyError) as error:
        raise BylineError(
            f"{study.settings_path}: not the settings of a study ({error}); "
            "mend it or take another folder for --study"
        ) from error
    return StudySettings(sources=sources)


def _read_options(values: dict[str, object]) -> TableOptions:
    options = TableOptions(**values)  # type: ignore[arg-type]
    return replace(
        options,
        tracks=tuple(Path(path) for path in options.tracks),
        index=None if options.index is None else Path(options.index),
    )


def _read_fetch(values: dict[str, object] | None) -> FetchOptions | None:
    if values is None:
        return None
    options = FetchOptions(**values)  # type: ignore[arg-type]
    return replace(options, also=tuple(options.also))


def write_settings(study: Study, settings: StudySettings) -> None:
    """Keep the settings; unchanged ones are not written again."""
    text = json.dumps(asdict(settings), indent=1, ensure_ascii=False, default=str) + "\n"
    if study.settings_path.is_file() and study.settings_path.read_text("utf-8") == text:
        return
    write_atomically(study.settings_path, text.encode())


def check_sources(settings: StudySettings) -> None:
    """Raise BylineError for a source that is not there, before anything is read."""
    files = (source.path for source in settings.sources if source.fetch is None)
    missing = [path for path in files if not Path(path).exists()]
    if missing:
        raise BylineError(f"{', '.join(missing)}: not there; check the path of the source")
