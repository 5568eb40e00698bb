"""The first stage: every source's papers become rows, PDFs are kept by hash, duplicates marked."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, replace
from pathlib import Path

from byline.records import BylineError, Failure, Paper, PaperError, Row, make_id
from byline.run.progress import ShowProgress, counted
from byline.run.settings import SourceSettings, StudySettings, find_missing
from byline.sources.duplicates import mark_duplicates
from byline.sources.listing import ListedFailure, ListedPaper
from byline.sources.open import list_papers
from byline.sources.rows import build_paper, read_row
from byline.store.shards import find_shards, read_marker, remove_shard, shard_of, write_shard
from byline.store.study import Study, write_atomically

LISTING = "listing@1"
