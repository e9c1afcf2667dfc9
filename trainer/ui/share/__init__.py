"""A link to give away, and its QR code; the panel that shows both."""
