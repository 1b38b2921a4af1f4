"""A daemon that speaks clamd's protocol and knows one signature: EICAR's, the file that every scanner must find."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + rb"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""In two pieces, or this file would be found as well."""
LIMIT = 1_000_000


@contextmanager
def listening(where: socket.socket) -> Iterator[None]:
    """Answer on a bound socket until the end."""
    where.listen()
    server = threading.Thread(target=_serve, args=(where,))
    server.start()
    try:
        yield
    finally:
        with suppress(OSError):
            where.shutdown(socket.SHUT_RDWR)
        where.close()
        server.join()


def at_path(path: Path) -> socket.socket:
    bound = socket.socket(socket.AF_UNIX)
    bound.bind(str(path))
    return bound


def _serve(where: socket.socket) -> None:
    while True:
        try:
            line, _ = where.accept()
        except OSError:
            return
        with line, suppress(ConnectionError):
            line.sendall(_answer(line.makefile("rb")) + b"\0")


def _answer(asked) -> bytes:
    command = bytearray()
    while (letter := asked.read(1)) != b"\0":
        command += letter
    if command == b"zPING":
        return b"PONG"
    if command != b"zINSTREAM":
        return b"UNKNOWN COMMAND"
    content = bytearray()
    while length := struct.unpack("!I", asked.read(4))[0]:
        if len(content) + length > LIMIT:
            return b"INSTREAM size limit exceeded. ERROR"
        content += asked.read(length)
    return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"
