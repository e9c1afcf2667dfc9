"""What imports what: by the source, and in a fresh interpreter."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in [*(ROOT / "trainer").rglob("*.py"), ROOT / "app.py"]
}
FIGURES = [name for name in MODULES if name.startswith("trainer.figures")]
UI = [name for name in MODULES if name.startswith("trainer.ui")]
LIBRARY = [name for name in MODULES if name not in {*FIGURES, *UI, "app"}]
NEEDS = {  # what each module of the library may import of it, most basic first
    "catalog": set(),
    "language": {"catalog"},
    "lessons.text": set(),
    "lessons.tables": {"lessons.text"},
    "lessons.conditions": {"lessons.tables"},
    "lessons.lesson": {"lessons.text", "lessons.conditions"},
    "lessons.parts": {"lessons.tables", "lessons.conditions", "lessons.lesson"},
    "lessons.rules": {"lessons.text", "lessons.tables", "lessons.lesson"},
    "lessons.reading": {
        *("lessons.text", "lessons.tables", "lessons.conditions", "lessons.lesson", "lessons.parts", "lessons.rules"),
    },
    "glossary": {"language", "lessons.text", "lessons.tables"},
    "softmax": set(),
    "labels": set(),
    "model": {"softmax", "labels"},
    "newton": {"softmax", "facts"},
    "optimizers": {"softmax", "newton"},
    "batch": {"softmax"},
    "objective": {"softmax", "model", "batch"},
    "history": {"softmax", "facts", "model"},
    "config": {"softmax", "optimizers"},
    "validation": {"softmax", "labels", "model", "config"},
    "steps": {"softmax", "newton", "optimizers", "objective", "config"},
    "first_theta": {"softmax", "model", "objective", "config", "validation"},
    "training": {"softmax", "model", "objective", "first_theta", "steps", "config", "validation", "history"},
    "objective_stack": {"softmax", "batch"},
    "family": {
        *("softmax", "model", "members", "objective_stack", "optimizers", "first_theta", "steps", "config"),
        *("validation", "history"),
    },
    "members": {"config", "optimizers"},
    "datasets": {"softmax", "labels", "model"},
    "generated": {"softmax", "labels", "datasets"},
    "feature_map": {"softmax", "datasets"},
    "facts": set(),
    "edits": {"softmax", "labels", "datasets", "facts"},
    "reading.cells": {"softmax"},
    "reading.text": {"facts", "reading.cells"},
    "reading.columns": {"facts", "reading.cells", "reading.text"},
    "reading.read": {
        *("softmax", "labels", "datasets", "facts", "reading.cells", "reading.columns", "reading.text"),
    },
    "catalogue": {"datasets", "generated", "reading.read"},
    "held_out": {"labels"},
    "evaluation": {"softmax", "labels", "history", "training"},
    "experiment": {
        "feature_map",
        "evaluation",
        "held_out",
        "softmax",
        "labels",
        "model",
        "history",
        "config",
        "validation",
        "training",
        "datasets",
    },
    "analysis.decision_regions": {"softmax", "labels", "model"},
    "analysis.corners": {"softmax", "analysis.decision_regions"},
    "analysis.curved_regions": {
        *("softmax", "model", "feature_map", "analysis.corners", "analysis.decision_regions"),
    },
    "analysis.chain_rule": {"softmax"},
    "analysis.derivation": {"softmax", "model", "analysis.chain_rule"},
    "analysis.update": {"softmax", "model"},
    "analysis.ties": {"softmax", "labels", "model"},
    "analysis.gradient_check": {"softmax", "model"},
    "analysis.gradient_part": {"softmax", "analysis.gradient_check"},
    "analysis.loss_comparison": {"softmax", "model", "history", "config", "training"},
    "analysis.separation": {"softmax", "labels", "model", "config", "training", "datasets"},
    "analysis.agreement": {
        *("softmax", "labels", "model", "history", "config", "optimizers", "analysis.separation"),
    },
    "analysis.learning_rate": {"softmax", "model", "history", "config", "training"},
    "analysis.learning_rate_map": {"softmax", "history", "config", "family"},
    "analysis.landscape": {"softmax", "labels", "model", "history"},
    "analysis.reference": {"facts", "softmax", "labels", "model", "datasets", "validation", "analysis.separation"},
    "analysis.standalone": {"facts", "softmax", "labels", "config", "analysis.reference"},
    "export.spreadsheet": {"reading.cells"},
    "export.history": {"history", "experiment", "export.spreadsheet"},
    "export.predictions": {"softmax", "model", "datasets", "experiment", "export.spreadsheet"},
    "export.model_file": {"softmax", "model", "datasets", "feature_map", "experiment"},
    "export.model_reading": {
        *("softmax", "model", "datasets", "facts", "feature_map", "reading.columns", "reading.read"),
        "export.model_file",
    },
    "export.new_rows": {
        *("softmax", "facts", "reading.cells", "reading.columns", "reading.text"),
        *("export.model_file", "export.spreadsheet"),
    },
    "export.notebook": {"experiment", "analysis.standalone"},
}
FOREIGN = {
    "library": {"numpy"},
    "trainer.analysis.reference": {"numpy", "sklearn", "scipy"},
    "figures": {"numpy", "plotly"},
    "trainer.figures.movie_gif": {"numpy", "PIL"},
    "trainer.figures.gif_marks": {"numpy", "PIL"},
    "trainer.figures.gif_fonts": {"PIL"},
    "ui": {"numpy", "plotly", "streamlit"},
    "trainer.ui.share.qr_code": {"segno"},
}


@cache
def imported(name):
    """Every module a module imports, anywhere in it but for type checking; import_module too."""
    found = set()
    for node in walk_at_run_time(ast.parse(MODULES[name].read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} has a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            found.add(ast.literal_eval(node.args[0]))
    return found


def walk_at_run_time(node):
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")):
            yield from walk_at_run_time(child)


def called(node):
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def of_project(name):
    """The modules of the project that a module imports, itself and packages left out."""
    return {module for module in imported(name) if module in MODULES and MODULES[module].name != "__init__.py"} - {name}


def foreign(name):
    tops = {module.split(".")[0] for module in imported(name)}
    return tops - set(sys.stdlib_module_names) - {"trainer", "__future__"}


def loaded_after(statement):
    """The top-level modules loaded in a fresh interpreter after a statement."""
    code = f"import sys\n{statement}\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_every_module_of_the_library_has_its_place_in_the_order():
    assert {f"trainer.{name}" for name in NEEDS} == {name for name in LIBRARY if MODULES[name].name != "__init__.py"}


@pytest.mark.parametrize("name", NEEDS)
def test_the_core_imports_one_way(name):
    assert of_project(f"trainer.{name}") <= {f"trainer.{needed}" for needed in NEEDS[name]}


@pytest.mark.parametrize("name", LIBRARY)
def test_the_library_imports_neither_figures_nor_pages(name):
    assert not of_project(name) & {*FIGURES, *UI, "app"}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_import_no_page(name):
    assert not of_project(name) & {*UI, "app"}


def test_no_import_leads_back_to_where_it_began():
    order = list(TopologicalSorter({name: of_project(name) for name in MODULES}).static_order())
    assert set(order) == set(MODULES)


@pytest.mark.parametrize("name", LIBRARY)
def test_the_library_needs_numpy_alone_and_the_reference_scikit_learn(name):
    assert foreign(name) <= FOREIGN.get(name, FOREIGN["library"])


@pytest.mark.parametrize("name", FIGURES)
def test_figures_need_no_streamlit(name):
    assert foreign(name) <= FOREIGN.get(name, FOREIGN["figures"])


@pytest.mark.parametrize("name", [*UI, "app"])
def test_pages_need_streamlit_and_plotly_and_no_more(name):
    assert foreign(name) <= FOREIGN.get(name, FOREIGN["ui"])


def test_scikit_learn_is_imported_in_functions_only():
    tree = ast.parse(MODULES["trainer.analysis.reference"].read_text())
    at_the_top = {node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)}
    assert not [node for node in at_the_top if "sklearn" in ast.unparse(node) or "scipy" in ast.unparse(node)]


def test_the_library_loads_none_of_the_heavy_packages():
    loaded = loaded_after("\n".join(f"import {name}" for name in sorted(LIBRARY)))
    assert "trainer" in loaded
    assert not loaded & {"streamlit", "plotly", "sklearn", "scipy", "pandas", "matplotlib"}


def test_importing_trainer_alone_offers_the_public_names():
    names = "train, TrainingConfig, Parameters, History, Dataset, Standardizer, load_three_class, load_iris"
    loaded = loaded_after(f"from trainer import {names}")
    assert not loaded & {"streamlit", "plotly", "sklearn", "scipy"}


def test_figures_load_no_streamlit_and_no_scikit_learn():
    loaded = loaded_after("\n".join(f"import {name}" for name in sorted(FIGURES)))
    assert "plotly" in loaded
    assert not loaded & {"streamlit", "sklearn", "scipy"}


def test_settings_and_urls_load_no_streamlit():
    loaded = loaded_after("import trainer.ui.settings.values, trainer.ui.settings.url")
    assert not loaded & {"streamlit", "plotly", "sklearn", "scipy"}


def test_the_pages_load_no_scikit_learn():
    assert not loaded_after("\n".join(f"import {name}" for name in sorted(UI))) & {"sklearn", "scipy"}
