"""What the pages say, in whole sentences with named fields; nothing is decided here."""
