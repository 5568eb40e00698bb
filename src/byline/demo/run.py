"""The whole chain on the embedded conference."""

import importlib.resources
from pathlib import Path

from byline.queries import Scope
from byline.report.page import write_report
from byline.run.progress import ShowProgress
from byline.run.runner import run_study
from byline.run.settings import SourceSettings, StudySettings
from byline.sources.options import TableOptions
from byline.store.study import Study


def run_demo(folder: Path, *, workers: int, show: ShowProgress) -> Path:
    """The path of the report on the demo conference, with its study in this folder."""
    study = Study(folder)
    demo = importlib.resources.files(__package__)
    with (
        importlib.resources.as_file(demo / "papers") as papers,
        importlib.resources.as_file(demo / "index.csv") as index,
    ):
        options = TableOptions(index=index)
        settings = StudySettings(sources=(SourceSettings(path=str(papers), options=options),))
        run_study(study, settings, workers=workers, show=show)
    return write_report(study, left="US", right="CN", scope=Scope(), workers=workers, show=show)
