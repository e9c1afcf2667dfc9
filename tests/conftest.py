"""What all tests share: hypothesis without a deadline, since a busy machine is slow and not wrong."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None, max_examples=50, print_blob=True)
settings.load_profile("no deadline")
