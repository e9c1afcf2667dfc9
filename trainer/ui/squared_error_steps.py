"""Step 10 as text: the gradient of squared error beside a - y."""

from trainer.derivation import Derivation
from trainer.ui.tex import Ink, Step, aligned, value


def squared_error_step(d: Derivation, ink: Ink) -> Step:
    """1/2 ||a - y||^2 and J^T (a - y)."""
    words = (
        "Squared error has no −y/a to cancel the Jacobian, so its gradient is a − y squeezed through the Jacobian "
        "once more. Where the model is sure of a wrong class, the Jacobian is almost 0, and so is the gradient: "
        "the worse the mistake, the slower it is mended. The gradient of cross-entropy is largest there."
    )
    formula = r"E = \tfrac{1}{2}\lVert a - y\rVert^2 \qquad \frac{\partial E}{\partial z} = J^\top (a - y)"
    lines = [
        rf"E &= {value(d.squared_error)}",
        rf"a - y &= {ink.vector(d.a_minus_y)}",
        rf"J^\top (a - y) &= {ink.vector(d.squared_error_dz)}",
    ]
    return Step("Why not squared error?", words, formula, aligned(lines))
