"""What the pages say of a run, its verdict, its status and its learning rate."""

import math

import pytest

from trainer import TrainingConfig
from trainer.analysis.agreement import Verdict
from trainer.analysis.learning_rate import LearningRateLimits
from trainer.analysis.reference import Complaint
from trainer.ui.words.check import complaint_in_words, disagreement_in_words
from trainer.ui.words.learning_rate import no_finite_optimum, zone_sentence
from trainer.ui.words.runs import why_it_blew_up
from trainer.ui.words.status import status_after, status_help

LIMITS = LearningRateLimits(2.0, 1.0, 4.0, 20.0)
FINITE = LearningRateLimits(2.0, 1.0, 4.0, math.inf)
NO_OPTIMUM = LearningRateLimits(2.0, 1.0, None, math.inf)
ADVICE = {
    "train_longer": "Train longer.",
    "train_longer_or_raise_rate": "Train longer or raise the learning rate.",
    "lower_tolerance": "It stopped once the gradient's norm was at most 0.1; lower that.",
    "lower_rate": "Lower the learning rate.",
    "lower_rate_to_stability": "lower the learning rate below the stability threshold 4, above which no run settles.",
    "lower_rate_to_penalty": "below 2/λ = 20, above which the penalty makes the weights grow without end.",
    "train_longer_or_lower_rate": "The loss still goes up and down. Train longer or lower the learning rate.",
    "larger_batches": "Train longer, lower the learning rate or use larger batches.",
}
from trainer.ui.words.verdict import verdict_in_words


def said(verdict: Verdict, separable: tuple[str, ...] = ()) -> str:
    return verdict_in_words(verdict, TrainingConfig(tolerance=0.1), LIMITS, separable)


@pytest.mark.parametrize(("advice", "words"), ADVICE.items())
def test_every_advice_has_its_sentence(advice: str, words: str) -> None:
    sentence = said(Verdict("above", 0.03, 200, advice=advice))
    assert sentence.startswith("Still 0.03 above the optimum after 200 epochs. ")
    assert sentence.endswith(words)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict("agrees", 0.0, 1, within=1e-9), "Agrees to 10⁻⁹ in loss after 1 epoch."),
        (Verdict("agrees", 1e-4, 1500, within=1e-3), "Agrees to 10⁻³ in loss after 1,500 epochs."),
        (Verdict("below_reference", -0.01, 9), "The loss is 0.01 below scikit-learn's, which must have stopped short"),
        (Verdict("other_loss", 0.1, 9), "The run descends the squared error, scikit-learn the cross-entropy"),
        (Verdict("no_reference", math.nan, 9), "There is nothing to compare with: scikit-learn's model has no finite"),
        (
            Verdict("blew_up", 1e9, 9, advice="lower_rate"),
            "The run blew up after 9 epochs: its loss grew beyond all bounds. Lower the learning rate.",
        ),
    ],
)
def test_every_verdict_has_its_sentence(verdict: Verdict, words: str) -> None:
    assert said(verdict).startswith(words)


@pytest.mark.parametrize(
    ("classes", "words"),
    [
        (("setosa",), "class setosa can be separated,"),
        (("a", "b"), "classes a and b can each be separated,"),
        (("a", "b", "c"), "classes a, b and c can each be separated,"),
        ((), "some classes can be separated, at least in part,"),
    ],
)
def test_without_a_finite_optimum_the_separable_classes_are_named(classes: tuple[str, ...], words: str) -> None:
    assert no_finite_optimum(classes) == (
        f"There is no finite optimum: without a penalty, λ = 0, {words} so the weights can grow for ever."
    )
    assert said(Verdict("no_optimum", 0.03, 200), classes).endswith(
        "after 200 epochs the loss of the run is 0.03 above the loss of scikit-learn's model."
    )


@pytest.mark.parametrize(
    ("zone", "limits", "words"),
    [
        ("safe", LIMITS, ["Safe", "2/β = 1 ", "cannot rise"]),
        ("may_bounce", LIMITS, ["May bounce", "above 2/β = 1 ", "stability threshold 4 ", "can still settle"]),
        ("may_bounce", NO_OPTIMUM, ["May bounce", "above 2/β = 1 ", "No optimum.", "a bounded amount"]),
        ("cannot_settle", LIMITS, ["Cannot settle", "threshold 4 ", "keeps bouncing", "Below 2/λ = 20 "]),
        ("cannot_settle", FINITE, ["Cannot settle", "threshold 4 ", "keeps bouncing."]),
        ("blows_up", LIMITS, ["Blows up", "above 2/λ = 20 ", "until the numbers overflow"]),
    ],
)
def test_the_sentence_says_what_is_true_in_the_zone(zone: str, limits: LearningRateLimits, words: list[str]) -> None:
    sentence = zone_sentence(zone, limits, "No optimum.")
    assert [word for word in words if word not in sentence] == []
    assert [word for word in ("diverge", "infinity", "l2", "at every step") if word in sentence] == []


@pytest.mark.parametrize(
    ("zone", "hope"),
    [("safe", True), ("may_bounce", True), (None, True), ("cannot_settle", False), ("blows_up", False)],
)
def test_more_epochs_are_promised_to_help_only_where_they_can(zone: str | None, hope: bool) -> None:
    assert ("more epochs may still lower the loss" in status_help("max_epochs", zone, LIMITS)) == hope


def test_the_ends_of_a_run_are_told_apart() -> None:
    assert status_after("converged", 1200) == "converged after 1,200"
    assert "lost in rounding" in status_help("converged", "safe", LIMITS)
    assert "beyond all bounds" in status_help("diverged", "blows_up", LIMITS)


@pytest.mark.parametrize("optimizer", ["gradient_descent", "momentum"])
@pytest.mark.parametrize("standardized", [True, False])
def test_standardizing_is_no_advice_against_a_rate_that_the_penalty_forbids(optimizer: str, standardized: bool) -> None:
    config = TrainingConfig(0.25, l2=10.0, optimizer=optimizer)
    assert "standardize" not in why_it_blew_up(config, 9, standardized)
    assert "2/λ = 0.2" in why_it_blew_up(config, 9, standardized)


@pytest.mark.parametrize(("standardized", "advised"), [(True, False), (False, True)])
def test_standardizing_is_advised_where_it_may_help(standardized: bool, advised: bool) -> None:
    config = TrainingConfig(10.0, l2=0.01, optimizer="momentum")
    assert ("standardize" in why_it_blew_up(config, 9, standardized)) == advised


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("stopped_early", "scikit-learn stopped after 200 steps: its optimum may be inexact."),
        ("line_search", "scikit-learn's line search found no lower loss: its optimum may be inexact."),
        ("other", "scikit-learn warned: something else."),
    ],
)
def test_a_complaint_of_scikit_learn_is_a_sentence(kind: str, words: str) -> None:
    assert complaint_in_words(Complaint(kind, "something else.")) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "They disagree on 1 training sample."),
        (10, "They disagree on 10 training samples."),
        (11, "They disagree on 11 training samples. The first 10 are:"),
    ],
)
def test_disagreements_are_counted_in_words(count: int, words: str) -> None:
    assert disagreement_in_words(count, 10) == words
