"""What a hostile client sends: values of every other type to every widget, one after the other without a rest."""

from itertools import cycle, product

from tests.load.server import Server
from tests.load.session import open_session

KEYS = (
    "learning_rate",
    "optimizer",
    "dataset",
    "n_epochs_typed",
    "n_epochs_more",
    "standardize",
    "sample_typed",
    "batch_size",
    "held_out",
    "seed_typed",
    "l2",
)
FOREIGN = {
    "another type": {"int_value": 10**12},
    "text": {"string_value": "no such option"},
    "empty text": {"string_value": ""},
    "many texts": {"string_array_value": {"data": ["no such option", "another"]}},
    "no text": {"string_array_value": {"data": []}},
    "a number that is none": {"double_value": float("nan")},
    "a number too large": {"double_value": 1e308},
    "numbers": {"double_array_value": {"data": [float("inf"), -1.0]}},
    "bytes": {"bytes_value": b"\x00\xff"},
    "json": {"json_value": '{"__class__": "os.system"}'},
    "nothing": {"trigger_value": True},
}


async def pester(server: Server) -> None:
    """Send foreign values, each as soon as the one before was answered, until cancelled."""
    async with open_session(server) as session:
        await session.rerun()
        for key, value in cycle(product(KEYS, FOREIGN.values())):
            await session.rerun(**{key: value})
