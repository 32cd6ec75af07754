"""How time grows with the length of a text: in ratios, since no two machines are alike."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """The least of three runs."""
    best = 600.0
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def grows_with_the_text(work: Callable[[int], Callable[[], object]], size: int) -> bool:
    """Whether four times the text takes less than eight times as long; a slow moment of the machine is forgiven."""
    for _ in range(3):
        short, long = seconds(work(size)), seconds(work(4 * size))
        if long < 8 * short + 0.005:
            return True
    return False
