"""What the atlas says of itself, and a run that is saved as a page."""

from collections.abc import Sequence
from pathlib import Path

from trainer.language import N_, _
from trainer.ui.words import lessons as lesson_words
from trainer.ui.words.lists import listed

TITLE = N_("Softmax Trainer: an atlas of runs")
SAVE = N_("Save this run as a page")
SAVE_HELP = N_(
    "One HTML file that plays this run anywhere, without this app and without a network. It holds the samples shown."
)

LABELS = {
    "light_or_dark": N_("Light or dark"),
    "language": N_("Language"),
    "lesson": N_("Lesson"),
    "no_lesson": N_("none"),
    "back": N_("Back"),
    "next": N_("Next"),
    "leave": N_("Leave the lesson"),
    "show": N_("Show me"),
    "done": N_("The lesson has seen it."),
    "waiting": N_("The lesson waits until you have done it."),
    "covered": N_("The page is covered while you predict."),
    "nothing": N_("nothing"),
    "all_rates": N_("All learning rates"),
    "map_help": N_(
        "Columns are learning rates, epochs run down: the darker a place, the farther its loss is from the best; red "
        "where a loss rises. A click sets rate and epoch."
    ),
    "about": N_("What this page holds, and what it cannot do"),
    "loading": N_("Unpacking the runs …"),
    "too_old": N_("This browser is too old for the page: it needs one of 2023 or later."),
    "map": N_(
        "The losses of all learning rates, epochs downwards: the darker, the farther from the best; red where a loss "
        "rises. The map below shows it large."
    ),
}


def labels() -> dict[str, str]:
    """The words of the controls, in the language of the moment."""
    return {key: _(word) for key, word in LABELS.items()}


def lesson_sentences() -> dict[str, str]:
    """What a lesson says of predictions, its fields still to be filled in; Markdown."""
    return {
        "predict_first": lesson_words.why_not_yet("predict"),
        "do_first": lesson_words.why_not_yet("do"),
        "predicted": lesson_words.predicted_and_found("{predicted}", []),
        "predicted_and_found": lesson_words.predicted_and_found("{predicted}", ["{found}"]),
        "drew": lesson_words.drew("{drawn}"),
        "drew_nothing": lesson_words.drew_nothing("{found}"),
        "drew_and_found": lesson_words.drew_and_found("{drawn}", "{found}", near=False),
        "drew_near": lesson_words.drew_and_found("{drawn}", "{found}", near=True),
    }


def lesson_in_list(title: str, minutes: float) -> str:
    """A lesson to choose, with its time."""
    return _("{title} ({minutes})").format(title=title, minutes=lesson_words.minutes(minutes))


def about(
    held: Sequence[tuple[Sequence[str], int, int, int]],
    penalized: Sequence[str],
    with_squares: Sequence[str],
    penalty: str,
    penalized_rates: int,
) -> list[str]:
    """What the page holds and what it cannot do, one entry each.

    held: data sets by name, how many learning rates there are of each, over how many epochs, and over how many Newton.
    """
    return [
        _(
            "This is one file. It needs no server and no network, stores nothing and sends nothing anywhere. Its "
            "address holds what is set, so that it can be kept or given away with the file."
        ),
        _("It holds finished runs, trained when the page was made, by every optimizer:"),
        *(
            _(
                "{data}: {rates} learning rates over {epochs} epochs, and Newton, which takes no rate, over "
                "{newton_epochs}."
            ).format(data=listed(names), rates=rates, epochs=epochs, newton_epochs=newton_epochs)
            for names, rates, epochs, newton_epochs in held
        ),
        *(
            [
                _(
                    "Of {data} there are also Newton with each L2 penalty, and gradient descent with λ = {penalty} at "
                    "{rates} learning rates; elsewhere there is no penalty."
                ).format(data=listed(penalized), penalty=penalty, rates=penalized_rates)
            ]
            if penalized
            else []
        ),
        *(
            [_("Of {data} there are runs with squares and products, too.").format(data=listed(with_squares))]
            if with_squares
            else []
        ),
        _(
            "Everything else is as the app has it at first: standardized features, 20% held out, all samples in each "
            "step, weights from 0, momentum 0.9, seed 0. Lessons bring a few runs of their own."
        ),
        _("Numbers are rounded to seven digits; what the app would show of the same run is the same to these digits."),
        _(
            "It cannot train. So it has no data of your own, no other settings, no sample moved or added, no "
            "derivation, no check against scikit-learn, no comparison of runs, and only those lessons that need none "
            "of these. The app has them. Where an address or a choice asks for a run that is not here, the nearest one "
            "that is here is shown."
        ),
    ]


def run_title(name: str) -> str:
    """The heading of a saved run."""
    return _("Softmax Trainer: {name}").format(name=name)


def about_the_run() -> str:
    """What a saved run is."""
    return _(
        "One run, saved from Softmax Trainer with its samples. The page needs no server and no network, and sends "
        "nothing anywhere. It plays this run; to change a setting, open the app."
    )


def written(out: Path, size: int, packed: int, seconds: float) -> str:
    """What the command has written; in a terminal, and so in English."""
    return (
        f"{out}: {size / 1e6:.2f} MB, {packed / 1e6:.2f} MB gzipped, made in {seconds:.0f} s. Open it by double click."
    )
