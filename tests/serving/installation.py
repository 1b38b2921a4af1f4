"""A whole installation of its own for a test: data folder, embedded server, web server and worker, on loopback only."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import psutil
import sqlalchemy as sa

from mips.access.permissions import Permission, Role
from mips.accounts.credentials import digest
from mips.accounts.model import ApiToken
from mips.core import clock, connections, db, embedded
from mips.core.settings import ROOT
from tests.build import Build

MIPS: Final = (sys.executable, "-m", "mips")
PATIENCE: Final = 30.0
TOKEN: Final = "a token for tests that is long enough to be none of ours"


@dataclass
class Answer:
    """What came back over HTTP."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Installation:
    """Where it lives and how it is reached. Every process it starts is ended with it."""

    data_dir: Path
    port: int
    metrics_port: int
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("MIPS_", "DATABASE_", "PROMETHEUS"))}
        ours = {"MIPS_DATA_DIR": self.data_dir, "MIPS_PORT": self.port, "METRICS_PORT": self.metrics_port}
        return {**kept, "MIPS_WEB_PROCESSES": "2", **{name: str(value) for name, value in ours.items()}}

    @property
    def urls(self) -> embedded.Urls:
        return embedded.ensure_running(self.data_dir)

    def run(self, *words: str) -> str:
        whole = [*MIPS, *words]
        ran = subprocess.run(whole, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """In the background and a session of its own, so that a test may end it as a person or a crash would."""
        with self.log(words[0]).open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                [*MIPS, *words], env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        self.started.append(process)
        return process

    def serve(self) -> subprocess.Popen[bytes]:
        """Start the web server and wait until it is ready."""
        process = self.start("serve")
        wait_for(lambda: self.get("/readyz").status == 200, "the server to be ready", process=process)
        return process

    def log(self, name: str) -> Path:
        return self.data_dir / f"{name}.log"

    def get(self, path: str, *, port: int | None = None, **headers: str) -> Answer:
        return self.ask(path, port=port, headers=headers)

    def ask(
        self, path: str, *, port: int | None = None, json: Any = None, form: bytes | None = None, headers: Any = None
    ) -> Answer:
        """One request. Raises OSError when nobody answers."""
        body = form if json is None else _as_json(json)
        kind = {"Content-Type": "application/json"} if json is not None else {}
        request = urllib.request.Request(
            f"http://127.0.0.1:{port or self.port}{path}", data=body, headers={**kind, **(headers or {})}
        )
        try:
            with _opener.open(request, timeout=30) as answer:
                return Answer(answer.status, answer.read().decode(), dict(answer.headers))
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.read().decode(), dict(refused.headers))

    def metrics(self) -> dict[str, float]:
        """Every sample by its name and labels, as Prometheus reads it."""
        lines = self.get("/metrics", port=self.metrics_port).text.splitlines()
        return {name: float(value) for name, value in (x.rsplit(" ", 1) for x in lines if not x.startswith("#"))}

    def stop(self) -> None:
        for process in self.started:
            kill_group(process)
        embedded.stop(self.data_dir)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)


def _as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


@contextmanager
def installation() -> Iterator[Installation]:
    """A data folder with a migrated embedded server; everything is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="mips-installation-"))
    made = Installation(folder / "data", *free_ports(2))
    folder.chmod(0o711)
    made.data_dir.mkdir(mode=0o700)
    try:
        made.run("db", "upgrade")
        yield made
    finally:
        made.stop()
        if (lease := embedded._leases.pop(made.data_dir, None)) is not None:
            os.close(lease.file)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def scenery(made: Installation) -> Iterator[Build]:
    """Builders whose rows are really there."""
    engine = connections.open_database(made.urls.app)
    try:
        yield Build(db.session())
    finally:
        db.session.remove()
        db.session.configure(bind=None)
        engine.dispose()


def token_for(build: Build, *roles: Role, **fields: Any) -> dict[str, str]:
    """The headers of a program that acts for a new user with these roles."""
    clock.hold_at(None)
    user = build.user(*roles, **fields)
    token = f"{TOKEN} {user.collar_number}"
    every = [str(permission) for permission in Permission]
    expires = clock.now() + timedelta(days=1)
    build.add(ApiToken(user_id=user.id, name="test", digest=digest(token), scopes=every, expires_at=expires))
    return {"Authorization": f"Bearer {token}"}


def free_ports(number: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def wait_for(true: Any, what: str, *, process: subprocess.Popen[bytes] | None = None) -> None:
    """Ask again until it holds. An answer that does not come counts as no."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        with suppress(OSError):
            if true():
                return
        assert process is None or process.poll() is None, f"the process ended while we waited for {what}"
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} s for {what}")


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that `start` started with everything it forked: no warning, no clearing up."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def resident(process: subprocess.Popen[bytes]) -> dict[int, int]:
    """Bytes of memory of a process and of each it forked, by process number."""
    whole = psutil.Process(process.pid)
    return {each.pid: each.memory_info().rss for each in (whole, *whole.children())}


def rows(url: str, query: str, **values: Any) -> list[Any]:
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
        return list(connection.execute(sa.text(query), values))
