"""The Compare page: runs side by side, their loss curves, and their paths over the loss."""

import streamlit as st

from trainer.analysis.landscape import loss_landscape, plane_of_largest_curvature, project
from trainer.figures.compare import curves_chart, landscape_chart
from trainer.figures.numbers import number, percent
from trainer.figures.regions_figure import regions_figure
from trainer.figures.theme import CONFIG
from trainer.ui import runs
from trainer.ui.pages.compared_runs import NamedRun, named_runs, table
from trainer.ui.settings.values import Settings
from trainer.ui.widgets import controls
from trainer.ui.widgets.pinned import kept_list

COLUMNS = 4


def page(settings: Settings) -> None:
    """Draw the page."""
    st.title("Compare runs", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.control("compare", width=200)
        if settings.comparison.compare == "rates":
            controls.control("rates", width=620)
        elif settings.comparison.compare == "optimizers":
            controls.control("optimizers", width=760)
    if settings.comparison.compare == "kept":
        kept_list()
    compared = named_runs(settings)
    if not compared:
        if settings.comparison.compare != "kept":
            st.info("Choose at least one to compare.")
        return
    st.caption(_what_is_compared(settings))
    _regions(compared, settings)
    _curves(compared, settings)
    st.markdown(table(compared))
    _landscape(compared, settings)


def _what_is_compared(settings: Settings) -> str:
    if settings.comparison.compare == "kept":
        return "Every run has the settings it was kept with; those of the sidebar do not change it."
    same = "same data, same first weights; all else as in the sidebar"
    if settings.comparison.compare == "rates" and settings.training.optimizer == "newton":
        return f"Runs with the {same}. Newton takes no learning rate, so these runs use gradient descent."
    return f"Runs with the {same}."


def _regions(compared: list[NamedRun], settings: Settings) -> None:
    longest = max(named.experiment().history.n_epochs for named in compared)
    controls.control("compare_epoch", high=longest, width=420)
    epoch = min(settings.comparison.epoch, longest)
    for start in range(0, len(compared), COLUMNS):
        for column, named in zip(st.columns(COLUMNS), compared[start : start + COLUMNS], strict=False):
            with column:
                _small_regions(named, min(epoch, named.experiment().history.n_epochs), settings)


def _small_regions(named: NamedRun, epoch: int, settings: Settings) -> None:
    experiment = named.experiment()
    history = experiment.history
    st.markdown(f"**{named.name}**")
    axes = runs.axes_shown_for(named.data, settings.plane)
    st.plotly_chart(
        regions_figure(experiment, axes, epoch, controls.theme(), height=250, small=True),
        key=f"regions {named}",
        config=CONFIG,
        alt=f"Decision regions of the run “{named.name}” at epoch {epoch}.",
    )
    st.caption(f"epoch {epoch}: loss {number(history.loss[epoch])}, accuracy {percent(history.accuracy[epoch])}")


def _curves(compared: list[NamedRun], settings: Settings) -> None:
    st.subheader("Loss", anchor=False)
    controls.control("loss_axes", width=210)
    last = {named.name: named.experiment().history for named in compared}
    st.plotly_chart(
        curves_chart(last, settings.loss_axes),
        key="curves",
        config=CONFIG,
        alt="Training loss against epoch; at the end "
        + ", ".join(f"{name} {number(history.loss[-1])}" for name, history in last.items())
        + ".",
    )


def _landscape(compared: list[NamedRun], settings: Settings) -> None:
    st.subheader("Paths over the loss", anchor=False)
    data, training = settings.data, settings.training
    same = [named for named in compared if named.data == data and named.training.l2 == training.l2]
    if training.l2 == 0:
        st.info("Without a penalty there may be no finite optimum to look around: set an L2 penalty to see the paths.")
        return
    if not same:
        st.info("No run here has the data and the penalty of the sidebar, so none shares its landscape.")
        return
    best = runs.optimum(data, training.seed, training.l2)
    X, y = best.X_train(), best.y_train()
    plane = plane_of_largest_curvature(best.history.parameters(), X, training.l2)
    paths = {named.name: project(plane, named.experiment().history) for named in same}
    landscape = loss_landscape(plane, X, y, training.l2, list(paths.values()))
    st.plotly_chart(
        landscape_chart(landscape, paths, controls.theme()),
        key="landscape",
        config=CONFIG,
        alt="Contours of the loss over a plane through the optimum, with the projected paths of the runs.",
    )
    st.caption(
        "A slice: the plane through the optimum along the two directions in which the loss is curved most, with the "
        "paths of the runs projected on it. Paths leave the plane, so the loss under a path is not the loss of the "
        "run. A small rate creeps along a straight path; one near its limit zigzags across the steep direction."
    )
