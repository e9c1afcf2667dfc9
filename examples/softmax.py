"""Softmax regression from scratch, in one file: python examples/softmax.py

    Z = X W^T + b     A = softmax(Z)     loss = mean of -ln a_true + l2/2 ||W||^2
    d loss/d Z = (A - Y)/n, and all else follows

n samples, d features, k classes. theta = [W | b] is (k, d+1): the bias is the weight of a feature that is always 1.
"""

import numpy as np

# The data
X = np.array([[-4.0, 0.0], [-3.0, 0.0], [-2.0, 1.0], [-1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [2.0, 1.0], [3.0, 0.0]])
y = np.array([0, 0, 0, 1, 1, 1, 2, 2])
n_classes = 3

# The settings
learning_rate = 0.1
n_epochs = 200
batch_size = None  # samples a step; None takes all
l2 = 0.01
momentum = 0.9
init_scale = 0.0
start = None  # or the first theta row by row, in place of zeros or random weights
seed = 0
tolerance = 0.0

# The model
n, d = X.shape
X1 = np.column_stack([X, np.ones(n)])
Y = np.eye(n_classes)[y]
decay = np.append(np.full(d, l2), 0.0)  # the bias is not penalized


def log_softmax(Z):
    """ln of the probabilities, a row a sample."""
    shifted = Z - Z.max(axis=1, keepdims=True)  # changes nothing, and nothing overflows
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def loss(theta):
    """The mean of -ln a_true, and the penalty."""
    return -log_softmax(X1 @ theta.T)[np.arange(n), y].mean() + np.sum(decay * theta * theta) / 2


def gradient(theta, rows=slice(None)):
    """d loss/d theta: A - Y, through Z = X1 theta^T."""
    A = np.exp(log_softmax(X1[rows] @ theta.T))
    return (A - Y[rows]).T @ X1[rows] / len(A) + decay * theta


def hessian(theta):
    """Second derivatives over theta read row by row."""
    A = np.exp(log_softmax(X1 @ theta.T))
    AX = (A[:, :, None] * X1[:, None, :]).reshape(n, theta.size)
    H = -(AX.T @ AX / n).reshape(n_classes, d + 1, n_classes, d + 1)
    for j in range(n_classes):  # the blocks of a row sum to 0, as A does to 1
        H[j, :, j] = 0
        H[j, :, j] = -H[j].sum(axis=1) + np.diag(decay)
    return H.reshape(theta.size, theta.size)


# The update rules: theta, gradient and state to the next theta and state; the state of the first step is None
def gradient_descent(theta, g, state):
    """Against the gradient."""
    return theta - learning_rate * g, None


def momentum_step(theta, g, velocity):
    """Heavy ball: each move keeps a part of the last (Polyak 1964)."""
    velocity = (0 if velocity is None else momentum * velocity) - learning_rate * g
    return theta + velocity, velocity


def nesterov(theta, g, state):
    """Accelerated gradient: theta looks ahead of x (O'Donoghue and Candes 2015)."""
    x_before, t = (theta, 0) if state is None else state
    x = theta - learning_rate * g
    if np.vdot(g, x - x_before) > 0:  # uphill: start again from rest
        return x, (x, 0)
    return x + t / (t + 3) * (x - x_before), (x, t + 1)


def adam(theta, g, state):
    """Scaled entry by entry (Kingma and Ba 2015)."""
    m, v, t = (0.0, 0.0, 0) if state is None else state
    m, v, t = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2, t + 1
    return theta - learning_rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8), (m, v, t)


def newton(theta, g, state):
    """A step H x = g, halved until the loss falls enough; theta itself if it cannot fall."""
    g, squares, eps = g.ravel(), np.mean(X1**2, axis=0), np.finfo(float).eps
    free = squares if l2 == 0 else np.append(np.zeros(d), 1.0)  # adding a vector to all classes changes nothing
    H = hessian(theta) + np.kron(np.full((n_classes, n_classes), 1 / n_classes), np.diag(free))
    scale = 1 / np.sqrt(np.where(np.diag(H) > 0, np.diag(H), 1.0))
    raised = scale[:, None] * H * scale + 8 * len(H) * eps * np.eye(len(H))  # H can be 0 to rounding
    step = scale * np.linalg.solve(raised, scale * g)
    if l2 == 0:  # only what changes a logit: features can depend on each other
        unit = np.sqrt(np.where(squares > 0, squares, 1.0))
        C = (X1 / unit).T @ (X1 / unit) / n
        seen = np.linalg.pinv(C, rcond=len(C) * eps, hermitian=True) @ C
        step = (step.reshape(theta.shape) @ (seen * unit[:, None] / unit)).ravel()
    before = loss(theta)
    if g @ step < 16 * eps * max(before, 1.0):  # what is left to gain is lost in rounding
        return theta, None
    for move in (step, g / (squares.sum() / 2 + l2)):  # far from the optimum a gradient step leads out
        for size in 0.5 ** np.arange(34):
            new = theta - size * move.reshape(theta.shape)
            if loss(new) < before - 1e-4 * size * (g @ move):
                return new, None
    return theta, None


update = gradient_descent  # or momentum_step, nesterov, adam, newton

# The loop
np.seterr(all="ignore")  # what overflows is caught by the loss
rng = np.random.default_rng(seed)
theta, state, epochs = np.zeros((n_classes, d + 1)), None, 0
theta[:, :-1] = init_scale * rng.standard_normal((n_classes, d))
theta = theta if start is None else np.reshape(np.array(start, dtype=float), theta.shape)
while epochs < n_epochs and np.linalg.norm(gradient(theta)) > tolerance:
    before = theta
    for rows in [slice(None)] if batch_size is None else np.split(rng.permutation(n), range(batch_size, n, batch_size)):
        theta, state = update(theta, gradient(theta, rows), state)
    if theta is before or not loss(theta) < np.inf:  # no step lowers the loss, or the run blew up
        theta = before
        break
    epochs += 1
print("epochs", epochs)
print("loss", float(loss(theta)))
print("W", theta[:, :-1].tolist())
print("b", theta[:, -1].tolist())
