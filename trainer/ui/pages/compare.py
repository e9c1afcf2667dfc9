"""The Compare page: runs side by side, their loss curves, and their paths over the loss."""

import streamlit as st

from trainer.analysis.landscape import loss_landscape, plane_of_largest_curvature, project
from trainer.figures.compare import curves_chart, landscape_chart
from trainer.figures.regions_figure import regions_figure
from trainer.figures.scatter import MOST_POINTS
from trainer.glossary import with_terms
from trainer.language import _
from trainer.optimizers import OPTIMIZERS
from trainer.ui import runs
from trainer.ui.pages import learning_rate_map
from trainer.ui.pages.compared_runs import NamedRun, named_runs, table
from trainer.ui.settings.values import Settings
from trainer.ui.share.switches import hides
from trainer.ui.widgets import controls
from trainer.ui.widgets.charts import chart
from trainer.ui.widgets.learning_rate_band import no_optimum_in_words
from trainer.ui.widgets.pinned import kept_list
from trainer.ui.words import compare as words
from trainer.ui.words.data import part_drawn
from trainer.ui.words.runs import measured_at, regions_in_words


def page(settings: Settings) -> None:
    """Draw the page."""
    st.title(_("Compare runs"), anchor=False)
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
            st.info(_("Choose at least one to compare."))
        return
    st.caption(with_terms(_what_is_compared(settings)))
    _regions(compared, settings)
    _curves(compared, settings)
    st.html(table(compared, settings.comparison.compare))
    if not hides("paths"):
        _landscape(compared, settings)
    if settings.comparison.compare == "rates" and not hides("map"):
        learning_rate_map.section(settings)


def _what_is_compared(settings: Settings) -> str:
    if settings.comparison.compare == "kept":
        return _(words.KEPT)
    if settings.comparison.compare == "optimizers":
        return _(words.DIFFERENT_OPTIMIZERS)
    optimizer = settings.training.optimizer
    return _(words.RATES) if "learning_rate" in OPTIMIZERS[optimizer].reads else words.rates_of_another(optimizer)


def _regions(compared: list[NamedRun], settings: Settings) -> None:
    longest = max(named.experiment().history.n_epochs for named in compared)
    controls.control("compare_epoch", high=longest, width=420)
    epoch = min(settings.comparison.compare_epoch, longest)
    with st.container(key="grid_regions"):
        for named in compared:
            with st.container():
                _small_regions(named, min(epoch, named.experiment().history.n_epochs), settings)
    if (rows := max(len(named.experiment().dataset.y) for named in compared)) > MOST_POINTS:
        st.caption(part_drawn(MOST_POINTS, rows))


def _small_regions(named: NamedRun, epoch: int, settings: Settings) -> None:
    experiment = named.experiment()
    st.markdown(f"**{named.name}**")
    axes = runs.axes_shown_for(named.data, settings.features_shown)
    chart(
        regions_figure(experiment, axes, epoch, controls.theme(), height=250, small=True),
        key=f"regions {named}",
        alt=words.of_run(named.name, regions_in_words(experiment, epoch)),
    )
    st.caption(measured_at(experiment, epoch))


def _curves(compared: list[NamedRun], settings: Settings) -> None:
    st.header(_("Loss"), anchor=False)
    controls.control("loss_axes", width=210)
    last = {named.name: named.experiment().history for named in compared}
    chart(
        curves_chart(last, settings.loss_axes),
        key="curves",
        alt=words.curves_in_words({name: history.loss[-1] for name, history in last.items()}),
    )


def _landscape(compared: list[NamedRun], settings: Settings) -> None:
    st.header(_("Paths over the loss"), anchor=False)
    data, training = settings.data, settings.training
    same = [named for named in compared if named.data == data and named.training.l2 == training.l2]
    best = runs.finite_optimum(data, training.seed, training.l2)
    if best is None:
        st.info(words.no_landscape(no_optimum_in_words(settings)))
        return
    if not same:
        st.info(_(words.NO_SHARED_LANDSCAPE))
        return
    X, y = best.X_train(), best.y_train()
    plane = plane_of_largest_curvature(best.history.parameters(), X, training.l2)
    paths = {named.name: project(plane, named.experiment().history) for named in same}
    landscape = loss_landscape(plane, X, y, training.l2, list(paths.values()))
    chart(
        landscape_chart(landscape, paths, controls.theme()),
        key="landscape",
        alt=_("Contours of the loss over a plane through the optimum, with the projected paths of the runs."),
    )
    st.caption(with_terms(_(words.SLICE)))
