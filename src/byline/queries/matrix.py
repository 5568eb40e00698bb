"""Countries against countries: the joint papers of each with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from byline.measures.intensity import Intensity


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """Two countries; they have no index where they share no paper."""

    left: str
    right: str
    joint: int
    intensity: Intensity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryMatrix:
    """Some countries, the papers of each, and every pair of them once."""

    countries: tuple[str, ...]
    """Those of most papers first, or as asked for."""
    papers: Mapping[str, int]
    cells: tuple[MatrixCell, ...]

    def find(self, one: str, other: str) -> MatrixCell:
        """The cell of two different countries, whichever is named first."""
        return next(cell for cell in self.cells if {cell.left, cell.right} == {one, other})


def build_matrix(
    countries: Sequence[str], papers: Mapping[str, int], measured: Sequence[Intensity]
) -> CountryMatrix:
    """The matrix of these countries; `measured` are their pairs that share a paper."""
    found = {frozenset((one.pair.left, one.pair.right)): one for one in measured}
    return CountryMatrix(
        countries=tuple(countries),
        papers={code: papers.get(code, 0) for code in countries},
        cells=tuple(
            _fill_cell(left, right, found.get(frozenset((left, right))))
            for left, right in combinations(countries, 2)
        ),
    )


def _fill_cell(left: str, right: str, intensity: Intensity | None) -> MatrixCell:
    joint = intensity.pair.joint if intensity else 0
    return MatrixCell(left=left, right=right, joint=joint, intensity=intensity)
