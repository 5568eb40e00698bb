from collections.abc import Iterator

import pytest

from byline.queries import Store
from byline.store.study import Study
from tests.export.hostile import STUDY_PAPERS
from tests.toy import make_study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return make_study(tmp_path_factory.mktemp("toy"), STUDY_PAPERS)


@pytest.fixture(scope="module")
def store(study: Study) -> Iterator[Store]:
    with Store.opened(study.store) as store:
        yield store
