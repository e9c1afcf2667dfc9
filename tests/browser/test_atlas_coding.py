"""js/coding.js gives back what coding.py has coded, to the last bit, in a page with nothing else in it."""

import base64
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from trainer import TrainingConfig, load_three_class, run_experiment
from trainer.generated import separable
from trainer.ui.atlas import coding, page
from trainer.ui.movie import component, family_part
from trainer.ui.movie.parts import HUGE
from trainer.ui.movie.wire import pack, unpack

RATES = (0.01, 1.0, 1000.0)
DATA = {"three_class": load_three_class, "separable": separable}
EVERY_ARRAY = ("theta", "loss", "accuracy", "held_loss", "held_accuracy", "curve", "held")
READ = """async ([script, packed, names]) => {
    const { parts, decodedFamily } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    const [part] = parts(Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0)));
    const family = decodedFamily(part);
    return names.map((name) => [family[name].shape, Array.from(new Int32Array(
        family[name].buffer, family[name].byteOffset, family[name].length))]); }"""


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(offline=True) as context:
        yield context.new_page()


@pytest.fixture
def read(blank: Page) -> Callable[[bytes], dict[str, np.ndarray]]:
    """The bits of every array of a coded family, as the page reads them."""
    modules = (component.HERE / "js" / "bytes.js", page.HERE / "js" / "coding.js")
    script = "\n".join(path.read_text("utf-8") for path in modules)

    def bits(coded: bytes) -> dict[str, np.ndarray]:
        found = blank.evaluate(READ, [script, base64.b64encode(coded).decode(), EVERY_ARRAY])
        return {
            name: np.array(numbers, np.int32).reshape(shape)
            for name, (shape, numbers) in zip(EVERY_ARRAY, found, strict=True)
        }

    return bits


def bits_of(values: np.ndarray) -> np.ndarray:
    return np.minimum(values, HUGE).astype(np.float32).view(np.int32)


@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam"])
@pytest.mark.parametrize(("data_set", "held_out"), [("three_class", 0.2), ("three_class", 0.0), ("separable", 0.2)])
def test_a_family_comes_back_to_the_last_bit(
    read: Callable[[bytes], dict[str, np.ndarray]], data_set: str, held_out: float, optimizer: str
) -> None:
    config = TrainingConfig(n_epochs=60, optimizer=optimizer)
    experiment = run_experiment(DATA[data_set](), TrainingConfig(n_epochs=1), held_out=held_out)
    plain = family_part.family(experiment, config, "base", RATES, config.n_epochs, 10**9)
    samples = {"accuracy": len(experiment.train_rows), "held_accuracy": len(experiment.held_out_rows)}
    (before,) = unpack(plain)
    found = read(coding.coded(plain, samples))
    for name in ("theta", "loss", "accuracy", "held_loss", "held_accuracy"):
        np.testing.assert_array_equal(found[name], bits_of(before[name]))
    np.testing.assert_array_equal(found["curve"], found["loss"])
    np.testing.assert_array_equal(found["held"], found["held_loss"])


@pytest.mark.parametrize("value", [HUGE, np.inf, -np.inf, np.nan, -0.0], ids=["huge", "inf", "-inf", "nan", "-0"])
@pytest.mark.parametrize("by_sum", [True, False])
@pytest.mark.parametrize("k", [2, 3])
def test_strange_weights_come_back_to_the_last_bit(
    read: Callable[[bytes], dict[str, np.ndarray]], k: int, by_sum: bool, value: float
) -> None:
    theta = np.random.default_rng(0).normal(size=(2, 9, k, 3)).astype(np.float32)
    theta[:, :, -1:] = coding.less_the_others(theta) if by_sum else np.float32(0.25)
    theta[0, 3, 0, 1] = theta[1, 5, -1, 2] = value
    loss = np.where(np.arange(18).reshape(2, 9) < 9, 1.5, value)
    sent = {"theta": theta, "epochs": np.arange(9), "loss": loss, "accuracy": np.full((2, 9), 0.4)}
    sent |= dict.fromkeys(("held_loss", "held_accuracy", "held_epochs", "held"), np.empty(0))
    plain = pack({"kind": "family"}, sent | {"curve_epochs": np.arange(9), "curve": loss})
    coded = coding.coded(plain, {"accuracy": 5, "held_accuracy": 0})
    assert (next(unpack(coded))["last_class"].size > 0) == by_sum
    found = read(coded)
    np.testing.assert_array_equal(found["theta"], bits_of(theta))
    np.testing.assert_array_equal(found["loss"], bits_of(loss))
    np.testing.assert_array_equal(found["accuracy"], bits_of(np.full((2, 9), 0.4)))
    assert found["held_loss"].size == found["held"].size == 0
