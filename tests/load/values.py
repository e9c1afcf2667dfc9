"""What a browser sends for a widget: a field of Streamlit's WidgetState."""


def choice(option: str) -> dict:
    """A select_slider's value: the words of the option."""
    return {"string_array_value": {"data": [option]}}


def chosen(option: str) -> dict:
    """A selectbox's value: the words of the option."""
    return {"string_value": option}


def point(number: float) -> dict:
    """A slider's value."""
    return {"double_array_value": {"data": [number]}}
