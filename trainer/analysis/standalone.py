"""Scripts that repeat a run, or its reference, without this project: they need NumPy or scikit-learn only.

A script is its data, numbers in full precision, and its code: for NumPy that of examples/softmax.py, the one
file that holds the whole idea, with the data and the settings of the run. It prints one name and value a line:
loss, W, b, and the NumPy script the epochs trained.

Sums are taken in another order than in training.py, so numbers agree to about 1e-15 at first. A run that
bounces multiplies the difference at every epoch; Adam enlarges it where a gradient is 0, to about 1e-8.
"""

import ast
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np

from trainer.analysis.reference import MAX_ITERATIONS, SOLVER, TOLERANCE
from trainer.config import TrainingConfig
from trainer.facts import NotAllowed
from trainer.labels import check_labels
from trainer.softmax import Array

EXAMPLE = Path(__file__).parents[2] / "examples" / "softmax.py"
UPDATES = {"momentum": "momentum_step"}  # where the function has not the optimizer's id: there it is a number

_ONE_AT_A_TIME = Lock()

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
    """The code of `numpy_script` below its data: examples/softmax.py with the run's settings, less what no line calls.

    Raises NotAllowed for what the example does not hold: another loss, or an optimizer without a function there.
    """
    code, read = _example(UPDATES.get(config.optimizer, config.optimizer))
    if config.loss != "cross_entropy" or not code:
        raise NotAllowed(
            "there is no script for {optimizer} on {loss}: examples/softmax.py lacks it",
            optimizer=config.optimizer,
            loss=config.loss,
        )
    settings = {name: _plain(value) for name, value in asdict(config).items() if name in read}
    return "".join(f"{name} = {value!r}\n" for name, value in settings.items()) + f"\n{code}"


@cache
def _example(update: str) -> tuple[str, frozenset[str]]:
    """The code of the example that trains by a rule, and every name that it reads; none where it lacks the rule."""
    source = EXAMPLE.read_text(encoding="utf-8")
    if f"\ndef {update}(" not in source:
        return "", frozenset()
    code = source[source.index("# The model\n") :]
    code = _used(re.sub(r"^update = .*$", f"update = {update}", code, flags=re.MULTILINE))
    return code, frozenset(node.id for node in ast.walk(_parsed(code)) if isinstance(node, ast.Name))


def _plain(value: object) -> object:
    """A setting as Python's own number, text or tuple of numbers."""
    return tuple(np.asarray(value).tolist()) if isinstance(value, tuple) else np.asarray(value).item()


def _parsed(code: str) -> ast.Module:
    """The syntax tree; one at a time, for Python 3.11 counts its depth over all threads and raises SystemError."""
    with _ONE_AT_A_TIME:
        return ast.parse(code)


def _used(code: str) -> str:
    """The code without the functions that nothing calls."""
    tree, lines = _parsed(code), code.splitlines(keepends=True)
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    reached = [node for node in tree.body if node not in functions.values()]
    for node in reached:  # grows as functions are found
        names = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
        reached += [function for name, function in functions.items() if name in names and function not in reached]
    for function in reversed([function for function in functions.values() if function not in reached]):
        end = function.end_lineno or function.lineno
        del lines[function.lineno - 1 : end + 2]  # and the two empty lines below it
    return "".join(lines)


def scikit_learn_code(l2: float) -> str:
    """The code of `scikit_learn_script` below its data."""
    return REFERENCE.format(l2=float(l2))
