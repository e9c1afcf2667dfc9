"""What the pages say about a run, in whole sentences."""

from trainer.analysis.decision_regions import ODDS, Axes, all_tied, probability_at_least
from trainer.config import TrainingConfig
from trainer.datasets import Dataset
from trainer.experiment import Experiment
from trainer.figures.numbers import number, percent
from trainer.language import N_, _, ngettext
from trainer.ui.widgets.tables import escaped
from trainer.ui.words.lists import listed, sentences

MOST_MEANS = 12  # features whose means are named
CURVES = N_("Squares and products of the features are trained on too, so boundaries are curves.")


def training_loss_help(penalty: float, l2: float) -> str:
    """What the training loss is made of."""
    if l2 == 0:
        return _("Mean cross-entropy in nats of the training samples.")
    return _(
        "Mean cross-entropy in nats of the training samples plus the L2 penalty, which is {penalty} of it."
    ).format(penalty=number(penalty))


def how_trained(experiment: Experiment, standardized: bool) -> str:
    """What was trained on what, and what was done to the features; Markdown."""
    scale = (
        _("Features are standardized: mean 0 and standard deviation 1 over the training samples.")
        if standardized
        else _("Features are used as they are, not standardized.")
    )
    names = [escaped(experiment.dataset.class_names[label]) for label in experiment.classes_not_held_out()]
    too_small = _("These classes have too few samples for one to be held out: {names}.")
    return sentences(
        _rows_used(len(experiment.train_rows), len(experiment.held_out_rows)),
        scale,
        _("It starts from weights set by hand.") if experiment.config.start is not None else "",
        too_small.format(names=listed(names)) if names else "",
    )


def _rows_used(trained: int, held_out: int) -> str:
    if not held_out:
        return _("Trained on all {n} samples.").format(n=trained)
    return ngettext(
        "Trained on {trained} of {n} samples; the other {held_out} only measures it.",
        "Trained on {trained} of {n} samples; the other {held_out} only measure it.",
        held_out,
    ).format(trained=trained, n=trained + held_out, held_out=held_out)


def plane_shown(experiment: Experiment, axes: Axes) -> str:
    """What the shades mean, and what the picture leaves out of the features trained on; Markdown."""
    names, k = experiment.dataset.feature_names, len(experiment.dataset.class_names)
    darker, darkest = (int(100 * probability_at_least(odds, k)) for odds in ODDS[1:])
    shades = _(
        "The stronger the colour of a region, the surer its class: ahead of every other by 1 : 1, 3 : 1 and 19 : 1. "
        "At 3 : 1 its probability is at least {darker}%, at 19 : 1 at least {darkest}%."
    ).format(darker=darker, darkest=darkest)
    slice_shown = one_line = ""
    others = [i for i in range(experiment.dataset.n_given) if i not in axes]
    if len(others) > MOST_MEANS:
        slice_shown = _(
            "The model uses all {n} features; the regions shown are the slice at the training means of the other "
            "{others}. A sample's own values differ, so it can lie outside its class's region."
        ).format(n=experiment.dataset.n_given, others=len(others))
    elif others:
        mean = experiment.feature_mean()
        slice_shown = _(
            "The model uses all {n} features; the regions shown are the slice at the training mean of "
            "the others, {means}. A sample's own values differ, so it can lie outside its class's region."
        ).format(
            n=experiment.dataset.n_given, means=listed([f"{escaped(names[i])} = {number(mean[i], 3)}" for i in others])
        )
    if len(axes) == 1:
        one_line = _("There is one feature; the samples of each class stand on a line of their own.")
    curves = _(CURVES) if experiment.dataset.products else ""
    return sentences(shades, curves, slice_shown, one_line)


def measured_at(experiment: Experiment, epoch: int) -> str:
    """Training loss and accuracy at an epoch."""
    history, k = experiment.history, len(experiment.dataset.class_names)
    loss = number(history.loss[epoch])
    if all_tied(history.parameters(epoch)):
        said = _("epoch {epoch}: loss {loss}, all classes tie at {share}")
        return said.format(epoch=epoch, loss=loss, share=percent(1 / k))
    said = _("epoch {epoch}: loss {loss}, accuracy {accuracy}")
    return said.format(epoch=epoch, loss=loss, accuracy=percent(history.accuracy[epoch]))


def regions_in_words(experiment: Experiment, epoch: int) -> str:
    """A picture of the regions for those who cannot see it."""
    if all_tied(experiment.history.parameters(epoch)):
        share = percent(1 / len(experiment.dataset.class_names))
        said = _("The samples at epoch {epoch}; no region is shaded, for all classes tie at {share}.")
        return said.format(epoch=epoch, share=share)
    return _("Decision regions at epoch {epoch}, with the samples.").format(epoch=epoch)


def why_it_blew_up(config: TrainingConfig, last_epoch: int, standardized: bool) -> str:
    """Why the loss grew beyond all bounds, and what may help; nothing that cannot."""
    happened = _("By epoch {epoch} the loss had grown beyond all bounds; the run is shown up to there.")
    return sentences(happened.format(epoch=last_epoch), _cause(config, standardized))


def _cause(config: TrainingConfig, standardized: bool) -> str:
    factor = config.learning_rate * config.l2
    limit = number(2 / config.l2) if config.l2 else ""
    if factor > 2 and config.optimizer == "gradient_descent":
        return _(
            "Each step multiplies the weights by about 1 − learning rate × λ = {factor}, so "
            "they grow without end. Keep the learning rate below 2/λ = {limit}."
        ).format(factor=number(1 - factor), limit=limit)
    if factor > 2:
        return _(
            "The learning rate is above 2/λ = {limit}, so that the penalty overshoots zero by more than it "
            "corrects. Lower the learning rate or the L2 penalty λ."
        ).format(limit=limit)
    if standardized:
        return _("The steps are so large that the weights run away. Lower the learning rate.")
    return _("The steps are so large that the weights run away. Lower the learning rate, or standardize the features.")


def plane_in_words(dataset: Dataset, axes: Axes) -> str:
    """What stands still in the picture, for those who cannot see it; the movie tells the rest."""
    return _(
        "{n} samples of {k} classes over {features}, with the decision regions of the epoch shown; the live text after "
        "the player tells the run, its losses and the probabilities of the sample followed."
    ).format(
        n=len(dataset.y), k=len(dataset.class_names), features=listed([dataset.feature_names[axis] for axis in axes])
    )
