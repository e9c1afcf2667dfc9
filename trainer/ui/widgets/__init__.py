"""Controls and what stands beside them, shared by pages."""
