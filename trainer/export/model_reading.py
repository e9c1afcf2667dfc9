"""A model file read back: each part is checked by its kind, shape and range; nothing of it is executed.

Refused says which part is not as model_file.py describes it.
"""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from trainer.datasets import Standardizer
from trainer.export.model_file import FORMAT, VERSION, Model
from trainer.facts import Refused
from trainer.feature_map import Pairs
from trainer.model import Parameters
from trainer.reading.columns import MOST_CLASSES
from trainer.reading.read import MOST_FEATURES
from trainer.softmax import Array

MOST_BYTES = 2**20
LONGEST_NAME, MOST_SETTINGS, LONGEST_SETTING = 2000, 100, 5000  # characters, entries, characters
LARGEST_MEAN, LARGEST_WEIGHT, LEAST_STD = 1e100, 1e100, 1e-100  # so that no logit of a sample overflows


def read_model(content: bytes) -> Model:
    """The model of a file."""
    if len(content) > MOST_BYTES:
        raise Refused("model_too_large", megabytes=MOST_BYTES // 2**20)
    parts = _parts(content)
    features, classes = _names(parts, "features", 1, MOST_FEATURES), _names(parts, "classes", 2, MOST_CLASSES)
    products = _products(parts, len(features))
    width, k = len(features) + len(products), len(classes)
    scaler = parts.get("scaler")
    scaler = scaler if isinstance(scaler, dict) else {}
    mean = _numbers(scaler.get("mean"), "scaler.mean", (width,), LARGEST_MEAN)
    std = _numbers(scaler.get("std"), "scaler.std", (width,), LARGEST_MEAN)
    if (std < LEAST_STD).any():
        raise Refused("model_std", least=LEAST_STD)
    W = _numbers(parts.get("W"), "W", (k, width), LARGEST_WEIGHT)
    b = _numbers(parts.get("b"), "b", (k,), LARGEST_WEIGHT)
    return Model(features, products, classes, Standardizer(mean, std), Parameters(W, b), _settings(parts))


def _parts(content: bytes) -> Mapping[str, Any]:
    try:
        parts = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Refused("model_not_json") from None
    if not isinstance(parts, dict) or parts.get("format") != FORMAT:
        raise Refused("model_not_ours", format=FORMAT)
    version = parts.get("version")
    if type(version) is not int or version != VERSION:
        raise Refused("model_version", version=VERSION)
    return parts


def _names(parts: Mapping[str, Any], part: str, fewest: int, most: int) -> tuple[str, ...]:
    """Names that differ, from fewest to most of them."""
    names = parts.get(part)
    if not isinstance(names, list) or not fewest <= len(names) <= most or not all(map(_is_text, names)):
        raise Refused("model_names", part=part, fewest=fewest, most=most)
    if len(set(names)) < len(names):
        raise Refused("model_names_again", part=part)
    return tuple(names)


def _is_text(name: Any, longest: int = LONGEST_NAME) -> bool:
    """Whether it is a text that can be shown: half of a pair of surrogates cannot."""
    return isinstance(name, str) and len(name) <= longest and not any("\ud800" <= sign <= "\udfff" for sign in name)


def _products(parts: Mapping[str, Any], n_features: int) -> Pairs:
    pairs = parts.get("products", [])
    if not isinstance(pairs, list) or n_features + len(pairs) > MOST_FEATURES:
        raise Refused("model_products", most=MOST_FEATURES)
    for pair in pairs:
        two = isinstance(pair, list) and len(pair) == 2
        if not two or not all(type(place) is int and 0 <= place < n_features for place in pair):
            raise Refused("model_products", most=MOST_FEATURES)
    return tuple((left, right) for left, right in pairs)


def _numbers(values: Any, part: str, shape: tuple[int, ...], largest: float) -> Array:
    """Numbers of a shape, none larger than the largest."""
    if not _has_shape(values, shape):
        raise Refused("model_shape", part=part, shape=" × ".join(map(str, shape)))
    try:
        numbers = np.array(values, dtype=np.float64)
    except OverflowError:  # a whole number of hundreds of digits
        numbers = np.full(shape, np.inf)
    if not (np.abs(numbers) <= largest).all():
        raise Refused("model_range", part=part, most=largest)
    return numbers


def _has_shape(values: Any, shape: tuple[int, ...]) -> bool:
    if not shape:
        return type(values) in (int, float)
    return isinstance(values, list) and len(values) == shape[0] and all(_has_shape(v, shape[1:]) for v in values)


def _settings(parts: Mapping[str, Any]) -> Mapping[str, str]:
    settings = parts.get("settings", {})
    if not isinstance(settings, dict) or len(settings) > MOST_SETTINGS:
        raise Refused("model_settings")
    texts = [*settings.keys(), *settings.values()]
    if not all(_is_text(text, LONGEST_SETTING) for text in texts):
        raise Refused("model_settings")
    return dict(settings)
