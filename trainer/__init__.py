"""Softmax regression from scratch: the gradient with respect to the logits is a - y.

    softmax.py           softmax, the losses, and their derivatives
    labels.py            what a label may be
    model.py             Z = X W^T + b; loss, gradient, Hessian
    optimizers.py        the update rules, one row each; newton.py: the one that reads the Hessian
    objective.py         the same loss and gradient, laid out for the training loop
    config.py            TrainingConfig; validation.py: the data that train accepts
    training.py          train; steps.py: one epoch; history.py: History
    family.py            train_family: one run a value of a setting, in one batch (members.py, objective_stack.py)
    datasets.py          Dataset, Standardizer, the built-in data, CSV
    generated.py         data sets made by a formula; catalogue.py: all built-in ones, by id
    feature_map.py       squares and products of the features
    reading/             somebody's own CSV, and what was done to read it (facts.py: as kinds and values)
    held_out.py          which rows are held out
    experiment.py        split, standardize, train, evaluate; evaluation.py: every epoch on held-out rows
    analysis/            what can be said of a run: limits of the learning rate, regions, derivation, checks
    figures/             Plotly figures: pure functions of values
    ui/                  Streamlit pages

All but analysis/reference.py, figures and ui need NumPy alone:

    from trainer import TrainingConfig, load_iris, train
    iris = load_iris()
    history = train(iris.X, iris.y, 3, TrainingConfig(learning_rate=0.05))
"""

from trainer.config import TrainingConfig
from trainer.datasets import Dataset, Standardizer, load_iris, load_three_class
from trainer.experiment import Experiment, run_experiment
from trainer.family import Family, train_family
from trainer.history import History
from trainer.model import Parameters, predict, predict_proba
from trainer.training import train

__all__ = [
    "Dataset",
    "Experiment",
    "Family",
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
    "train_family",
]
