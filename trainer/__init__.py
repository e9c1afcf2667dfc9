"""Softmax regression from scratch: the gradient with respect to the logits is a - y.

    softmax.py           softmax, the losses, and their derivatives
    model.py             Z = X W^T + b; loss, gradient, Hessian
    optimizers.py        the update rules, one function each
    objective.py         the same loss and gradient, laid out for the training loop
    training.py          TrainingConfig, train; history.py: History
    validation.py        what train accepts, and its sentences when it cannot train
    datasets.py          Dataset, Standardizer, the built-in data, CSV
    experiment.py        split, standardize, train, evaluate
    decision_regions.py  exact polygons of the decision regions
    learning_rate.py     the limits of a learning rate, and its zone
    derivation.py        every quantity from x to a - y; update.py: one step
    gradient_check.py    finite differences against the formulas
    loss_comparison.py   cross-entropy against squared error
    landscape.py         the loss over a plane through the optimum
    agreement.py         two models, or a run and its optimum, compared
    reference.py         scikit-learn's optimum; the only module that imports it
    standalone.py        scripts that repeat a run without this project
    figures/             Plotly figures: pure functions of values
    ui/                  Streamlit pages

All but reference, figures and ui need NumPy alone:

    from trainer import TrainingConfig, load_iris, train
    iris = load_iris()
    history = train(iris.X, iris.y, 3, TrainingConfig(learning_rate=0.05))
"""

from trainer.datasets import Dataset, Standardizer, load_iris, load_three_class
from trainer.experiment import Experiment, run_experiment
from trainer.model import Parameters, predict, predict_proba
from trainer.training import History, TrainingConfig, train

__all__ = [
    "Dataset",
    "Experiment",
    "History",
    "Parameters",
    "Standardizer",
    "TrainingConfig",
    "load_iris",
    "load_three_class",
    "predict",
    "predict_proba",
    "run_experiment",
    "train",
]
