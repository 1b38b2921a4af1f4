"""The web server as it is run, one process, with the floor page beside ours; and a browser that asks it.

`python -m bench.served` runs it. The floor is a page of GOV.UK macros with 25 rows that needs no database.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psutil
from flask import Flask, g, render_template

from mips.access.permissions import Rank, Role
from mips.access.policy import Actor
from mips.serving import Server

ROWS, COLUMNS = 25, 4
FLOOR = """
{% extends "base.html" %}
{% from "govuk_frontend_jinja/components/table/macro.html" import govukTable %}
{% block title %}Floor{% endblock %}
{% block main %}{{ govukTable({"caption": "Rows", "head": head, "rows": rows}) }}{% endblock %}
"""
PATIENCE = 30.0


class WithFloor(Server):
    """The same server, with one page more."""

    def load(self) -> Any:
        app = super().load()
        serve_floor(app)
        return app


def serve_floor(app: Flask) -> None:
    """A page in our own frame, for somebody who is known without asking: its template is compiled beforehand."""
    rows = [[{"text": f"row {row}, column {column}"} for column in range(COLUMNS)] for row in range(ROWS)]
    head = [{"text": f"Column {column}"} for column in range(COLUMNS)]
    template = app.jinja_env.from_string(FLOOR)
    known = Actor(uuid.uuid4(), "Bench", frozenset({Role.OFFICER}), collar="B1", rank=Rank.CONSTABLE)

    def floor() -> str:
        g.actor = known
        return render_template(template, head=head, rows=rows)

    app.add_url_rule("/floor", "floor", floor)


@dataclass(frozen=True)
class Served:
    """A running server and the cookie of somebody signed in."""

    port: int
    cookie: str
    process: psutil.Process

    def get_floor(self) -> bytes:
        """The floor page, without the cookie that would have to be looked up."""
        return self._get("/floor")

    def get(self, path: str) -> bytes:
        """A page as the one signed in. Raises RuntimeError."""
        return self._get(path, Cookie=self.cookie)

    def _get(self, path: str, **headers: str) -> bytes:
        """Over a connection of its own: a sync server keeps none open."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        page = answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {page[:300]!r}")
        return page


@contextmanager
def served(cookie: str, *, processes: int = 1) -> Iterator[Served]:
    """The server in a process of its own (or several) on a free port, its log thrown away."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {"MIPS_PORT": str(port), "METRICS_PORT": "0", "MIPS_WEB_PROCESSES": str(processes)}
    command = [sys.executable, "-m", "bench.served"]
    with subprocess.Popen(command, env=os.environ | told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:  # noqa: S603 - our own program
        try:
            found = Served(port, cookie, psutil.Process(run.pid))
            _wait_for(found)
            yield found
        finally:
            run.terminate()


def _wait_for(found: Served) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            found.get_floor()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


if __name__ == "__main__":
    os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
    WithFloor().run()
