"""Every quote of a study held against the text it was cut from."""

from collections.abc import Iterator, Sequence

from byline.records import BylineError, Document, Evidence
from byline.store.shards import find_shards, read_shard_columns
from byline.store.study import Study


def check_quotes(study: Study, stages: Sequence[str]) -> None:
    """Raise BylineError where a quote does not stand at its span, which would be a bug of ours.

    Shard by shard, so that the full text of a year never stands in memory at once; and here rather
    than in SQL, which counts through a text from its start for every quote.
    """
    for shard in sorted({shard for stage in stages for shard in find_shards(study, stage)}):
        broken = list(_find_broken(study, stages, shard))
        if broken:
            raise BylineError(
                f"{study.root}: {len(broken)} quotes do not stand at their span, the first in "
                f"document {broken[0]}; please report this with the paper"
            )


def _find_broken(study: Study, stages: Sequence[str], shard: str) -> Iterator[str]:
    """The documents of quotes that are none, once for each."""
    texts = {
        document_id: text
        for stage in stages
        for document_id, text in read_shard_columns(
            study, stage, shard, Document, ("document_id", "text")
        )
    }
    for stage in stages if texts else ():
        columns = ("document_id", "start", "end", "quote")
        for document_id, start, end, quote in read_shard_columns(
            study, stage, shard, Evidence, columns
        ):
            text = texts.get(document_id)
            if text is None or text[start:end] != quote:
                yield document_id
