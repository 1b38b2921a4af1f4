"""What a measurement says: a figure, its floor from the same run, and how far apart they may be."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """Seconds of each repetition."""

    each: Sequence[float]

    @property
    def p50(self) -> float:
        return statistics.median(self.each)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.each, n=20)[18] if len(self.each) > 1 else self.each[0]


@dataclass(frozen=True)
class Figure:
    """One row of the table. `bound` is the most that measured/floor may be; None where the figure stands alone."""

    what: str
    at: str
    measured: Times
    floor: Times | None = None
    bound: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.measured.p50 / self.floor.p50 if self.floor else None

    @property
    def kept(self) -> bool | None:
        """Whether the bound is kept; None where there is none."""
        return None if self.bound is None or self.ratio is None else self.ratio <= self.bound

    def cells(self) -> list[str]:
        """As the table shows it, times in milliseconds."""
        floor = "" if self.floor is None else f"{self.floor.p50 * 1e3:.2f}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        bound = "" if self.bound is None else f"{self.bound:g}x {'kept' if self.kept else 'MISSED'}"
        spread = f"{self.measured.p50 * 1e3:.2f}", f"{self.measured.p95 * 1e3:.2f}"
        return [self.what, self.at, *spread, floor, ratio, bound, self.note]


HEADINGS = ("what", "at", "p50 ms", "p95 ms", "floor p50 ms", "ratio", "bound", "note")


def timed(act: Callable[[], object], times: int) -> Times:
    """Do it so many times, each timed alone."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        found.append(time.perf_counter() - begun)
    return Times(found)


def in_turn(one: Callable[[], object], other: Callable[[], object], times: int) -> tuple[Times, Times]:
    """Two things by turns, so that what disturbs the machine disturbs both."""
    both = [(timed(one, 1).each[0], timed(other, 1).each[0]) for _ in range(times)]
    return Times([a for a, _ in both]), Times([b for _, b in both])


def peak_memory() -> str:
    """The most this process has held so far."""
    return f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
