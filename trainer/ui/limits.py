"""Every limit of what the server keeps in memory, in bytes, in one place.

A server must not grow over a day: what all sessions share is bounded for the process, and what one person brought is
bounded for the session and goes with it. `make soak` holds the sum to 60 MB. A run of 200 epochs on iris holds 0.03 MB,
one of 5,000 epochs 0.8 MB; what is larger than its room is kept alone. A file read is at most 5 MB
(`trainer.reading.text`), which Streamlit's server.maxUploadSize says again.
"""

SHARED_RESULTS = 2**25  # of built-in data, for the whole process: 32 MB
OWN_DATA = 2**24  # what a session brought or edited: 16 MB
OWN_RESULTS = 2**24  # what was computed from that: 16 MB
