"""An error in the app reaches the log with what is needed to repeat it, and nothing of a person's.

Streamlit logs an error that a page or a callback raised with its message, which may quote what somebody typed or
uploaded. The entry written in its stead holds the page, the link made anew from the settings (what else stood in
the address is a person's own), the kinds of the errors and the lines of code.
"""

import logging
from traceback import FrameSummary, extract_tb
from urllib.parse import urlsplit

import streamlit as st

from trainer.ui import session
from trainer.ui.settings import url
from trainer.ui.share.link import share_link
from trainer.ui.words.error_log import entry, place

STREAMLIT = logging.getLogger("streamlit.error_util")


class Repeatable(logging.Filter):
    """Makes Streamlit's entry about an error one that holds no message of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; every record goes on."""
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = described(record.exc_info[1]), ()
            record.exc_info = record.exc_text = None
        return True


def described(error: BaseException) -> str:
    """The page, the link, and for the error and what caused it their kind and their lines of code."""
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None:
        chain.append(cause)
    kinds = [type(raised).__name__ for raised in reversed(chain)]
    return entry(link(), kinds, [place(*spot) for raised in reversed(chain) for spot in spots(raised)])


def spots(error: BaseException) -> list[tuple[str, int, str]]:
    """File, line and function of each call that led to an error, Streamlit's own left out."""
    return [(frame.filename, frame.lineno or 0, frame.name) for frame in extract_tb(error.__traceback__) if ours(frame)]


def ours(frame: FrameSummary) -> bool:
    """Whether a call is not one of Streamlit's."""
    return "/site-packages/streamlit/" not in frame.filename.replace("\\", "/")


def link() -> str:
    """The page and the settings of the session that this thread runs, as a link without a host; "" outside of one."""
    try:
        page = urlsplit(st.context.url or "").path.strip("/")
        return share_link(
            "http://host", page, {key: text for key, text in url.write(session.values()).items() if key != "title"}
        )
    except Exception:  # whatever is wrong with the session, the error itself must be logged
        return ""


def keep() -> None:
    """From now on, for the whole process; calling it again changes nothing."""
    if not any(isinstance(filter_, Repeatable) for filter_ in STREAMLIT.filters):
        STREAMLIT.addFilter(Repeatable())
