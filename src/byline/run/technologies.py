"""Two stages: names of technologies found in every text, then what each paper does with them.

The second rests on the names found and not on the catalogue, so that a new row of the catalogue
judges only the papers in which it found something.
"""

from byline.run.names import run_names
from byline.run.progress import ShowProgress
from byline.run.roles import run_roles
from byline.run.stages import keep_shard
from byline.store.study import Study
from byline.technologies.catalogue import load_catalogue


def run_technologies(study: Study, *, workers: int, show: ShowProgress) -> None:
    """Find the technologies of every text, and judge those that are new or changed."""
    catalogue = load_catalogue()
    keep_shard(study, "catalogue", key=catalogue.sha256, rows=catalogue.technologies)
    run_names(study, workers=workers, show=show)
    run_roles(study, workers=workers, show=show)
