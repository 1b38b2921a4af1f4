"""A server as most tests want it: every migration applied and the code lists loaded."""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

from mips.core import migrate
from tests.clusters import Scratch, scratch_cluster
from tests.code_lists import fill_code_lists


@contextmanager
def ready_cluster() -> Iterator[Scratch]:
    """A server of its own, like one that is made ready once in each process: that takes seconds."""
    with scratch_cluster(like=_made_ready()) as scratch:
        yield scratch


@cache
def _made_ready() -> Scratch:
    """The stopped server that the others begin as; it goes with the process."""
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    scratch = until_the_end.enter_context(scratch_cluster())
    migrate.upgrade(scratch.owner)
    fill_code_lists(scratch.app)
    scratch.cluster.stop()
    return scratch
