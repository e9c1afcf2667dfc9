"""What the pages say about a run, in whole sentences."""

from trainer.config import TrainingConfig
from trainer.experiment import Experiment
from trainer.figures.numbers import number, percent
from trainer.model import predict_proba


def training_loss_help(penalty: float, l2: float) -> str:
    """What the training loss is made of."""
    if l2 == 0:
        return "Mean cross-entropy in nats of the training samples."
    return f"Mean cross-entropy in nats of the training samples plus the L2 penalty, which is {number(penalty)} of it."


def how_trained(experiment: Experiment, standardized: bool) -> str:
    """What was trained on what, and what was done to the features."""
    trained, held_out = len(experiment.train_rows), len(experiment.held_out_rows)
    rows = f"Trained on {trained} of {trained + held_out} samples" if held_out else f"Trained on all {trained} samples"
    rest = f"; the other {held_out} only measure it" if held_out else ""
    scale = (
        "Features are standardized: mean 0 and standard deviation 1 over the training samples."
        if standardized
        else "Features are used as they are, not standardized."
    )
    return f"{rows}{rest}. {scale}"


def plane_shown(experiment: Experiment, axes: tuple[int, int]) -> str:
    """What the shades mean, and what the picture leaves out when more than two features are trained on."""
    names = experiment.dataset.feature_names
    others = [i for i in range(len(names)) if i not in axes]
    shades = "The darker a region, the surer its class: ahead of every other by 1 : 1, 3 : 1 and 19 : 1."
    if not others:
        return shades
    mean = experiment.feature_mean()
    held = " and ".join(f"{names[i]} = {number(mean[i], 3)}" for i in others)
    return shades + (
        f" The model uses all {len(names)} features; the regions shown are the slice at the training mean of "
        f"the others, {held}. A sample's own values differ, so it can lie outside its class's region."
    )


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


def movie_in_words(experiment: Experiment, axes: tuple[int, int], sample: int) -> str:
    """The movie for those who cannot see it."""
    data, history = experiment.dataset, experiment.history
    model = experiment.in_data_units(-1)
    chances = predict_proba(model, data.X[sample])
    u, v = (data.feature_names[axis] for axis in axes)
    bars = ", ".join(f"{name} {percent(a)}" for name, a in zip(data.class_names, chances, strict=True))
    return (
        f"Decision regions over {u} and {v}, {len(data.y)} samples, {len(data.class_names)} classes; "
        f"the training loss goes from {number(history.loss[0])} to {number(history.loss[-1])} "
        f"over {history.n_epochs} epochs; sample {sample + 1}, "
        f"true class {data.class_names[data.y[sample]]}: {bars}."
    )
