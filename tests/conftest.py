"""What all tests share: hypothesis without a deadline, since a busy machine is slow and not wrong.

CI tries the same examples at every run, so that a change is judged by what it changed; a developer's runs go on
looking for others.
"""

import os

from hypothesis import settings

settings.register_profile(
    "no deadline",
    deadline=None,
    max_examples=50,
    print_blob=True,
    derandomize=os.environ.get("CI") == "true",
)
settings.load_profile("no deadline")
