"""The derivations that unfold on the Derive page, and the verdicts of its check."""

from trainer.analysis.gradient_check import GradientCheck
from trainer.figures.numbers import number, percent
from trainer.history import History

_SLOPE_OF_SUM = (
    "Write s for the sum of all exponentials. Its slope in one logit keeps a single term: the other "
    "exponentials do not contain that logit, so their slope is 0.",
    (
        r"s = \sum_m e^{z_m}",
        r"\frac{\partial s}{\partial z_i} = \sum_m \frac{\partial e^{z_m}}{\partial z_i} = e^{z_i}",
    ),
)

QUOTIENT_RULE = {
    "Case i = j by the quotient rule": (
        _SLOPE_OF_SUM,
        (
            "Numerator and denominator both contain the logit:",
            (
                r"\frac{\partial a_i}{\partial z_i} = \frac{\partial}{\partial z_i}\,\frac{e^{z_i}}{s} "
                r"= \frac{e^{z_i}\, s - e^{z_i} e^{z_i}}{s^2}",
                r"= \frac{e^{z_i}}{s} \cdot \frac{s - e^{z_i}}{s} = a_i (1 - a_i)",
            ),
        ),
    ),
    "Case i ≠ j by the quotient rule": (
        _SLOPE_OF_SUM,
        (
            "The numerator is another class's and does not contain the logit, so its slope is 0:",
            (
                r"\frac{\partial a_j}{\partial z_i} = \frac{\partial}{\partial z_i}\,\frac{e^{z_j}}{s} "
                r"= \frac{0 \cdot s - e^{z_j} e^{z_i}}{s^2}",
                r"= -\frac{e^{z_i}}{s} \cdot \frac{e^{z_j}}{s} = -a_i a_j",
            ),
        ),
    ),
}


def verdict(name: str, check: GradientCheck) -> str:
    """Whether formula and central differences agree, with the largest difference and the tolerance."""
    numbers = f"largest difference {number(check.error_central, 3)}, tolerance {number(check.tolerance, 3)}"
    if check.passed:
        return f"The formula for the {name} agrees with central differences: {numbers}."
    return f"The formula for the {name} does not agree with central differences: {numbers}."


def too_large_to_check(name: str) -> str:
    """What to say where a small step is lost in rounding."""
    return (
        f"The {name} cannot be checked here: the numbers are so large that rounding drowns what a step of h changes, "
        "and finite differences say nothing either way."
    )


def sum_of_targets(y_sum: float) -> str:
    """A sum that is not 1, with digits that do not hide it."""
    return f"{y_sum:.4f}" if abs(y_sum - 1) >= 5e-5 else f"1 + ({number(y_sum - 1, 3)})"


def verdict_on_a_minus_y(check: GradientCheck, y_sum: float) -> str:
    """What the check says of a - y when the targets do not sum to 1."""
    total = sum_of_targets(y_sum)
    if check.passed:
        return (
            f"These targets sum to {total}, so a − y is not the gradient; the difference is too small for the "
            "check to see."
        )
    return (
        f"These targets sum to {total}: the check finds a − y wrong by up to {number(check.error_central)}, "
        "and agrees with a Σy − y."
    )


def duel_in_words(learning_rate: float, n_epochs: int) -> str:
    """What the two runs are."""
    return (
        "Two runs of full-batch gradient descent on the three-class example, with standardized features, "
        f"η = {number(learning_rate)} and {n_epochs:,} epochs, whatever the settings beside. Both begin confidently "
        "wrong: at a model trained so, with every class called by the next one's name and every weight made three "
        "times as large. Only the loss differs."
    )


def wrong_start_in_words(cross_entropy: History, squared_error: History) -> str:
    """Where the two runs started and where they ended."""
    return (
        f"Both start at {percent(cross_entropy.accuracy[0])} accuracy. The run on cross-entropy is at "
        f"{percent(cross_entropy.accuracy[-1])} after {cross_entropy.n_epochs} epochs, the one on squared error at "
        f"{percent(squared_error.accuracy[-1])} after {squared_error.n_epochs}."
    )
