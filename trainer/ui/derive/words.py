"""What the cards of the Derive page say, whole and in the order of the derivation; Markdown."""

from trainer.figures.numbers import decimal, number
from trainer.language import N_, _

TITLES = (
    N_("Logits"),
    N_("Softmax"),
    N_("Loss"),
    N_("Slope of the loss"),
    N_("Jacobian of softmax"),
    N_("Chain rule"),
    N_("a − y"),
    N_("From one sample to the update"),
    N_("The check"),
    N_("Why not squared error?"),
)
LOGITS = N_(
    "Each class multiplies every feature by its own weight for it, and adds its bias. "
    "The logits are scores: any numbers at all."
)
LOGITS_BY_HAND = N_("The logits are the scores of the classes, any numbers at all. Here you give them by hand.")
LOGITS_DIVIDED = N_(
    "Scores s, given by hand, are divided by a temperature T: a = softmax(s/T). A temperature above 1 evens the "
    "probabilities out, one below 1 sharpens them. From here on the logits are z = s/T."
)
SOFTMAX = N_(
    "The exponential makes each logit positive, and dividing by the sum makes them probabilities. The sum runs over "
    "all classes c. Subtracting the largest logit first changes nothing and keeps every exponential at most 1."
)
TARGET = N_("The target y is a column with one entry a class: 1 for the true class, 0 for every other.")
FREE_TARGET = N_("The target y is a column with one entry a class.")
LOSS_OF_ONE = N_(
    "The loss ℓ of one sample is the surprise at its true class: one term survives, minus the logarithm of the "
    "probability of class {label}. For classifiers it is better than squared error; card 10 shows why."
)
LOSS_OF_MANY = N_(
    "The loss ℓ of one sample weighs each class's surprise −ln a by its target y; every class with y > 0 has a term. "
    "For classifiers it is better than squared error; card 10 shows why."
)
PLAN = N_(
    "**The plan.** A logit moves every probability, so its slope is a sum: i is one fixed index, j runs over all "
    "classes. Leave the sum aside at first and find its two factors, one on this card and one on the next; "
    "then put them together."
)
SLOPE = N_(
    "**The first factor.** Only the term −yⱼ ln aⱼ holds aⱼ. Where a class with a target is given a small probability "
    "this slope explodes; the second factor is small there, and the product stays finite."
)
LIMIT = N_("A probability below the smallest floating-point number is held as 0: there the limit for a → 0 is shown.")
JACOBIAN = N_(
    "**The second factor**, in two cases, by the quotient rule. Of the sum Σ of all exponentials only one term holds "
    "zᵢ, so the slope of Σ is that term. In case i = j, $(e^{z_i})^2$ is the numerator times that slope; in case i ≠ j "
    "the numerator does not hold zᵢ, so its slope is 0."
)
JACOBIAN_SUMS = N_(
    "All these slopes together are the Jacobian J. Adding the same to all logits changes nothing, so every row sums "
    "to 0; the probabilities keep the sum 1, so every column does too."
)
ROUNDED = N_("Everything is computed in full and rounded only when shown: rows are rounded after adding.")
CHAIN_RULE = N_(
    "**Put together.** The term j = i stands apart from the others, and in each the probability aⱼ cancels. The term "
    "j = i leaves aᵢyᵢ − yᵢ, and its aᵢyᵢ is just what the sum over the others lacked: with it, it runs over all j."
)
RESULT_ONE_HOT = N_(
    "A sample belongs to exactly one class, so one of {targets} is 1 and the others are 0: they sum to 1, and the sum "
    "drops out. What is left is **a − y**: prediction minus truth."
)
RESULT_SOFT = N_("The targets sum to 1, so the sum drops out. What is left is **a − y**: prediction minus truth.")
RESULT_FREE = N_(
    "These targets sum to {total}, not to 1, so the sum stays, and **a − y is wrong**: it is off by a(1 − Σy)."
)
SCORES = N_("In the scores s = T z the slope is this divided by the temperature T.")
UPDATE = N_(
    "The logits are Wx + b, so each weight's slope is its class's a − y times its feature. The objective L is the "
    "mean loss over all n training samples plus the penalty λ/2 ‖W‖², if any; a step goes against its slope."
)
NO_UPDATE = N_("Logits given by hand have no features and no weights; a sample of the run has an update.")
STEP_TAKEN = N_(
    "One step of full-batch gradient descent with η = {rate} changes the objective on all training samples:"
)
CHECK = N_("Nudge an entry by a small h, see how the loss changes, divide by h: no calculus, and it must agree.")
THE_V = N_(
    "Right of a V's bottom the step is too long for the curve to pass as straight (truncation); left of it the two "
    "losses are so close that their difference is mostly rounding (round-off)."
)
SQUARED_ERROR = N_(
    "Squared error has no −y/a to cancel the Jacobian J, so a − y is squeezed through J once more. Where the model is "
    "sure of a wrong class J is almost 0, and so is the gradient; that of cross-entropy is largest there. Two deeper "
    "reasons: −Σ y ln a is the negative log-likelihood of the sample, and convex in W; ½‖a − y‖² is neither."
)


def loss(label: int | None) -> str:
    """What the loss is; label is the one true class, from 0, if there is one."""
    return _(LOSS_OF_MANY) if label is None else _(LOSS_OF_ONE).format(label=label + 1)


def why_targets_sum_to_one(k: int) -> str:
    """That one of y₁, y₂, y₃ is 1 and the others are 0."""
    names = [f"y{str(j).translate(_LOWERED)}" for j in range(1, k + 1)]
    return _(RESULT_ONE_HOT).format(targets=", ".join(names if k < 6 else [*names[:2], "…", names[-1]]))


def sum_stays(y_sum: float) -> str:
    """That a − y is wrong for targets that do not sum to 1."""
    return _(RESULT_FREE).format(total=sum_of_targets(y_sum))


def sum_of_targets(y_sum: float) -> str:
    """A sum that is not 1, with digits that do not hide it."""
    return decimal(y_sum) if abs(y_sum - 1) >= 5e-5 else f"1 + ({number(y_sum - 1, 3)})"


_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
