"""Where training starts: theta = [W | b] (k, d+1) of epoch 0."""

import numpy as np

from trainer.config import TrainingConfig
from trainer.model import Parameters
from trainer.objective import Objective
from trainer.softmax import Array
from trainer.validation import check_start


def first_theta(
    config: TrainingConfig,
    n_classes: int,
    n_features: int,
    rng: np.random.Generator,
    start: Parameters | None = None,
) -> Array:
    """The parameters given, else those of config.start, else random weights (zeros at scale 0) and biases of 0.

    The generator is drawn from in any case, so that the batches do not depend on the start. Raises ValueError for
    parameters that do not fit the data.
    """
    theta = Objective.zeros(n_classes, n_features)
    theta[:, :-1] = config.init_scale * rng.standard_normal((n_classes, n_features))
    if start is not None:
        check_start(start, n_classes, n_features)
        theta[:, :-1], theta[:, -1] = start.W, start.b
    elif config.start is not None:
        if len(config.start) != theta.size:
            raise ValueError(
                f"start holds {len(config.start)} numbers; it must hold {theta.size}, "
                f"{n_features} weights and a bias for each of {n_classes} classes"
            )
        theta[:] = np.reshape(config.start, theta.shape)
    return theta
