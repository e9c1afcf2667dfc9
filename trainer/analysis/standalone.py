"""Scripts that repeat a run, or its reference, without this project: they need NumPy or scikit-learn only.

A script is its data, numbers in full precision, and its code, which a page can show alone. It prints one
name and value a line: loss, W, b, and the NumPy script the epochs trained.

Sums are taken in another order than in training.py, so numbers agree to about 1e-15 at first. A run that
bounces multiplies the difference at every epoch; Adam enlarges it where a gradient is 0, to about 1e-8.
"""

from dataclasses import asdict
from textwrap import indent

import numpy as np

from trainer.analysis.reference import MAX_ITERATIONS, SOLVER, TOLERANCE
from trainer.config import TrainingConfig
from trainer.labels import check_labels
from trainer.softmax import Array

MODEL = """
n, d = X.shape
X1 = np.column_stack([X, np.ones(n)])  # the bias is the weight of a constant feature
Y = np.eye(n_classes)[y]
decay = np.append(np.full(d, l2), 0.0)  # the bias is not penalized


def log_softmax(Z):
    shifted = Z - Z.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def loss(theta):
    of_rows = {of_rows}
    return of_rows.mean() + np.sum(decay * theta * theta) / 2


def gradient(theta, rows=slice(None)):
    A = np.exp(log_softmax(X1[rows] @ theta.T))
    dZ = A - Y[rows]{jacobian}
    return dZ.T @ X1[rows] / len(A) + decay * theta

"""

OF_ROWS = {
    "cross_entropy": "-log_softmax(X1 @ theta.T)[np.arange(n), y]",
    "squared_error": "((np.exp(log_softmax(X1 @ theta.T)) - Y) ** 2).sum(axis=1) / 2",
}
JACOBIAN = {"squared_error": "\n    dZ = A * (dZ - (A * dZ).sum(axis=1, keepdims=True))  # J^T (a - y)"}

NEWTON = """
def newton(theta, g):  # one Newton step, halved until the loss falls enough; theta if it cannot fall
    k, g = n_classes, g.ravel()
    A = np.exp(log_softmax(X1 @ theta.T))
    jacobian = A[:, :, None] * (np.eye(k) - A[:, None, :])
    H = np.einsum("nji,np,nq->jpiq", jacobian, X1, X1, optimize=True).reshape(theta.size, theta.size) / n
    H += np.diag(np.tile(decay, k)) + np.kron(np.full((k, k), 1 / k), np.eye(d + 1))  # the gauge, fixed
    scale = 1 / np.sqrt(np.diag(H))
    step = scale * np.linalg.lstsq(scale[:, None] * H * scale, scale * g, rcond=None)[0]
    for size in 0.5 ** np.arange(34):
        new = theta - size * step.reshape(theta.shape)
        if loss(new) < loss(theta) - 1e-4 * size * (g @ step):
            return new
    return theta

"""

LOOP = """
np.seterr(all="ignore")  # what overflows is caught by the loss
rng = np.random.default_rng(seed)
theta = np.zeros((n_classes, d + 1))  # [W | b]
theta[:, :-1] = init_scale * rng.standard_normal((n_classes, d))
{state}epochs = 0
while epochs < n_epochs and np.linalg.norm(gradient(theta)) > tolerance:
    before = theta
{epoch}
    if theta is before or not loss(theta) < np.inf:  # no step lowers the loss, or the run blew up
        theta = before
        break
    epochs += 1
print("epochs", epochs)
print("loss", float(loss(theta)))
print("W", theta[:, :-1].tolist())
print("b", theta[:, -1].tolist())
"""

BATCHES = "for rows in np.split(rng.permutation(n), range(batch_size, n, batch_size)):\n"

STATE = {"momentum": "velocity = 0.0\n", "nesterov": "x, t = theta, 0\n", "adam": "m, v, t = 0.0, 0.0, 0\n"}

UPDATE = {
    "gradient_descent": "theta = theta - learning_rate * g",
    "momentum": "velocity = momentum * velocity - learning_rate * g\ntheta = theta + velocity",
    "nesterov": """x_before, x = x, theta - learning_rate * g
uphill = np.vdot(g, x - x_before) > 0  # then start again from rest
theta, t = (x, 0) if uphill else (x + t / (t + 3) * (x - x_before), t + 1)""",
    "newton": "theta = newton(theta, g)",
    "adam": """t = t + 1
m = 0.9 * m + 0.1 * g
v = 0.999 * v + 0.001 * g**2
theta = theta - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)""",
}

REFERENCE = f"""from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

l2 = {{l2}}
factor = 2 if n_classes == 2 else 1  # scikit-learn fits the difference of two classes
C = factor / (len(y) * l2) if l2 else np.inf  # its penalty is ||W||^2 / (2 C), its loss a sum
model = LogisticRegression(C=C, solver="{SOLVER}", tol={TOLERANCE}, max_iter={MAX_ITERATIONS}).fit(X, y)
W, b = model.coef_, model.intercept_
if n_classes == 2:
    W, b = np.vstack([-W / 2, W / 2]), np.append(-b / 2, b / 2)
print("loss", float(log_loss(y, model.predict_proba(X)) + l2 / 2 * np.sum(W**2)))
print("W", W.tolist())
print("b", b.tolist())
"""


def numpy_script(X: Array, y: np.ndarray, n_classes: int, config: TrainingConfig, origin: str = "") -> str:
    """A script that repeats train(X, y, n_classes, config); the comment `origin` says what the rows are."""
    return f"import numpy as np\n\n{data_block(X, y, n_classes, origin)}\n{numpy_code(config)}"


def scikit_learn_script(X: Array, y: np.ndarray, n_classes: int, l2: float, origin: str = "") -> str:
    """A script that repeats fit_reference(X, y, n_classes, l2)."""
    return f"import numpy as np\n\n{data_block(X, y, n_classes, origin)}\n{scikit_learn_code(l2)}"


def data_block(X: Array, y: np.ndarray, n_classes: int, origin: str = "") -> str:
    """X (n, d), y (n,) and n_classes as Python text, below the comment `origin`."""
    comment = ["# " + "".join(c if c.isprintable() else " " for c in line) for line in origin.splitlines()]
    rows = "".join(f"    {row},\n" for row in np.asarray(X, dtype=np.float64).tolist())
    labels = f"y = np.array({check_labels(y, n_classes, len(X)).tolist()})\nn_classes = {n_classes}\n"
    return "\n".join([*comment, f"X = np.array([\n{rows}])", labels])


def numpy_code(config: TrainingConfig) -> str:
    """The code of `numpy_script` below its data: the settings it reads, the model, the rule, the loop."""
    rule, kind, rows = config.optimizer, config.loss, "" if config.batch_size is None else ", rows"
    step = f"g = gradient(theta{rows})\n{UPDATE[rule]}"
    epoch = BATCHES + indent(step, "    ") if rows else step
    loop = LOOP.format(state=STATE.get(rule, ""), epoch=indent(epoch, "    "))
    model = MODEL.format(of_rows=OF_ROWS[kind], jacobian=JACOBIAN.get(kind, ""))
    code = model + NEWTON * (rule == "newton") + loop
    read = [name for name in asdict(config) if name != "loss" and name in code]
    return "".join(f"{name} = {np.asarray(getattr(config, name)).item()!r}\n" for name in read) + code


def scikit_learn_code(l2: float) -> str:
    """The code of `scikit_learn_script` below its data."""
    return REFERENCE.format(l2=float(l2))
