"""When to look for garbage: not while every domain is loaded, where nothing is garbage yet, and seldom after that."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

COLLECTED_EVERY: Final = 20_000
"""Objects made, less those gone, after which the youngest are searched for circles."""


@contextmanager
def loading() -> Iterator[None]:
    """While modules are loaded and the application is put together, circles are not searched for: all of it stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def loaded() -> None:
    """What is there by now is there to stay, and is not gone through again. A page makes tens of thousands of
    short-lived objects: looking for circles at every 700 costs a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED_EVERY, *gc.get_threshold()[1:])
