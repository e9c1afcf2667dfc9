"""Where a server's processor time goes: every function of the project counts for its part, from the inside.

An import hook wraps the functions of each module of `trainer` as it is loaded. A thread's processor time counts for
the innermost part that it is in; calls within a part cost next to nothing more.
"""

import gc
import json
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder
from inspect import isgeneratorfunction
from pathlib import Path
from time import thread_time
from types import FunctionType, MethodType, ModuleType
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web.server.starlette import starlette_websocket

TRAINING, FIGURES, PAGES, SERIALIZATION, GARBAGE = (
    "training and analysis",
    "figures",
    "pages",
    "serialization",
    "garbage",
)
STREAMLIT = "Streamlit, in the script's thread"

_totals: dict[str, float] = defaultdict(float)
_lock = threading.Lock()
_thread = threading.local()


def part_of(module: str) -> str:
    """The part that a module of the project belongs to."""
    if module.startswith("trainer.ui"):
        return PAGES
    return FIGURES if module.startswith("trainer.figures") else TRAINING


@contextmanager
def counting(part: str) -> Iterator[None]:
    """The time of this thread counts for a part until the end, inner parts left out."""
    outer, _thread.part = getattr(_thread, "part", None), part
    _count(outer)
    try:
        yield
    finally:
        _thread.part = outer
        _count(part)


def _count(part: str | None) -> None:
    now = thread_time()
    if part is not None:
        with _lock:
            _totals[part] += now - _thread.mark
    _thread.mark = now


def measured(function: Callable, part: str) -> Callable:
    """The function, its time counted."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        if getattr(_thread, "part", None) == part:
            return function(*args, **kwargs)
        with counting(part):
            return function(*args, **kwargs)

    return call


class Hook(MetaPathFinder):
    """Wraps the functions of each module of the project once it is loaded."""

    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> Any:
        spec = PathFinder.find_spec(name, path, target) if name.partition(".")[0] == "trainer" else None
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def exec_module(module: ModuleType) -> None:
                load(module)
                wrap(module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def wrap(module: ModuleType) -> None:
    """Count every plain function that a module defines; a generator's time counts for who asks it."""
    for name, value in list(vars(module).items()):
        ours = isinstance(value, FunctionType) and value.__module__ == module.__name__
        if ours and not isgeneratorfunction(value) and not hasattr(value, "__wrapped__"):
            setattr(module, name, measured(value, part_of(module.__name__)))


def wrap_streamlit() -> None:
    """Count what a page asks of Streamlit as Streamlit's: its elements, as methods and as functions of st."""
    for owner in (DeltaGenerator, st):
        for name in [name for name in dir(owner) if not name.startswith("_")]:
            if isinstance(value := getattr(owner, name), FunctionType | MethodType):
                setattr(owner, name, measured(value, STREAMLIT))


def _count_garbage(phase: str, _: dict) -> None:
    if phase == "start":
        _thread.before_garbage = getattr(_thread, "part", None)
        _count(_thread.before_garbage)
        _thread.part = GARBAGE
    elif hasattr(_thread, "before_garbage"):
        _thread.part = _thread.before_garbage
        _count(GARBAGE)


def start(report: Path, every: float = 0.5) -> None:
    """Count from now on; the report, seconds of each part as JSON, is written again and again."""
    sys.meta_path.insert(0, Hook())
    gc.callbacks.append(_count_garbage)
    ScriptRunner._run_script = measured(ScriptRunner._run_script, STREAMLIT)  # type: ignore[method-assign]
    wrap_streamlit()
    starlette_websocket.serialize_forward_msg = measured(starlette_websocket.serialize_forward_msg, SERIALIZATION)

    def write() -> None:
        while True:
            threading.Event().wait(every)
            with _lock:
                report.write_text(json.dumps(_totals))

    threading.Thread(target=write, daemon=True).start()
