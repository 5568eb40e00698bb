from pathlib import Path

import pytest

from byline.evaluate.moves import LinkScore, evaluate_moves
from byline.records import BylineError
from tests.toy import PAPERS, PEOPLE_PAPERS, make_study


def test_hidden_profile_ids_judge_moves_by_name(tmp_path: Path) -> None:
    study = make_study(tmp_path, PEOPLE_PAPERS)
    # without the ids of 2021, Ana is linked by Bert, Ida and Yang Li by name; Yang Li is two people
    assert evaluate_moves(study.store, hidden=[2021]) == (
        LinkScore(link="coauthor", moves=1, same=1),
        LinkScore(link="name", moves=2, same=1),
    )


def test_a_study_without_profile_ids_cannot_judge(tmp_path: Path) -> None:
    study = make_study(tmp_path, PAPERS)
    with pytest.raises(BylineError, match="no move from or to 2023 has profile ids"):
        evaluate_moves(study.store, hidden=[2023])
