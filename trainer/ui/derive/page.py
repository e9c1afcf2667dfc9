"""The Derive page: from x to a - y and one update, a step at a time, with live numbers."""

import streamlit as st

from trainer.figures.regions_figure import regions_figure
from trainer.figures.theme import CONFIG
from trainer.ui import runs
from trainer.ui.derive.steps import SECTIONS
from trainer.ui.derive.worked_example import WorkedExample, worked_example_of
from trainer.ui.settings.table import LAST_STEP
from trainer.ui.settings.values import Settings
from trainer.ui.widgets import controls
from trainer.ui.widgets.tex import Ink
from trainer.ui.words.runs import regions_in_words


def page(settings: Settings) -> None:
    """Draw the page."""
    st.title("Why the gradient is a − y", anchor=False)
    example = worked_example_of(settings)
    controls.control("way", width=260)
    if example.by_hand:
        _logit_controls()
    else:
        _sample_controls(settings, example)
    st.caption(example.caption)
    _reveal_buttons(settings.derive.step)
    ink = Ink(controls.theme(), controls.is_phone(settings.layout))
    for number, section in enumerate(SECTIONS[: settings.derive.step], start=1):
        with st.container(border=True, key=f"step_{number}"):
            section(number, example, ink)
    shown = settings.derive.step
    if shown < LAST_STEP:
        _go_button(f"Next: step {shown + 1}", shown + 1, False, "Shows one more step; key N.", key="next_below")


def _logit_controls() -> None:
    for group in (("z1", "z2", "z3"), ("target", "y1", "y2", "y3")):
        with st.container(horizontal=True):
            for key in group:
                controls.control(key, width=140)


def _sample_controls(settings: Settings, example: WorkedExample) -> None:
    left, right = st.columns([2, 3], vertical_alignment="center")
    with left:
        controls.control("sample")
        controls.control("epoch", high=example.experiment.history.n_epochs)
    axes, sample = runs.axes_shown(settings), runs.row_shown(settings)
    right.plotly_chart(
        regions_figure(example.experiment, axes, example.epoch, controls.theme(), sample, height=300),
        key="derive_regions",
        config=CONFIG,
        on_select=controls.choose_clicked_sample("derive_regions"),
        selection_mode="points",
        alt=regions_in_words(example.experiment, example.epoch),
    )


def _reveal_buttons(shown: int) -> None:
    first, last = shown == 1, shown == LAST_STEP
    with st.container(horizontal=True, key="reveal"):
        _go_button("First step", 1, first, "Shows the first step alone.")
        _go_button("Back", shown - 1, first, "Hides the last step shown; key B.", shortcut="B")
        _go_button("Next", shown + 1, last, "Shows one more step; key N.", shortcut="N", type="primary")
        _go_button("All steps", LAST_STEP, last, "Shows every step.")


def _go_button(label: str, step: int, disabled: bool, help_text: str, **look: str) -> None:
    st.button(
        label,
        help=help_text,
        disabled=disabled,
        on_click=st.session_state.__setitem__,
        args=("step", step),
        **look,  # type: ignore[arg-type]
    )
