"""What a tab reads in the answers of a server."""

from dataclasses import dataclass

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass(frozen=True)
class Rerun:
    """From the message sent to the last one received: seconds, and the bytes of all received."""

    seconds: float
    n_bytes: int
    n_progress: int  # how often a bar of progress moved


def shows_progress(answer: ForwardMsg) -> bool:
    """Whether a message moves a bar of progress."""
    return answer.WhichOneof("type") == "delta" and answer.delta.new_element.WhichOneof("type") == "progress"
