"""The movie's JavaScript modules, each loaded by itself in Chromium and held to Python on the same inputs."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, Route

from trainer import TrainingConfig, load_iris, predict_proba, run_experiment
from trainer.analysis.curved_regions import curved_regions, logit_quadrics
from trainer.analysis.decision_regions import ODDS, decision_regions, logit_planes, misclassified
from trainer.feature_map import with_products, with_squares_and_products
from trainer.figures import numbers
from trainer.model import Parameters
from trainer.softmax import softmax
from trainer.ui.movie import component, parts
from trainer.ui.movie.wire import pack, unpack

HOST = "http://modules.test"
FOLDER = component.HERE / "js"
SEVEN_DIGITS = 1e-6  # float32


@pytest.fixture(scope="module")
def modules(desktop: BrowserContext) -> Iterator[Page]:
    """A page that can import any module, served without a network."""
    page = desktop.new_page()

    def serve(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        if name.endswith(".js"):
            route.fulfill(content_type="text/javascript", body=(FOLDER / name).read_text())
        else:
            route.fulfill(content_type="text/html", body="<svg id=here></svg>")

    page.route(f"{HOST}/**", serve)
    page.goto(f"{HOST}/")
    yield page
    page.close()


@pytest.fixture
def call(modules: Page) -> Callable[..., Any]:
    """call("geometry.js", "m => m.softmax(x)", x=[1, 2]) is what the expression gives for the module."""

    def called(module: str, expression: str, **values: Any) -> Any:
        names = ", ".join(values)
        script = f"async (given) => {{ const {{ {names} }} = given; const use = {expression}; "
        script += f"return use(await import('/{module}')); }}"
        return modules.evaluate(script, json.loads(json.dumps(values)))

    return called


def as_bytes(message: bytes) -> list[int]:
    return list(message)


@pytest.fixture(scope="module")
def iris():
    return run_experiment(load_iris(), TrainingConfig(0.5, 60), held_out=0.2)


@pytest.mark.parametrize("module", sorted(path.name for path in FOLDER.glob("*.js")))
def test_a_module_is_small_and_loads_by_itself(call: Callable[..., Any], module: str) -> None:
    assert len((FOLDER / module).read_text().splitlines()) <= 150
    assert call(module, "m => Object.keys(m).length") >= 1


def test_every_module_is_part_of_the_script_once() -> None:
    script = component.joined()
    assert "import " not in script
    for path in FOLDER.glob("*.js"):
        for line in path.read_text().splitlines():
            if line.startswith(("export function", "export class", "export const")):
                assert script.count(line.removeprefix("export ").strip()) == 1


def test_no_two_modules_share_a_name_at_the_top() -> None:
    named = re.compile(r"^(?:export )?(?:const|let|function|class) (\w+)", re.MULTILINE)
    names = [name for path in FOLDER.glob("*.js") for name in named.findall(path.read_text())]
    assert sorted(names) == sorted(set(names))


def test_bytes_are_read_as_they_were_packed(call: Callable[..., Any]) -> None:
    rng = np.random.default_rng(0)
    arrays = {
        "single": rng.normal(size=(3, 5)).astype(np.float32),
        "double": np.array([1e300, -1e-300, np.pi]),
        "whole": np.array([[1, -2], [2**31 - 1, 0]]),
        "empty": np.empty(0),
    }
    message = pack({"kind": "a", "name": "αβ — 鸢尾"}, arrays) + pack({"kind": "b"}, {})
    read = """m => m.parts(new Uint8Array([0, 0, ...message]).subarray(2)).map(
        (part) => ({ ...part, single: part.single && [...part.single], double: part.double && [...part.double],
                     whole: part.whole && [...part.whole], shape: part.single?.shape, empty: part.empty?.length }))"""
    first, second = call("bytes.js", read, message=as_bytes(message))
    assert (first["kind"], first["name"], second["kind"]) == ("a", "αβ — 鸢尾", "b")
    assert first["shape"] == [3, 5]
    assert first["empty"] == 0
    assert first["single"] == arrays["single"].ravel().tolist()
    assert first["double"] == arrays["double"].tolist()
    assert first["whole"] == arrays["whole"].ravel().tolist()


def test_softmax_and_logits_are_pythons(call: Callable[..., Any], iris) -> None:
    model, X = iris.history.parameters(30), iris.X_train()[:20]
    theta = np.column_stack([model.W, model.b])
    found = call("geometry.js", "m => X.map((x) => m.softmax(m.logits(theta, x)))", X=X.tolist(), theta=theta.tolist())
    np.testing.assert_allclose(found, predict_proba(model, X), rtol=SEVEN_DIGITS)


@pytest.mark.parametrize("z", [[1e4, -1e4, 0], [0, 0, 0], [-1e308, -1e308, -1e308], [30.0, 0.0, -20.0]])
def test_softmax_of_extreme_logits_is_pythons(call: Callable[..., Any], z: list[float]) -> None:
    np.testing.assert_allclose(call("geometry.js", "m => m.softmax(z)", z=z), softmax(np.array(z)), rtol=1e-12)


@pytest.mark.parametrize("epoch", [0, 1, 5, 60])
@pytest.mark.parametrize("axes", [(2, 3), (0, 1), (3,)], ids=str)
def test_regions_are_pythons(call: Callable[..., Any], iris, epoch: int, axes: tuple[int, ...]) -> None:
    model, mean = iris.history.parameters(epoch), np.array([0.3, -0.2, 0.1, 0.4])
    box = (-2.0, 2.5, -1.5, 3.0)
    theta = np.column_stack([model.W, model.b]).tolist()
    found = call(
        "geometry.js",
        "m => { const all = m.planes(theta, axes, mean);"
        "return all.map((_, j) => m.ODDS.map((odds) => m.region(all, j, odds, box))); }",
        theta=theta,
        axes=axes,
        mean=mean.tolist(),
        box=box,
    )
    expected = decision_regions(logit_planes(model, axes, mean), box)
    for drawn, regions in zip(found, expected, strict=True):
        for corners, polygon in zip(drawn, regions, strict=True):
            assert area(corners) == pytest.approx(area(polygon[~np.isnan(polygon[:, 0])]), rel=SEVEN_DIGITS, abs=1e-12)
    assert call("geometry.js", "m => m.ODDS") == list(ODDS)


def area(corners: Any) -> float:
    if not len(corners):
        return 0.0
    x, y = np.array(corners, dtype=float).T
    return 0.5 * abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))))


@pytest.mark.parametrize("epoch", [0, 1, 60])
@pytest.mark.parametrize("axes", [(0, 1), (2, 0), (1,)], ids=str)
def test_curved_regions_are_pythons(call: Callable[..., Any], epoch: int, axes: tuple[int, ...]) -> None:
    data = with_squares_and_products(load_iris().select((0, 2, 3)))
    run = run_experiment(data, TrainingConfig(0.5, 60), held_out=0.2)
    model, scaler = run.history.parameters(epoch), run.standardizer
    box, fixed = (-1.0, 8.0, -0.5, 9.0), run.feature_mean()
    found = call(
        "curves.js",
        "m => { const all = m.quadrics(theta, scene); return [all, m.curvedRegions(all, [1, 3, 19], box, 120, 120)]; }",
        theta=np.column_stack([model.W, model.b]).tolist(),
        scene={
            "axes": axes,
            "products": data.products,
            "mean": scaler(fixed).tolist(),
            "scale": scaler.std.tolist(),
            "shift": scaler.mean.tolist(),
        },
        box=box,
    )
    quadrics = logit_quadrics(run.in_data_units(epoch), axes, fixed[:3], data.products)
    np.testing.assert_allclose(found[0], quadrics, rtol=1e-9, atol=1e-9)
    expected = curved_regions(quadrics, box, ODDS, 120)
    drawn = [found[1][odds][label] for label in range(3) for odds in range(3)]
    assert [len(rings) for rings in drawn] == [len(rings) for rings in expected]
    for ours, theirs in zip(drawn, expected, strict=True):
        areas = [[area(ring) for ring in rings] for rings in (ours, theirs)]
        np.testing.assert_allclose(sorted(areas[0]), sorted(areas[1]), rtol=1e-3, atol=1e-5)
    assert epoch == 0 or sum(map(len, drawn)) >= 3


def test_a_sample_under_the_hand_has_its_products(call: Callable[..., Any]) -> None:
    run = run_experiment(with_squares_and_products(load_iris().select((0, 2, 3))), TrainingConfig(n_epochs=1))
    (scene,) = unpack(parts.scene(run, (2, 0), 0, {}))
    plain = {name: scene[name].tolist() for name in ("samples", "y", "scale", "shift", "mean", "spread")}
    x = call(
        "scene.js",
        "m => m.openScene({ ...scene, samples: Object.assign(Float32Array.from(flat), { shape }) }).point([1.5, 6])",
        scene=plain | {"axes": [2, 0], "products": run.dataset.products},
        flat=scene["samples"].ravel().tolist(),
        shape=scene["samples"].shape,
    )
    mean = run.feature_mean()[1]
    expected = run.standardizer(with_products(np.array([6, mean, 1.5]), run.dataset.products))
    np.testing.assert_allclose(x, expected, atol=1e-9)


def test_misclassified_samples_are_pythons_and_a_tie_decides_nothing(call: Callable[..., Any]) -> None:
    rng = np.random.default_rng(3)
    Z, y = rng.integers(-2, 3, size=(300, 4)).astype(float), rng.integers(0, 4, size=300)
    found = call("geometry.js", "m => Z.map((z, i) => m.misclassified(z, y[i]))", Z=Z.tolist(), y=y.tolist())
    np.testing.assert_array_equal(found, misclassified(Z, y))


def some_numbers() -> list[float]:
    rng = np.random.default_rng(5)
    wide = 10.0 ** rng.uniform(-12, 12, 400) * rng.choice([-1, 1], 400)
    halves = [0.125, 0.375, 2.5, 0.0625, 81.25, 1.00005, 999999.5, 99999.5, 1e-5, 1e-4, 0.5, -0.5, 0.0, -0.0]
    return [*wide.tolist(), *halves, *np.arange(0, 41).__truediv__(40).tolist()]


@pytest.mark.parametrize("name", ["number", "percent", "probability", "decimal"])
def test_numbers_are_written_as_python_writes_them(call: Callable[..., Any], name: str) -> None:
    values = some_numbers() if name in ("number", "decimal") else np.linspace(0, 1, 1281).tolist()
    found = call("numbers.js", f"m => values.map((value) => m.{name}(value))", values=values)
    if name == "decimal":  # out of its range the browser writes what number() writes
        pairs = [(v, f) for v, f in zip(values, found, strict=True) if v == 0 or 5e-5 <= abs(v) < 1e5]
        assert [f for _, f in pairs] == [numbers.decimal(v) for v, _ in pairs]
    else:
        assert found == [getattr(numbers, name)(value) for value in values]


def test_endless_numbers_are_written_in_words(call: Callable[..., Any]) -> None:
    assert call("numbers.js", "m => [m.number(Infinity), m.number(-Infinity), m.number(NaN)]") == [
        "infinity",
        "−infinity",
        "not a number",
    ]


def test_a_sentence_is_filled_by_name(call: Callable[..., Any]) -> None:
    assert call("numbers.js", "m => m.filled('Epoch {epoch} of {last}', {last: 9, epoch: 3})") == "Epoch 3 of 9"


@pytest.mark.parametrize(
    ("losses", "kind", "log"),
    [
        ([1.1, 0.3], "auto", False),
        ([1.1, 0.001], "auto", True),
        ([1.1, 1e69], "auto", True),
        ([1.1, 1e69], "linear", False),
        ([1.1, 0.3], "log", True),
        ([1.0, 0.0], "log", True),
        ([0.0, 0.0], "auto", False),
    ],
)
def test_the_loss_axis_adapts_and_has_ticks(call: Callable[..., Any], losses, kind: str, log: bool) -> None:
    found = call(
        "scales.js",
        "m => { const s = m.lossScale(losses, kind); return [s.log, s.ticks, losses.map(s.place), s.low, s.high]; }",
        losses=losses,
        kind=kind,
    )
    is_log, ticks, places, low, high = found
    assert is_log == log
    assert 2 <= len(ticks) <= 8
    assert all(low <= value <= high * (1 + 1e-9) for value, _ in ticks)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)


def test_the_curve_in_the_browser_is_the_curve_sent(call: Callable[..., Any], iris) -> None:
    message = parts.run(iris, "base", 60)
    expression = """async (m) => {
        const { Run } = await import("/runs.js");
        const run = new Run(m.parts(new Uint8Array(message))[0]);
        return [run.curve("curve"), run.curve("held"), run.last, run.frames, run.whole, run.status,
                run.frameOf(37), run.frameOf(1e9), run.model(run.frameOf(37)), run.measure("loss", 37)]; }"""
    curve, held, last, frames, whole, status, at, end, model, loss = call(
        "bytes.js", expression, message=as_bytes(message)
    )
    np.testing.assert_array_equal(curve, np.column_stack([np.arange(61), iris.history.loss]))
    np.testing.assert_array_equal(np.array(held)[:, 1], iris.held_out_loss)
    assert (last, frames, whole, status, at, end) == (60, 61, True, "max_epochs", 37, 60)
    assert loss == iris.history.loss[37]
    expected = Parameters(iris.history.W[37], iris.history.b[37])
    np.testing.assert_allclose(model, np.column_stack([expected.W, expected.b]), rtol=SEVEN_DIGITS)


def test_playing_faster_skips_no_peak(call: Callable[..., Any]) -> None:
    loss = np.ones(101)
    loss[[13, 47, 48, 90]] = [5, 3, 4, 2]
    part = {
        "epochs": list(range(101)),
        "loss": loss.tolist(),
        "theta": {"shape": [101, 1, 2]},
        "last": 100,
        "rate": 1,
    }
    expression = """m => { const run = new m.Run(part); const seen = [0];
        while (seen.at(-1) < 100) seen.push(run.next(seen.at(-1), stride)); return seen; }"""
    for stride in (1, 2, 5, 10, 50):
        seen = call("runs.js", expression, part=part, stride=stride)
        assert {13, 48, 90} <= set(seen)
        assert seen == sorted(set(seen))
    assert call("runs.js", expression, part=part, stride=1) == list(range(101))


def test_a_question_is_asked_once_and_again_when_there_was_no_answer(call: Callable[..., Any]) -> None:
    expression = """m => {
        const asked = [];
        const library = new m.Library((question) => asked.push(question));
        const under_hand = { learning_rate: { value: 0.1, base: "b" }, l2: { value: 0, base: "c" } };
        library.scene = { base: "b", under_hand };
        const rates = (value, epoch) => library.wantFamily("learning_rate", value, epoch);
        const family = { over: "learning_rate", base: "b", values: [0.1, 0.2], epochs: Int32Array.of(0, 7, 9) };
        rates(0.1, Infinity);
        rates(0.2, Infinity);
        library.takeNoAnswer();
        rates(0.2, 7);
        library.takeFamily(family);
        rates(0.1, 7);
        library.takeFamily({ ...family, base: "another", values: [] });
        rates(0.1, 8);
        library.wantFamily("l2", 0, Infinity);
        library.wantFamily("momentum", 0.9, Infinity);
        library.takeRefusal({ over: "l2", base: "c" });
        library.takeNoAnswer();
        library.wantFamily("l2", 0, Infinity);
        return asked; }"""
    question = {"what": "family", "base": "b", "over": "learning_rate"}
    assert call("library.js", expression) == [
        question | {"value": 0.1, "epoch": -1},
        question | {"value": 0.2, "epoch": 7},
        question | {"value": 0.1, "epoch": 8},
        question | {"over": "l2", "value": 0, "epoch": -1},
    ]


def test_the_run_shown_is_the_one_that_the_sliders_say_where_there_is_one(call: Callable[..., Any]) -> None:
    expression = """m => {
        const library = new m.Library(() => {});
        const theta = Object.assign(new Float32Array(8), { shape: [2, 2, 2] });
        const epochs = Int32Array.of(0);
        const run = { base: "b", id: "r", rate: 0.1, last: 0, epochs, theta };
        const under_hand = { learning_rate: { value: 0.1, base: "b" }, l2: { value: 0, base: "c" } };
        library.scene = { base: "b", under_hand, ghost: true };
        library.takeRun(run);
        const others = { kind: "family", over: "l2", base: "c", values: [0, 1], rates: [0.1, 0.1], lasts: [0, 0] };
        library.takeFamily({ ...run, ...others });
        const shown = (values) => {
            const found = library.run(values);
            return found === library.exact ? "exact" : [found.over, found.at, library.ghost(found) === library.exact];
        };
        return [
            {}, { learning_rate: 0.1, l2: 0 }, { l2: 1 }, { learning_rate: 0.1, l2: 1 }, { learning_rate: 0.2, l2: 1 },
            { l2: 3 }, { learning_rate: 0.2 }, { momentum: 0.5 },
        ].map(shown); }"""
    penalty = ["l2", 1, True]
    assert call("library.js", expression) == [
        *("exact", "exact", penalty, penalty),
        *("exact", "exact", "exact", "exact"),
    ]


def test_acts_of_a_hand_are_told_one_by_one_each_of_the_picture_that_stands(call: Callable[..., Any]) -> None:
    expression = """m => {
        const told = [];
        const scene = (base, many) => ({ base, rows: [...Array(many).keys()], places: Array(many) });
        const movie = { run: { rate: 0.1 }, epoch: 7, sample: 3, hand: ({ act, ...said }) => told.push(said) };
        movie.library = { scene: scene("a", 9) };
        const acts = new m.Acts(movie);
        const come = (came, same, taken) => {
            movie.library.scene = came;
            acts.sceneCame({ ...came, acted: taken ? acts.number : 0 }, same);
            acts.next();
        };
        const step = (column, steps) => acts.add({ what: "step", row: 0, column, steps });
        for (const [column, steps] of [[1, 1], [1, 1], [1, 1], [1, -1], [2, 1]]) step(column, steps);
        come(scene("b", 9), true, false);  // another setting: what was told was of the picture before
        come(scene("c", 9), true, true);
        come(scene("d", 9), true, true);
        come(scene("e", 9), true, true);
        acts.add({ what: "delete" });
        acts.add({ what: "move", row: 5, among: 9, at: [0, 0] });
        acts.add({ what: "delete" });
        come(scene("f", 8), false, true);  // a row less: the one to be moved has another number, or is gone
        acts.add({ what: "go_on" });
        come(scene("g", 8), false, false);  // other data
        const open = acts.open;
        acts.close();
        return [told, open]; }"""
    shown = {"rate": 0.1, "epoch": 7}
    step = {"what": "step", "row": 0, "column": 1} | shown
    told, left = call("acts.js", expression)
    assert told == [
        *(step | {"base": "a", "steps": 1}, step | {"base": "b", "steps": 1}, step | {"base": "c", "steps": 1}),
        step | {"base": "d", "column": 2, "steps": 1},
        *({"what": "delete", "row": 4, "base": base} | shown for base in "ef"),
    ]
    assert not left


@pytest.mark.parametrize(
    ("heard", "data", "epoch"),
    [(0, "d", 7), (99, "d", 7), (100, "d", 3), (101, "d", 3), (0, "other", 3)],
)
def test_an_answer_that_left_too_early_does_not_move_the_epoch(
    call: Callable[..., Any], heard: int, data: str, epoch: int
) -> None:
    sent = {"data": data, "epoch": 3, "row": 1, "heard": heard}
    before = {"data": "d", "epoch": 7, "row": 2}
    found = call("scene.js", "m => m.heeded(sent, before, 100)", sent=sent, before=before)
    assert (found["epoch"], found["row"]) == (epoch, 2 if epoch == 7 else 1)


def test_nothing_is_written_that_stands_there(call: Callable[..., Any]) -> None:
    expression = """async (m) => {
        const home = document.createElement("p");
        const node = m.svg("path", {}, home);
        const seen = new MutationObserver(() => {});
        seen.observe(home, { subtree: true, attributes: true, childList: true, characterData: true });
        const changes = (act) => { act(); return seen.takeRecords().map((record) => record.type); };
        const text = home.appendChild(document.createElement("span"));
        m.setText(text, "one");
        seen.takeRecords();
        return [
            changes(() => m.put(node, { d: "M0,0", r: 1 })), changes(() => m.put(node, { d: "M0,0", r: 1 })),
            changes(() => m.put(node, { d: "M1,0", r: 1 })), changes(() => m.setText(text, "one")),
            changes(() => m.setText(text, "two")), text.textContent,
            changes(() => m.setText(text, "")), text.textContent,
        ]; }"""
    both, none, one, same, other, two, empty, nothing = call("svg.js", expression)
    assert (both, none, one, same) == (["attributes"] * 2, [], ["attributes"], [])
    assert (other, two) == (["characterData"], "two")  # a new node would have the page laid out
    assert (len(empty), nothing) == (1, "")


def test_another_run_changes_the_curve_and_neither_the_axes_nor_the_size_read(call: Callable[..., Any], iris) -> None:
    expression = """async (m) => {
        const { Run } = await import("/runs.js");
        const { parts } = await import("/bytes.js");
        const [one, other] = messages.map((message) => new Run(parts(new Uint8Array(message))[0]));
        const picture = new m.LossPicture(document.querySelector("#here"), () => {});
        const read = { sizes: 0 };
        const measure = picture.measure.bind(picture);
        picture.measure = () => ((read.sizes += 1), measure());
        const scene = { loss_axes: "auto", n_epochs: 60, words: {} };
        picture.adapt(true, one, null, scene);
        const drawn = (run, frame) => {
            picture.draw({ run, before: null, frame, scene, colours: ["red", "blue"] });
            return [picture.axes.firstChild, picture.lines[0].getAttribute("d"), picture.dots[0].getAttribute("cx")];
        };
        const found = [drawn(one, 60), drawn(other, 60), drawn(other, 30), drawn(one, 60)];
        const sizes = read.sizes;
        picture.forget();
        drawn(one, 60);
        picture.close();
        return [found.map(([axes]) => axes === found[0][0]), found.map(([, curve]) => curve),
                found.map(([, , at]) => at), sizes, read.sizes]; }"""
    another = run_experiment(load_iris(), TrainingConfig(0.05, 60), held_out=0.2)
    messages = [as_bytes(parts.run(experiment, "base", 60)) for experiment in (iris, another)]
    axes, curves, dots, sizes, after = call("loss.js", expression, messages=messages)
    assert axes == [True] * 4
    assert curves[0] != curves[1]
    assert curves[1] == curves[2]
    assert curves[3] == curves[0]
    assert dots[1] != dots[2]
    assert (sizes, after) == (1, 2)
