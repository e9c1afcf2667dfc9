"""A link to give away: to copy, to try and to scan, with a word on who can follow it."""

from pathlib import Path

import streamlit as st

from trainer.language import _
from trainer.ui.share import qr_code
from trainer.ui.words import share as words

_copy = st.components.v2.component(
    "copy_link",
    html='<button type="button"></button><p role="status"></p>',
    css=Path(__file__).with_name("copy.css").read_text("utf-8"),
    js=Path(__file__).with_name("copy.js").read_text("utf-8"),
)


def offer(link: str, own_data: bool) -> None:
    """Show a link. own_data: the session trains on somebody's own, which no link holds."""
    st.markdown(_("**The link**"))
    st.code(link, language=None, wrap_lines=True)
    said = {"label": _("Copy the link"), "copied": _("Copied."), "not_copied": _(words.NOT_COPIED)}
    _copy(key="share_copy", data={"link": link, **said})
    st.caption(words.what_it_opens(link))
    if own_data:
        st.warning(_(words.OWN_DATA))
    st.link_button(_("Try it in a new tab"), link, icon=":material/open_in_new:")
    try:
        code = qr_code.image(link, _("QR code of the link"))
    except ValueError:
        st.caption(_(words.TOO_LONG))
        return
    with st.container(key="share_code"):
        st.html(code)
