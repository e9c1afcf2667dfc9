"""What the last two cards of the Derive page say of the check and of two runs, by their numbers."""

from trainer.analysis.gradient_check import GradientCheck
from trainer.figures.numbers import number, percent
from trainer.history import History
from trainer.language import N_, _
from trainer.ui.derive.words import sum_of_targets

LOGITS, WEIGHTS = N_("logits"), N_("weights and biases")
AGREES = N_(
    "The formula for the {name} agrees with central differences: largest difference {error}, tolerance {tolerance}."
)
DISAGREES = N_(
    "The formula for the {name} does not agree with central differences: largest difference {error}, "
    "tolerance {tolerance}."
)
TOO_LARGE = N_(
    "The {name} cannot be checked here: the numbers are so large that rounding drowns what a step of h changes, "
    "and finite differences say nothing either way."
)
NOT_SEEN = N_(
    "These targets sum to {total}, so a − y is not the gradient; the difference is too small for the check to see."
)
FOUND = N_("These targets sum to {total}: the check finds a − y wrong by up to {error}, and agrees with a Σy − y.")
DUEL = N_(
    "Two runs of full-batch gradient descent on the three-class example, with standardized features, η = {rate} and "
    "{n_epochs} epochs, whatever the settings beside. Both begin confidently wrong: at a model trained so, with every "
    "class called by the next one's name and every weight made three times as large. Only the loss differs."
)
ENDS = N_(
    "Both start at {start} accuracy. The run on cross-entropy is at {ours} after {our_epochs} epochs, the one on "
    "squared error at {theirs} after {their_epochs}."
)
CANNOT_START = N_("Where squared error cannot start")
ENDS_AHEAD = N_("Where squared error ends with the better accuracy")
EVERY_WEIGHT = N_("Every weight and bias, on the objective of all training samples")
FIRST_WEIGHTS = N_("Every bias and the weights of {n} of {d} features, on the objective of all training samples")


def verdict(name: str, check: GradientCheck) -> str:
    """Whether formula and central differences agree, with the largest difference and the tolerance."""
    said = _(AGREES) if check.passed else _(DISAGREES)
    return said.format(name=_(name), error=number(check.error_central, 3), tolerance=number(check.tolerance, 3))


def weights_checked(n: int, d: int) -> str:
    """Whether the weights of all d features are checked, or of n."""
    return _(EVERY_WEIGHT) if n == d else _(FIRST_WEIGHTS).format(n=n, d=d)


def too_large_to_check(name: str) -> str:
    """What to say where a small step is lost in rounding."""
    return _(TOO_LARGE).format(name=_(name))


def verdict_on_a_minus_y(check: GradientCheck, y_sum: float) -> str:
    """What the check says of a - y when the targets do not sum to 1."""
    said = _(NOT_SEEN) if check.passed else _(FOUND)
    return said.format(total=sum_of_targets(y_sum), error=number(check.error_central))


def duel_in_words(learning_rate: float, n_epochs: int) -> str:
    """What the two runs are."""
    return _(DUEL).format(rate=number(learning_rate), n_epochs=f"{n_epochs:,}")


def wrong_start_in_words(cross_entropy: History, squared_error: History) -> str:
    """Where the two runs started and where they ended."""
    return _(ENDS).format(
        start=percent(cross_entropy.accuracy[0]),
        ours=percent(cross_entropy.accuracy[-1]),
        our_epochs=cross_entropy.n_epochs,
        theirs=percent(squared_error.accuracy[-1]),
        their_epochs=squared_error.n_epochs,
    )
