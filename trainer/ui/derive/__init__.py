"""The Derive page: from x to a - y and one update."""
