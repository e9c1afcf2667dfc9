"""Sentences of the movie with named fields, which the browser fills in for the frame shown."""

from trainer.figures.numbers import number
from trainer.language import N_, _
from trainer.ui.words.status import STATUS_NAMES

SENTENCES = {
    "play": N_("Play"),
    "pause": N_("Pause"),
    "epoch": N_("Epoch {epoch}"),
    "epoch_of": N_("epoch {epoch} of {last}"),
    "training": N_("training: loss {loss}, accuracy {accuracy}"),
    "held_out": N_("held out: loss {held_loss}, accuracy {held_accuracy}"),
    "tie": N_("all classes tie at {share}"),
    "before": N_("thin lines: the run before, at learning rate {rate}"),
    "before_without_rate": N_("thin lines: the run before"),
    "sample": N_("Sample {row}: true class {name}"),
    "sample_pushes": N_("Sample {row}: true class {name}. At the right a − y, and which way it pushes."),
    "held_out_sample": N_("Sample {row}, held out: true class {name}"),
    "epoch_axis": N_("epoch"),
    "epoch_axis_log": N_("epoch (log scale, from 1)"),
    "loss_axis": N_("loss (nats)"),
    "loss_axis_log": N_("loss (nats, log scale)"),
    "bias": N_("bias"),
    "step": N_(
        "W ← W − η ∂L/∂W from epoch {epoch}, with η = {rate}: each weight, and what the next step adds "
        "(drawn longer in the picture)."
    ),
    "next_step": N_("The weights at epoch {epoch}, and what the next step adds to each."),
    "by_hand": N_("Epoch {epoch}: weights, and below each −η ∂L/∂W (η = {rate})"),
    "weight": N_("A number, or arrow keys for 0.1 more or less; training then starts from these weights."),
    "less": N_("0.1 less"),
    "more": N_("0.1 more"),
    "one_step": N_("One step from here"),
    "one_step_help": N_("Shows the weights one epoch on."),
    "train_from": N_("Train from here"),
    "train_from_help": N_("Plays the epochs that follow."),
    "go_on": N_("Go on from here"),
    "go_on_help": N_("Makes the weights shown epoch 0 of a new run, for which the learning rate can be another."),
    "last_step": N_("The weights at epoch {epoch}, the last one."),
    "picture": N_(
        "Epoch {epoch} of {last} at learning rate {rate}. Training loss {loss}, accuracy {accuracy}. "
        "Sample {row}, true class {name}: {bars}."
    ),
    "picture_held_out": N_(
        "Epoch {epoch} of {last} at learning rate {rate}. Training loss {loss}, "
        "accuracy {accuracy}; held-out loss {held_loss}, accuracy {held_accuracy}. Sample {row}, true class {name}: "
        "{bars}."
    ),
    "picture_without_rate": N_(
        "Epoch {epoch} of {last}. Training loss {loss}, accuracy {accuracy}. Sample {row}, true class {name}: {bars}."
    ),
    "picture_held_out_without_rate": N_(
        "Epoch {epoch} of {last}. Training loss {loss}, accuracy {accuracy}; held-out loss {held_loss}, accuracy "
        "{held_accuracy}. Sample {row}, true class {name}: {bars}."
    ),
    "back": N_("One epoch back"),
    "forward": N_("One epoch forward"),
    "epoch_shown": N_("Epoch shown"),
    "speed": N_("Speed"),
    "speed_help": N_(
        "Epochs a picture: 1 shows every epoch; above it, the highest peak of the loss on the way is shown."
    ),
    "loop": N_("Play again and again"),
    "map": N_(
        "The losses of all learning rates, epochs downwards: the darker, the farther from the best; red where a loss "
        "rises. Compare shows it large."
    ),
    "landscape": N_("Loss around the optimum (+), and the path of the run"),
    "landscape_picture": N_(
        "The loss over the two directions in which it is curved most, as bands, with the path of the run up to the "
        "epoch shown; the darker, the lower."
    ),
    "player": N_("Player. Space plays and pauses, arrow keys step, Home and End jump."),
    "loss_picture": N_("Loss of the training and held-out samples by epoch; click or drag to go to an epoch."),
}


NO_FAMILY = {
    "learning_rate": N_(
        "Training all learning rates at these settings would take about {seconds} s, so the picture follows when you "
        "let the slider go."
    ),
    "momentum": N_(
        "Training all values of momentum at these settings would take about {seconds} s, so the picture follows when "
        "you let the slider go."
    ),
    "l2": N_(
        "Training all penalties at these settings would take about {seconds} s, so the picture follows when you let "
        "the slider go."
    ),
}

HOW_SAMPLES_ARE_EDITED = N_(
    "Drag a sample to move it, or click the picture to add one there; features that are not shown take their mean. By "
    "keys: Shift and the arrow keys move the sample followed, Delete removes it."
)


def delete_sample(row: int) -> str:
    """What the button that deletes the sample followed says."""
    return _("Delete sample {row}").format(row=row)


def movie_sentences(takes_a_rate: bool) -> dict[str, object]:
    """Every sentence, and the names of how a run can end; a rule without a learning rate is told without one."""
    said: dict[str, object] = {name: _(sentence) for name, sentence in SENTENCES.items()}
    if not takes_a_rate:
        said |= {name: said[f"{name}_without_rate"] for name in ("picture", "picture_held_out")}
    return said | {"status": {status: _(name) for status, name in STATUS_NAMES.items()}}


def too_large_to_start_from(largest: float) -> str:
    """Why a run cannot go on from weights."""
    return _("A run cannot start from weights beyond ±{largest}; the start is as it was.").format(
        largest=number(largest)
    )


def too_many_weights(many: int, most: int) -> str:
    """Why the weights do not stand beside the regions."""
    return _(
        "Weights stand beside the regions and can be set by hand where there are at most {most}; this model has "
        "{many}. Fewer features make fewer weights."
    ).format(most=most, many=many)


def no_family(over: str, seconds: float) -> str:
    """Why the picture follows a slider only when it is let go."""
    return _(NO_FAMILY[over]).format(seconds=number(seconds, 2))
