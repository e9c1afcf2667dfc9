"""The update rules, and the one table of them: a row here is all that an optimizer needs to be trained with.

A first-order rule is made from its constants. It has a state of its own and goes from theta = [W | b] (k, d+1)
and the gradient of the loss there to the next theta:

    rule = momentum(learning_rate=0.1, momentum=0.9)
    state = rule.init(theta)
    theta, state = rule.update(theta, gradient, state)

A step changes none of its arguments. A second-order rule is made from the objective, see newton.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from trainer.newton import newton
from trainer.softmax import Array

State = TypeVar("State")


class Rule(NamedTuple, Generic[State]):
    """A first-order rule: the state at its first theta, and (theta, gradient, state) to (theta, state)."""

    init: Callable[[Array], State]
    update: Callable[[Array, Array, State], tuple[Array, State]]


def gradient_descent(learning_rate: float) -> Rule[None]:
    """theta - learning_rate * gradient."""

    def update(theta: Array, gradient: Array, state: None) -> tuple[Array, None]:
        return theta - learning_rate * gradient, state

    return Rule(lambda theta: None, update)


class Velocity(NamedTuple):
    """The last move."""

    velocity: Array


def momentum(learning_rate: float, momentum: float) -> Rule[Velocity]:
    """Heavy ball: a velocity that keeps the fraction `momentum` of itself at each step.

    Source: Polyak, Some methods of speeding up the convergence of iteration methods, 1964.
    """

    def update(theta: Array, gradient: Array, state: Velocity) -> tuple[Array, Velocity]:
        velocity = momentum * state.velocity - learning_rate * gradient
        return theta + velocity, Velocity(velocity)

    return Rule(lambda theta: Velocity(np.zeros_like(theta)), update)


class LookAhead(NamedTuple):
    """The point x behind the one looked ahead to, and the steps t since the last restart."""

    x: Array
    t: int


def nesterov(learning_rate: float) -> Rule[LookAhead]:
    """Nesterov's accelerated gradient with momentum t/(t+3), restarted when it points uphill.

    theta is the point looked ahead to, where the gradient is taken; x is the point behind it.
    Source: O'Donoghue and Candes, Adaptive restart for accelerated gradient schemes, 2015.
    """

    def update(theta: Array, gradient: Array, state: LookAhead) -> tuple[Array, LookAhead]:
        x = theta - learning_rate * gradient
        move = x - state.x
        if np.vdot(gradient, move) > 0:
            return x, LookAhead(x, 0)
        return x + state.t / (state.t + 3) * move, LookAhead(x, state.t + 1)

    return Rule(lambda theta: LookAhead(theta, 0), update)


class Moments(NamedTuple):
    """Running means of the gradient and of its square, and the number of steps."""

    m: Array
    v: Array
    t: int


def adam(learning_rate: float) -> Rule[Moments]:
    """Steps scaled entry by entry with running means of the gradient and of its square.

    beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8. Source: Kingma and Ba, Adam, 2015, algorithm 1.
    """

    def update(theta: Array, gradient: Array, state: Moments) -> tuple[Array, Moments]:
        t = state.t + 1
        m = 0.9 * state.m + 0.1 * gradient
        v = 0.999 * state.v + 0.001 * gradient**2
        m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
        return theta - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8), Moments(m, v, t)

    return Rule(lambda theta: Moments(np.zeros_like(theta), np.zeros_like(theta), 0), update)


@dataclass(frozen=True)
class Optimizer:
    """One row of the table: the rule, and the fields of TrainingConfig that are its constants.

    A second-order rule needs all rows and a convex loss: it takes neither mini-batches nor the squared error.
    entry_by_entry: the rule decides nothing by a sum over entries, so that it also takes a stack of many thetas.
    """

    rule: Callable[..., Any]
    constants: tuple[str, ...] = ()
    second_order: bool = False
    entry_by_entry: bool = True

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields of TrainingConfig that have an effect with this optimizer and not with every other."""
        return self.constants if self.second_order else (*self.constants, "batch_size", "loss")


OPTIMIZERS = {
    "gradient_descent": Optimizer(gradient_descent, ("learning_rate",)),
    "momentum": Optimizer(momentum, ("learning_rate", "momentum")),
    "nesterov": Optimizer(nesterov, ("learning_rate",), entry_by_entry=False),
    "adam": Optimizer(adam, ("learning_rate",)),
    "newton": Optimizer(newton, second_order=True),
}
