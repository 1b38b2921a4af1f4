"""Each measurement runs in a process of its own: none inherits the memory, caches or connections of another."""

from __future__ import annotations

import importlib
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from bench.figure import Figure
from mips.core.embedded import Urls


def in_a_process_of_its_own(name: str, urls: Urls, people: int) -> list[Figure]:
    """What `bench/NAME.py` measures on a record of so many people."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as process:
        return process.submit(_measured, name, urls, people).result()


def _measured(name: str, urls: Urls, people: int) -> list[Figure]:
    return list(importlib.import_module(f"bench.{name}").measure(urls, people))
