"""The processes that typeset: warm before they are wanted, and replaced when they die.

A document that kills its worker is tried once more in a fresh one. The same HTML again is answered from memory.
"""

from __future__ import annotations

import hashlib
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from typing import Final

from mips.core.errors import Busy
from mips.core.settings import settings
from mips.documents import worker
from mips.documents.worker import Typeset

PATIENCE: Final = 20.0
"""Seconds to wait for a free worker."""
LONGEST: Final = 60.0
"""Seconds one document may take."""
LIFE: Final = 200
"""Documents a worker makes before a new one takes its place, so that no memory is lost for good."""
FAREWELL: Final = 2.0
"""Seconds an idle worker gets to go by itself."""
KEPT: Final = 24 * 1024**2
"""Bytes of finished documents kept for whoever opens the same one again."""


class NotTypeset(RuntimeError):
    """The document could not be made: what is wrong is in its template, not in what anybody typed."""


class WorkerLost(RuntimeError):
    """The process went away or said nothing in time."""


class Worker:
    """One seat of the pool and the process that sits in it, started when first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._made = 0

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def start(self) -> None:
        if self._process is not None and self._process.poll() is None and self._made < LIFE:
            return
        self.stop()
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", worker.__name__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=_environment(),
            )
        self._made = 0

    def typeset(self, html: bytes) -> Typeset:
        """Raises WorkerLost, NotTypeset."""
        self.start()
        line = self._line
        if line is None:
            raise WorkerLost
        line.settimeout(LONGEST)
        try:
            worker.send(line, worker.DONE, 0, html)
            outcome, pages, body = worker.receive(line)
        except (OSError, EOFError) as gone:
            self.stop(at_once=True)
            raise WorkerLost from gone
        self._made += 1
        if outcome == worker.FAILED:
            raise NotTypeset(body.decode())
        return Typeset(body, pages)

    def stop(self, *, at_once: bool = False) -> None:
        """End the process: by closing its line, so that it clears up after itself, or by force."""
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0 if at_once else FAREWELL)
            self._process.kill()
            self._process.wait()
            self._process = None


class Pool:
    """So many workers, handed out one document each."""

    def __init__(self, size: int) -> None:
        self.workers = [Worker() for _ in range(size)]
        self._free: queue.LifoQueue[Worker] = queue.LifoQueue()  # the last one used is the warmest
        for each in self.workers:
            self._free.put(each)
        self._kept = _Kept(KEPT)

    def warm(self) -> None:
        """Start every worker that is free; none is waited for."""
        seats = []
        while True:
            try:
                seats.append(self._free.get_nowait())
            except queue.Empty:
                break
        for each in seats:
            each.start()
            self._free.put(each)

    def typeset(self, html: str) -> Typeset:
        """The document, from memory when the same HTML was made before.

        Raises Busy when no worker is free in time, NotTypeset when it cannot be made.
        """
        plain = html.encode()
        digest = hashlib.sha256(plain).digest()
        if (before := self._kept.get(digest)) is not None:
            return before
        made = self._make(plain)
        self._kept.put(digest, made)
        return made

    def _make(self, html: bytes) -> Typeset:
        try:
            seat = self._free.get(timeout=PATIENCE)
        except queue.Empty:
            raise Busy("Too many documents are being made. Try again in a moment") from None
        try:
            begun = time.monotonic()
            try:
                return seat.typeset(html)
            except WorkerLost:
                if time.monotonic() - begun >= LONGEST:
                    raise NotTypeset(f"not finished in {LONGEST:.0f} seconds") from None
                return seat.typeset(html)
        except WorkerLost:
            raise NotTypeset("two workers were lost over it") from None
        finally:
            self._free.put(seat)

    def close(self) -> None:
        for each in self.workers:
            each.stop()


class _Kept:
    """Finished documents by the hash of their HTML, the least recently used forgotten first."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._by_digest: OrderedDict[bytes, Typeset] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, digest: bytes) -> Typeset | None:
        with self._lock:
            if digest in self._by_digest:
                self._by_digest.move_to_end(digest)
            return self._by_digest.get(digest)

    def put(self, digest: bytes, made: Typeset) -> None:
        with self._lock:
            if digest in self._by_digest or len(made.content) > self._most:
                return
            self._by_digest[digest] = made
            self._held += len(made.content)
            while self._held > self._most:
                _, forgotten = self._by_digest.popitem(last=False)
                self._held -= len(forgotten.content)


_pools: dict[int, Pool] = {}
_making = threading.Lock()


def pool() -> Pool:
    """The pool of this process. A forked server gets its own: two must never share a line to one worker."""
    with _making:
        if os.getpid() not in _pools:
            _pools[os.getpid()] = Pool(settings().pdf_processes)
        return _pools[os.getpid()]


def _environment() -> dict[str, str]:
    """Without the setting that keeps Python from keeping compiled modules: importing WeasyPrint would take seconds."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
