"""`python -m tests.interchange.dying CHUNKS ROWS PATH`: an import that kills itself after CHUNKS chunks (-1: never)."""

from __future__ import annotations

import os
import re
import signal
import sys
import uuid
from pathlib import Path

from mips.__main__ import main
from mips.access.policy import Actor
from mips.interchange.model import ImportFile
from mips.interchange.police_uk import run
from mips.interchange.police_uk.usecases import load_rows


class Dying:
    """Loads so many chunks of so many rows, then goes without a goodbye."""

    def __init__(self, chunks: int, rows: int) -> None:
        self.chunks, self.rows = chunks, rows

    def __call__(self, actor: Actor, *, file_id: uuid.UUID) -> ImportFile:
        if self.chunks == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.chunks -= 1
        return load_rows(actor, file_id=file_id, most=self.rows)


if __name__ == "__main__":
    chunks, rows, path = sys.argv[1:]
    run.load_rows = Dying(int(chunks), int(rows))
    sys.argv = ["mips", "import", "police-uk", "--json", path]
    try:
        main()
    finally:
        peak = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        print(f"peak {peak[0]} kB", file=sys.stderr)  # noqa: T201
