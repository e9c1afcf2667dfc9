"""What is said of the map of all learning rates."""

from trainer.figures.numbers import number
from trainer.language import N_, _
from trainer.ui.words.lists import sentences

HOW_TO_READ = N_(
    "Each row is a run at one learning rate, with all else as in the sidebar; the stronger the colour, the nearer it "
    "is to the best loss. Below, runs crawl; in the valley they arrive; above, the loss rises and bounces (hatched), "
    "until runs blow up (crossed)."
)


def no_rate(optimizer: str) -> str:
    """Why there is no map where the optimizer takes no learning rate."""
    return _("{optimizer} takes no learning rate, so there is no map of them.").format(optimizer=optimizer)


def too_long(seconds: float) -> str:
    """Why there is no map."""
    return _(
        "Training all learning rates at these settings would take about {seconds} s, so there is no map of them: take "
        "fewer epochs, or larger batches."
    ).format(seconds=number(seconds, 2))


def how_to_read(step: int) -> str:
    """The map in words; step: how many rates of the slider one row stands for."""
    if step == 1:
        return _(HOW_TO_READ)
    return sentences(_(HOW_TO_READ), _("Only one in {step} of the slider's rates is trained.").format(step=step))


def chosen(learning_rate: float, epoch: int) -> str:
    """What is set, and how to set another."""
    return _(
        "Chosen: learning rate {rate}, epoch {epoch}. A click on the map sets both; the Train page shows that run at "
        "that epoch."
    ).format(rate=number(learning_rate), epoch=f"{epoch:,}")


def map_in_words(best_rate: float, loss: float, rising: int, blown_up: int, rows: int) -> str:
    """The map for those who cannot see it; rising and blown_up: at how many of the rates that happens."""
    return _(
        "Map of {rows} learning rates by epoch: at the last epoch the loss is least, {loss}, at rate {rate}; it rises "
        "at some epoch at {rising} of the rates, and {blown_up} blow up."
    ).format(rows=rows, loss=number(loss), rate=number(best_rate), rising=rising, blown_up=blown_up)
