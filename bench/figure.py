"""What a measurement says: a figure, its floor from the same run, and how far apart they may be."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil


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
    """One row of the table. `bound` is the most that measured/floor may be; None where the figure stands alone.

    `at_most`: seconds that 95 of 100 may take, where that is what is asked. `people` is how many the record held,
    `peak` the most memory that one process of it took, in MB.
    """

    what: str
    people: int
    measured: Times
    floor: Times | None = None
    bound: float | None = None
    peak: float | None = None
    note: str = ""
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.measured.p50 / self.floor.p50 if self.floor else None

    @property
    def kept(self) -> bool | None:
        """Whether the bound is kept; None where there is none."""
        if self.at_most is not None:
            return self.measured.p95 <= self.at_most
        return None if self.bound is None or self.ratio is None else self.ratio <= self.bound

    @property
    def _bounds(self) -> str:
        asked = (
            f"p95 {self.at_most * 1e3:g} ms" if self.at_most is not None else f"{self.bound:g}x" if self.bound else ""
        )
        return asked and f"{asked} {'kept' if self.kept else 'MISSED'}"

    def cells(self, smallest: Figure) -> list[str]:
        """As the table shows it, times in milliseconds; `smallest` is the same on the smallest record measured."""
        floor = "" if self.floor is None else f"{self.floor.p50 * 1e3:.2f}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        grown = "" if smallest is self else f"{self.measured.p50 / smallest.measured.p50:.2f}x"
        peak = "" if self.peak is None else f"{self.peak:.0f}"
        spread = f"{self.measured.p50 * 1e3:.2f}", f"{self.measured.p95 * 1e3:.2f}"
        return [self.what, f"{self.people:,}", *spread, peak, floor, ratio, self._bounds, grown, self.note]


HEADINGS = ("what", "people", "p50 ms", "p95 ms", "peak MB", "floor p50 ms", "ratio", "bound", "growth", "note")


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


def peak_memory(process: psutil.Process | None = None) -> float:
    """MB: the most that one process, this or the given one or one that it started, has held since it began.

    Read where the kernel keeps it: what getrusage says is inherited from whoever started the process.
    """
    top = process or psutil.Process()
    found = [0.0]
    for each in (top, *top.children(recursive=True)):
        with suppress(OSError):
            said = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{each.pid}/status").read_text())
            found.append(int(said[1]) / 1024 if said else 0.0)
    return max(found)
