"""Where two classes tie: the line through the plane, and who lies on which side of it."""

import numpy as np
import pytest

from trainer.analysis import ties
from trainer.model import Parameters, logits, predict

rng = np.random.default_rng(0)
PARAMETERS = Parameters(W=rng.normal(size=(3, 2)), b=rng.normal(size=3))
X = rng.normal(size=(200, 2))


@pytest.mark.parametrize("at", [-3.0, 0.0, 0.7, 100.0])
@pytest.mark.parametrize("classes", [(1, 2), (2, 3), (3, 1)])
def test_both_logits_are_the_same_on_the_line(classes, at):
    z = logits(PARAMETERS, np.array([[at, ties.height(PARAMETERS, classes, at)]]))[0]
    assert z[classes[0] - 1] == pytest.approx(z[classes[1] - 1], abs=1e-12 * max(1, abs(at)))


def test_an_upright_line_has_no_height():
    upright = Parameters(W=np.array([[1.0, 2.0], [3.0, 2.0]]), b=np.array([1.0, 0.0]))
    assert not np.isfinite(ties.height(upright, (1, 2), 0.0))
    nowhere = Parameters(W=np.zeros((2, 2)), b=np.zeros(2))
    assert np.isnan(ties.height(nowhere, (1, 2), 0.0))


@pytest.mark.parametrize("classes", [(1, 2), (2, 3), (3, 1)])
def test_the_line_and_the_logits_count_the_same_samples(classes):
    y = rng.integers(0, 3, size=200)
    ends = (-5.0, 7.0)
    heights = tuple(ties.height(PARAMETERS, classes, end) for end in ends)
    above = max(classes, key=lambda label: PARAMETERS.W[label - 1, 1])
    right = ties.n_on_their_side(X, y, classes, ends, heights, above)
    n = int(np.isin(y, [label - 1 for label in classes]).sum())
    assert right + ties.n_mistaken(PARAMETERS, X, y, classes) == n
    below = next(label for label in classes if label != above)
    assert ties.n_on_their_side(X, y, classes, ends, heights, below) == n - right


def test_of_two_classes_the_mistaken_are_those_predicted_otherwise():
    two = Parameters(W=PARAMETERS.W[:2], b=PARAMETERS.b[:2])
    y = rng.integers(0, 2, size=200)
    assert ties.n_mistaken(two, X, y, (1, 2)) == np.count_nonzero(predict(two, X) != y)
