"""Loading every domain: a second and more of a start goes to looking for garbage where nothing is garbage yet."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """While modules are loaded and the application is put together, circles are not searched for: all of it stays."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
