"""The code that repeats a run and its reference outside the app, to read and to download."""

import streamlit as st

from trainer.analysis.standalone import numpy_script, scikit_learn_script
from trainer.experiment import Experiment
from trainer.facts import NotAllowed
from trainer.language import _
from trainer.ui.words.reasons import reason


def scripts(experiment: Experiment) -> None:
    """Two tabs: NumPy alone, and scikit-learn."""
    st.header(_("Repeat it yourself"), anchor=False)
    st.markdown(_("Each file holds the training samples as numbers and runs on its own; it prints loss and weights."))
    X, y, k = experiment.X_train(), experiment.y_train(), len(experiment.dataset.class_names)
    origin = _origin(experiment)
    files = {"scikit-learn": (scikit_learn_script(X, y, k, experiment.config.l2, origin), "scikit_learn_run.py")}
    try:
        files = {"NumPy": (numpy_script(X, y, k, experiment.config, origin), "softmax_run.py")} | files
    except NotAllowed as error:  # an optimizer that examples/softmax.py does not hold
        st.info(_("The run has no script of its own: {reason}.").format(reason=reason(error)))
    for tab, (name, (script, file)) in zip(st.tabs(list(files)), files.items(), strict=True):
        with tab:
            st.download_button(
                _("Download {file}").format(file=file),
                script,
                file_name=file,
                mime="text/x-python",
                on_click="ignore",
                help=_("The script with its data; it needs {package} alone.").format(package=name),
            )
            st.code(script, language="python", height=340)


def _origin(experiment: Experiment) -> str:
    scaled = bool((experiment.standardizer.std != 1).any())
    features = ", ".join(experiment.dataset.feature_names)
    return (
        f"{len(experiment.train_rows)} training samples of {experiment.dataset.name}: {features}"
        + ("\nstandardized: mean 0 and standard deviation 1 over these samples" if scaled else "")
        + f"\nclasses 0, 1, 2 ...: {', '.join(experiment.dataset.class_names)}"
    )
