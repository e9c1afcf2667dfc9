"""What the Check page says."""

from trainer.figures.numbers import number


def gauge_in_words(largest_change: float, loss: float, moved_loss: float, l2: float) -> str:
    """What adding a number to every weight changed: no probability, but the penalty if there is one."""
    words = (
        f"Largest change of a probability: {number(largest_change, 2)}. "
        f"Mean cross-entropy: {number(loss)} before and {number(moved_loss)} after."
    )
    return words + (" Only the penalty tells these weights apart." if l2 else "")
