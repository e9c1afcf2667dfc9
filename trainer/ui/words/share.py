"""What the Share panel says."""

from urllib.parse import urlsplit

from trainer.language import N_, _

PROJECTOR = N_("Writes the charts large, and folds the settings to the learning rate.")
OWN_DATA = N_("Your own data stay in this session: the link opens with the built-in example in their place.")
TOO_LONG = N_("This link is too long for a QR code: a code holds at most 2,331 letters.")
NOT_COPIED = N_("The browser does not let the page copy: select the link, and copy it by hand.")
THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")


def what_it_opens(link: str) -> str:
    """Where the link leads, and who can follow it; Markdown."""
    parts = urlsplit(link)
    if parts.hostname in THIS_COMPUTER:
        alone = _(
            "It opens {address}, which is this computer itself: nobody else can follow it. To serve a class, start "
            "the app with `make class`, and share from the address that it prints."
        )
        return alone.format(address=f"`{parts.netloc}`")
    return _(
        "It opens {address} as the app is set now, for everybody who can reach this address; what is predicted in a "
        "lesson stays here."
    ).format(address=f"`{parts.netloc}`")
