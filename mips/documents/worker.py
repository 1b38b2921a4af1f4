"""One process that typesets: HTML in, PDF out, over the socket it was given, until the other end closes it."""

from __future__ import annotations

import gc
import resource
import signal
import socket
import struct
import sys
from dataclasses import dataclass
from typing import Final

HEAD: Final = struct.Struct("!BIQ")
"""Before each message: how it went, pages, and the length of what follows."""
DONE, FAILED = 0, 1
MEMORY: Final = 2 * 1024**3
"""Bytes of address space one document may take before it is refused."""
WARM_UP: Final = "<html lang=en><title>Warm</title><h1>Warm</h1><p>up</p></html>"


@dataclass(frozen=True)
class Typeset:
    """A finished document: its bytes and how many pages it has."""

    content: bytes
    pages: int


def send(line: socket.socket, outcome: int, pages: int, body: bytes) -> None:
    line.sendall(HEAD.pack(outcome, pages, len(body)) + body)


def receive(line: socket.socket) -> tuple[int, int, bytes]:
    """(outcome, pages, body). Raises EOFError when the other end has gone."""
    outcome, pages, length = HEAD.unpack(_exactly(line, HEAD.size))
    return outcome, pages, _exactly(line, length)


def _exactly(line: socket.socket, count: int) -> bytes:
    held = bytearray(count)
    view, got = memoryview(held), 0
    while got < count:
        more = line.recv_into(view[got:])
        if not more:
            raise EOFError
        got += more
    return bytes(held)


def main() -> None:
    """Serve the socket whose descriptor is the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes the socket
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    line = socket.socket(fileno=int(sys.argv[1]))
    from mips.documents.typesetting import typeset  # after the limits: this is what takes time and memory

    typeset(WARM_UP)
    gc.freeze()
    gc.disable()  # a document is made of cycles that live until it is done: looking for dead ones midway finds none
    while True:
        try:
            _, _, html = receive(line)
        except (EOFError, ConnectionError):
            return
        try:
            made = typeset(html.decode())
        except Exception as failure:
            send(line, FAILED, 0, f"{type(failure).__name__}: {failure}".encode(errors="replace")[:500])
        else:
            send(line, DONE, made.pages, made.content)
        gc.collect()


if __name__ == "__main__":
    main()
