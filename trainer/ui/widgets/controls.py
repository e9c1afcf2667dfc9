"""The settings panel and the control of each setting."""

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import Any

import streamlit as st

from trainer.language import _
from trainer.ui import session
from trainer.ui.progress import Stopped
from trainer.ui.settings.kinds import Choice, Features, Many, Real, Whole, Written
from trainer.ui.settings.row import PANEL, OfData
from trainer.ui.settings.table import PANEL_KEYS, SETTINGS
from trainer.ui.settings.values import DEFAULTS, Settings
from trainer.ui.settings.widget_keys import slider_key
from trainer.ui.share import switches
from trainer.ui.widgets.feature_controls import features_control, pair_control
from trainer.ui.widgets.number_field import number_field

Below = Mapping[str, Callable[[Settings], None]]


def sidebar(settings: Settings, below: Below, without: Collection[str] = ()) -> None:
    """Draw the settings panel. below: what to draw under a control, by its key; without: what the page itself draws.

    Projected, it is folded: only the controls that have something below them are in sight.
    """
    folded = switches.projected()
    with st.sidebar:
        for key in (key for key in below if folded and shown(key) and key not in without):
            _with_below(key, settings, below)
        with st.expander(_("More settings")) if folded else st.container():
            _panel(settings, below, without={*without, *(below if folded else ())})


def _panel(settings: Settings, below: Below, without: Collection[str]) -> None:
    for group in PANEL:
        keys = [key for key in PANEL_KEYS[group] if key not in without and shown(key)]
        if keys:
            st.subheader(_(group))
        for key in keys:
            _with_below(key, settings, below)
    if not switches.hides("reset"):
        st.button(
            _("Reset to defaults"),
            on_click=session.reset,
            icon=":material/restart_alt:",
            width="stretch",
            help=_("Puts every setting back to its default value; kept runs and the language stay."),
        )


def _with_below(key: str, settings: Settings, below: Below) -> None:
    control(key)
    if key in below:
        with suppress(Stopped):  # the page says so
            below[key](settings)


def shown(key: str) -> bool:
    """Whether a setting's control is shown: it has an effect, and no switch hides it."""
    return session.applies()[key] and not switches.hides(key)


def control(key: str, high: int | None = None, **layout: Any) -> None:
    """The control of one setting, as its row says; nothing where it has no effect or is hidden.

    high: the largest whole number there is now; the control is then a slider. Its end stands for the largest
    there will ever be, so that "the last epoch" stays the last when the run gets longer.
    """
    setting = SETTINGS[key]
    if not shown(key):
        return
    common = {"label": _(setting.label), "key": key, "help": _(setting.help), **layout}
    match setting:
        case Whole(low=low, high=limit) if high is not None:
            slider = slider_key(key, high)
            st.session_state[slider] = min(st.session_state[key], high)
            common |= {"key": slider, "on_change": _take_slider, "args": (key, limit, high)}
            st.slider(**common, min_value=low, max_value=high)
        case Whole() | Real():
            number_field(key, setting, session.highest(key), **layout)
        case Many(options=options, most=most):
            st.multiselect(**common, options=options, max_selections=most, format_func=_names(setting))
        case Choice(options=options, widget=widget):
            draw: Any = st.select_slider if widget == "slider" else st.selectbox
            offered = options if setting.of_data is None else _offered(setting.of_data, options)
            draw(**common, options=offered, format_func=_names(setting))
        case Features(widget=widget):
            (pair_control if widget == "pair" else features_control)(key, setting)
        case Written() if session.value(key):
            st.button(
                _("Drop the weights by hand"),
                key=f"{key}_drop",
                on_click=_drop,
                args=(key,),
                width="stretch",
                help=_("Training starts from zeros again, or from random weights."),
            )
        case _ if setting.widget == "toggle":
            st.toggle(**common)


def _names(setting: Choice | Many) -> Callable[[Any], str]:
    """The words for each option as they are now: Streamlit asks for them again before the next run has a language."""
    return {option: setting.name(option) for option in setting.options}.__getitem__


def _offered(of_data: OfData, options: tuple[Any, ...]) -> list[Any]:
    """The options that there are now: somebody's own data once they are brought."""
    values = session.values()
    return [option for option in options if of_data.fits(option, values)]


def _take_slider(key: str, highest: int, high: int) -> None:
    value = st.session_state[slider_key(key, high)]
    st.session_state[key] = highest if value == high else value


def _drop(key: str) -> None:
    st.session_state[key] = DEFAULTS[key]


def theme() -> str:
    """ "light" or "dark", as the browser shows the page."""
    return st.context.theme.type or "light"
