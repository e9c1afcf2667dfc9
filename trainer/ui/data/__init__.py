"""The parts of the Data page: choosing, bringing, seeing and editing data."""
