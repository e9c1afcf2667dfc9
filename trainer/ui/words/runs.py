"""What the pages say about a run, in whole sentences."""

from collections.abc import Sequence

from trainer.analysis.decision_regions import ODDS, Axes, all_tied, probability_at_least
from trainer.config import TrainingConfig
from trainer.experiment import Experiment
from trainer.figures.numbers import number, percent, probability
from trainer.model import predict_proba
from trainer.ui.widgets.tables import escaped


def training_loss_help(penalty: float, l2: float) -> str:
    """What the training loss is made of."""
    if l2 == 0:
        return "Mean cross-entropy in nats of the training samples."
    return f"Mean cross-entropy in nats of the training samples plus the L2 penalty, which is {number(penalty)} of it."


def how_trained(experiment: Experiment, standardized: bool) -> str:
    """What was trained on what, and what was done to the features; Markdown."""
    sentences = [
        _rows_used(len(experiment.train_rows), len(experiment.held_out_rows)),
        "Features are standardized: mean 0 and standard deviation 1 over the training samples."
        if standardized
        else "Features are used as they are, not standardized.",
    ]
    names = [escaped(experiment.dataset.class_names[label]) for label in experiment.classes_not_held_out()]
    if names:
        sentences.append(f"These classes have too few samples for one to be held out: {listed(names)}.")
    return " ".join(sentences)


def _rows_used(trained: int, held_out: int) -> str:
    if not held_out:
        return f"Trained on all {trained} samples."
    return f"Trained on {trained} of {trained + held_out} samples; the other {held_out} only measure it."


def listed(items: Sequence[str]) -> str:
    """a, b and c; at least one."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0]


def plane_shown(experiment: Experiment, axes: Axes) -> str:
    """What the shades mean, and what the picture leaves out of the features trained on; Markdown."""
    names, k = experiment.dataset.feature_names, len(experiment.dataset.class_names)
    darker, darkest = (int(100 * probability_at_least(odds, k)) for odds in ODDS[1:])
    sentences = [
        "The darker a region, the surer its class: ahead of every other by 1 : 1, 3 : 1 and 19 : 1. "
        f"At 3 : 1 its probability is at least {darker}%, at 19 : 1 at least {darkest}%."
    ]
    others = [i for i in range(len(names)) if i not in axes]
    if others:
        mean = experiment.feature_mean()
        held = listed([f"{escaped(names[i])} = {number(mean[i], 3)}" for i in others])
        sentences.append(
            f"The model uses all {len(names)} features; the regions shown are the slice at the training mean of "
            f"the others, {held}. A sample's own values differ, so it can lie outside its class's region."
        )
    if len(axes) == 1:
        sentences.append("There is one feature; the samples of each class stand on a line of their own.")
    return " ".join(sentences)


def accuracy_shown(accuracy: float, tied: bool, k: int, samples: str) -> tuple[str, str]:
    """An accuracy and what it is; where all k classes tie, no sample is classified."""
    if tied:
        return "all tie", f"All classes tie at {percent(1 / k)}, so no sample is classified."
    return percent(accuracy), f"The share of {samples} samples classified rightly."


def measured_at(experiment: Experiment, epoch: int) -> str:
    """Training loss and accuracy at an epoch."""
    history, k = experiment.history, len(experiment.dataset.class_names)
    if all_tied(history.parameters(epoch)):
        return f"epoch {epoch}: loss {number(history.loss[epoch])}, all classes tie at {percent(1 / k)}"
    return f"epoch {epoch}: loss {number(history.loss[epoch])}, accuracy {percent(history.accuracy[epoch])}"


def regions_in_words(experiment: Experiment, epoch: int) -> str:
    """A picture of the regions for those who cannot see it."""
    if all_tied(experiment.history.parameters(epoch)):
        k = len(experiment.dataset.class_names)
        return f"The samples at epoch {epoch}; no region is shaded, for all classes tie at {percent(1 / k)}."
    return f"Decision regions at epoch {epoch}, with the samples."


def why_it_blew_up(config: TrainingConfig, last_epoch: int, standardized: bool) -> str:
    """Why the loss grew beyond all bounds, and what may help; nothing that cannot."""
    factor = config.learning_rate * config.l2
    limit = number(2 / config.l2) if config.l2 else ""
    happened = f"By epoch {last_epoch} the loss had grown beyond all bounds; the run is shown up to there."
    if factor > 2 and config.optimizer == "gradient_descent":
        return (
            f"{happened} Each step multiplies the weights by about 1 − learning rate × λ = {number(1 - factor)}, so "
            f"they grow without end. Keep the learning rate below 2/λ = {limit}."
        )
    if factor > 2:
        return (
            f"{happened} The learning rate is above 2/λ = {limit}, so that the penalty overshoots zero by more than it "
            "corrects. Lower the learning rate or the L2 penalty λ."
        )
    if standardized:
        return f"{happened} The steps are so large that the weights run away. Lower the learning rate."
    return (
        f"{happened} The steps are so large that the weights run away. Lower the learning rate, or standardize the "
        "features."
    )


def movie_in_words(experiment: Experiment, axes: Axes, sample: int) -> str:
    """The movie for those who cannot see it."""
    data, history = experiment.dataset, experiment.history
    chances = predict_proba(experiment.in_data_units(-1), data.X[sample])
    features = listed([data.feature_names[axis] for axis in axes])
    bars = ", ".join(f"{name} {probability(a)}" for name, a in zip(data.class_names, chances, strict=True))
    return (
        f"Decision regions over {features}, {len(data.y)} samples, {len(data.class_names)} classes; "
        f"the training loss goes from {number(history.loss[0])} to {number(history.loss[-1])} "
        f"over {history.n_epochs} epochs; sample {sample + 1}, "
        f"true class {data.class_names[data.y[sample]]}: {bars}."
    )
