"""The zones of the learning rate: the band under its control, and the mathematics behind it."""

import streamlit as st

from trainer.analysis.learning_rate import largest_safe, zone_sentence
from trainer.figures.zone_band import zone_band
from trainer.ui import runs
from trainer.ui.settings.table import LEARNING_RATES
from trainer.ui.settings.values import Settings
from trainer.ui.widgets.tex import aligned, value


def band(settings: Settings) -> None:
    """The zones, what is true in the current one, and a button for the largest safe rate."""
    limits = runs.limits(settings.data, settings.training.seed, settings.training.l2)
    rate = settings.training.learning_rate
    st.html(zone_band(limits, rate, LEARNING_RATES[0], LEARNING_RATES[-1]))
    training = settings.training
    full_batch_descent = training.optimizer == "gradient_descent" and training.batch_size is None
    if full_batch_descent:
        st.caption(zone_sentence(rate, limits))
    elif training.optimizer == "newton":
        st.caption("Newton takes no learning rate; these are the limits of full-batch gradient descent.")
    else:
        st.caption("These are the limits of full-batch gradient descent, not those of this run.")
    safe = largest_safe(limits, LEARNING_RATES)
    st.button(
        f"Largest safe rate: {safe:g}" if safe else "No rate here is safe",
        key="set_safe_rate",
        width="stretch",
        help="Sets the largest rate on the slider at which full-batch gradient descent cannot raise the loss.",
        disabled=safe in (None, rate) or not full_batch_descent,
        on_click=st.session_state.__setitem__,
        args=("learning_rate", safe),
    )


def mathematics(settings: Settings) -> None:
    """Where the limits come from, with the numbers of this data."""
    limits = runs.limits(settings.data, settings.training.seed, settings.training.l2)
    with st.expander("How the limits of the learning rate are found"):
        st.markdown(
            "A step of gradient descent follows a straight line, so how long it may be depends on how fast the "
            "gradient turns: on the curvature of the loss, its Hessian H. For any weights at all, the Jacobian of "
            "softmax is at most ½ (I − 11ᵀ/k), which bounds the curvature by a number L that depends on the "
            "features and the penalty alone (Böhning, 1992). Below 2/L the loss cannot rise. Near the optimum only "
            "the curvature there counts: above 2 divided by its largest value, each step lands farther away than it "
            "started. Above 2/l2 the penalty makes the weights grow geometrically until they overflow. Without a "
            "penalty the gradient is bounded: the weights may grow for ever, but by a bounded amount a step."
        )
        bound = r"L = \tfrac{1}{2}\,\lambda_{\max}\!\left(\tfrac{1}{n}\tilde X^\top \tilde X\right) + l_2"
        st.latex(rf"H \preceq L\,I, \qquad {bound}")
        st.caption("X̃ is the features as trained on with a column of ones; n is the number of training samples.")
        lines = [rf"L &= {value(limits.smoothness)}", rf"2/L &= {value(limits.safe)}"]
        if limits.settle is not None:
            lines.append(rf"2/\lambda_{{\max}}(H^*) &= {value(limits.settle)}")
        lines.append(rf"2/l_2 &= {value(limits.blow_up)}")
        st.latex(aligned(lines))
        if limits.settle is None:
            st.caption("Without a penalty there may be no finite optimum, so the second limit is left out.")
