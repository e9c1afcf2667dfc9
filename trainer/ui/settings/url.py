"""Settings to and from a URL: every value checked, defaults left out, nothing evaluated."""

from collections.abc import Mapping
from typing import Any

from trainer.language import _
from trainer.ui.settings.entry import parse, quoted
from trainer.ui.settings.kinds import Kept, Setting, text
from trainer.ui.settings.row import Values
from trainer.ui.settings.table import FORMERLY, NO_MORE, RUN_KEYS, SETTINGS
from trainer.ui.settings.values import DEFAULTS, applicable, fits, fitted


def read(query: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """A value for every setting, and a sentence for every part of the query that was not used."""
    values, ignored = dict(DEFAULTS), []
    for given, entry in query.items():
        key = FORMERLY.get(given, given)
        if key in NO_MORE:
            continue
        if key not in SETTINGS:
            ignored.append(_("{name} is not a setting.").format(name=quoted(given)))
        elif key != given and key in query:
            renamed = _("{old} is not used: it is now called {new}, which the link sets too.")
            ignored.append(renamed.format(old=given, new=key))
        else:
            try:
                values[key], note = _parse(SETTINGS[key], entry)
            except ValueError as error:
                ignored.append(_not_used(f"{given}={quoted(entry)}", str(error)))
            else:
                changed = _("{part} {note}.").format(part=f"{given}={quoted(entry)}", note=note)
                ignored += [changed] if note else []
    return values, ignored + _drop_what_the_data_have_not(values, query)


def _drop_what_the_data_have_not(values: dict[str, Any], query: Mapping[str, str]) -> list[str]:
    """Put defaults where the data set has not what is named, with a sentence each."""
    ignored = []
    named = {FORMERLY.get(given, given): f"{given}={quoted(entry)}" for given, entry in query.items()}
    for key, setting in SETTINGS.items():  # features before those of them that are shown
        if setting.of_data and not fits(key, values):
            values[key] = DEFAULTS[key]
            ignored.append(_not_used(named[key], _must_be(setting.of_data.allowed(values))))
    return ignored


def _not_used(part: str, reason: str) -> str:
    return _("{part} is not used: {reason}.").format(part=part, reason=reason)


def _must_be(allowed: str) -> str:
    return _("it must be {allowed}").format(allowed=allowed)


def write(values: Values) -> dict[str, str]:
    """The query that reproduces what the values stand for with these data."""
    shown = fitted(values)
    changed = [key for key in SETTINGS if shown[key] != DEFAULTS[key] and shown[key] != ()]
    return {key: _written(SETTINGS[key], shown[key]) for key in changed}


def _written(setting: Setting, value: Any) -> str:
    return "!".join(value) if isinstance(setting, Kept) else text(value)


def _parse(setting: Setting, entry: str) -> tuple[Any, str]:
    return (kept_runs(entry, setting.most), "") if isinstance(setting, Kept) else parse(setting, entry)


def run_text(values: Values) -> str:
    """The settings of a run that have an effect and are not default, as one text: learning_rate:0.3~optimizer:adam."""
    applies, shown = applicable(values), fitted(values)
    pairs = [f"{key}:{text(shown[key])}" for key in RUN_KEYS if applies[key] and shown[key] != DEFAULTS[key]]
    return "~".join(pairs) or "default"


def run_values(run: str) -> dict[str, Any]:
    """All settings of such a text; ValueError for a part that is none."""
    values = dict(DEFAULTS)
    for pair in [] if run == "default" else run.split("~"):
        key, entry = (*pair.split(":", 1), "")[:2]
        if key not in RUN_KEYS:
            raise ValueError(_("{name} is not a setting of a run").format(name=quoted(key)))
        values[key], note = parse(SETTINGS[key], entry)
        if note:
            raise ValueError(_("{part} {note}").format(part=key, note=note))
    missing = [SETTINGS[key].of_data for key in RUN_KEYS if not fits(key, values)]
    if missing and missing[0]:
        raise ValueError(_must_be(missing[0].allowed(values)))
    return values


def kept_runs(entry: str, most: int) -> tuple[str, ...]:
    """Runs with exclamation marks between; ValueError if there are too many or one is no run."""
    runs = tuple(dict.fromkeys(run_text(run_values(run)) for run in entry.split("!")))
    if len(runs) > most:
        raise ValueError(_("it must hold at most {most} runs").format(most=most))
    return runs
