"""The movie's Play, Pause and scrubber, which run in the browser alone."""

from trainer.figures.theme import Trace
from trainer.labels import Labels

FRAME_MILLISECONDS = 90


def _animation(milliseconds: int) -> Trace:
    """Frames follow at once and without tweening; `redraw` false moves traces and leaves the rest alone."""
    return {
        "mode": "immediate",
        "frame": {"duration": milliseconds, "redraw": False},
        "transition": {"duration": 0},
    }


def play_and_pause(top: float) -> Trace:
    """The two buttons, at the left, their top at a fraction of the plotting area."""
    buttons = [
        {
            "label": "▶ Play",
            "method": "animate",
            "args": [None, _animation(FRAME_MILLISECONDS) | {"fromcurrent": True}],
        },
        {"label": "❚❚ Pause", "method": "animate", "args": [[None], _animation(0)]},
    ]
    return {
        "type": "buttons",
        "direction": "right",
        "showactive": False,
        "x": 0,
        "xanchor": "left",
        "y": top,
        "yanchor": "top",
        "pad": {"t": 4},
        "bgcolor": "rgba(128,128,128,0.18)",
        "bordercolor": "rgba(128,128,128,0.5)",
        "buttons": buttons,
    }


def scrubber(place: tuple[float, float], epochs: Labels) -> Trace:
    """A slider over the epochs that have a frame; place is (left, top), and it reaches to the right end."""
    jump, names = _animation(0), [str(epoch) for epoch in epochs.tolist()]
    return {
        "active": len(epochs) - 1,
        "x": place[0],
        "len": 1 - place[0],
        "y": place[1],
        "yanchor": "top",
        "pad": {"t": 0, "b": 0},
        "minorticklen": 0,
        "currentvalue": {"prefix": "epoch ", "xanchor": "left"},
        "steps": [{"label": name, "method": "animate", "args": [[name], jump]} for name in names],
    }
