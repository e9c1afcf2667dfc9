"""Whether the app in this container answers; ends with 1 where it does not. For images without curl."""

import os
import sys
import urllib.request


def address() -> str:
    """Where Streamlit says that it is well, by the variables that it is configured with."""
    port = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
    path = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
    return f"http://127.0.0.1:{port}/{path + '/' if path else ''}_stcore/health"


if __name__ == "__main__":
    try:
        urllib.request.urlopen(address(), timeout=3)
    except OSError as error:
        sys.exit(f"{address()}: {error}")
