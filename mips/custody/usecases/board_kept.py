"""What was worked out a moment ago, for the many screens that ask for the same within a minute."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Lately(Generic[Found]):
    """The latest `size` of what was asked for, by a key that names all that it follows from, the minute included."""

    def __init__(self, size: int) -> None:
        self._size, self._found, self._lock = size, OrderedDict[str, Found](), Lock()

    def get(self, key: str, work_out: Callable[[], Found]) -> Found:
        """What stands under the key. It is worked out outside the lock: two who ask at once may both do it."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = work_out()
        with self._lock:
            self._found[key] = made
            while len(self._found) > self._size:
                self._found.popitem(last=False)
        return made
