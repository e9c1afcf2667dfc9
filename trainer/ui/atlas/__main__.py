"""`make atlas`: python -m trainer.ui.atlas build/atlas.html"""

import gzip
import logging
import time
from argparse import ArgumentParser
from pathlib import Path

from trainer.ui.atlas.build import all_shelves, atlas
from trainer.ui.words.atlas import written


def main() -> None:
    """Write the page, and say how large it is and how long it took."""
    parser = ArgumentParser(prog="make atlas", description="Write the atlas: one HTML page that holds all its runs.")
    parser.add_argument("out", type=Path, help="the file to write")
    out: Path = parser.parse_args().out
    logging.disable(logging.WARNING)  # Streamlit warns that there is no page
    start = time.perf_counter()
    text = atlas(all_shelves()).encode()
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(text)
    print(written(out, len(text), len(gzip.compress(text)), time.perf_counter() - start))


if __name__ == "__main__":
    main()
