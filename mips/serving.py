"""The two long-running processes: the web server, and the worker that does what was queued."""

from __future__ import annotations

import asyncio
import logging.config
import os
import shutil
import socket
from pathlib import Path
from typing import Any, Final

import click
import procrastinate
import sqlalchemy as sa
from gunicorn.app.base import BaseApplication

from mips.core import connections
from mips.core.jobs import QUEUE, alone
from mips.core.loading import loaded, loading
from mips.core.settings import SettingWrong, settings

LAST_CHANCE: Final = 20.0
"""Seconds a job under way is given to end when the worker is told to."""

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "reference": {"()": "mips.web.logs.Referenced"},
        "values_hidden": {"()": "mips.web.logs.ValuesHidden"},
        "requests_hidden": {"()": "mips.serving.RequestsHidden"},
    },
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(reference)s %(message)s",
        }
    },
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["reference", "values_hidden", "requests_hidden"],
        }
    },
    "root": {"level": "INFO", "handlers": ["out"]},
    "loggers": {
        "gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True},  # its own writes without our filters
        "mips.answered": {"level": "INFO"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}


class RequestsHidden(logging.Filter):
    """gunicorn quotes a request it could not read or answer: its line may hold a name or a search term."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("gunicorn") and "request" in (said := record.getMessage()).lower():
            invalid = said.startswith("Invalid request")
            record.msg, record.args = said.partition(": ")[0] if invalid else "Error handling a request", ()
        return True


class Server(BaseApplication):
    """gunicorn with our settings: sync processes, forked from one that has loaded everything."""

    def load_config(self) -> None:
        found = settings()
        options = {
            "bind": f"{found.host}:{found.port}",
            "workers": found.web_processes,
            "preload_app": True,
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108 - heartbeats, not data
            "graceful_timeout": 20,
            "timeout": 60,
            "logconfig_dict": LOGGING,
            "loglevel": "warning",
            "forwarded_allow_ips": "127.0.0.1",
            "when_ready": _made_ready,
            "child_exit": _forget_process,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        # loading every domain belongs to the server, not to every command
        with loading():
            from mips.app import served_app

            return served_app()


def _counts_of_all_processes() -> Path:
    """A fresh folder in which the processes add up what they count. Named before prometheus_client is imported."""
    folder = settings().data_dir / "metrics" / str(settings().port)
    shutil.rmtree(folder, ignore_errors=True)  # a killed server left its own
    folder.mkdir(mode=0o700, parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    return folder


def _made_ready(server: Any) -> None:
    """Before the first process is forked off."""
    _offer_metrics()
    loaded()


def _offer_metrics() -> None:
    # each imports prometheus_client, which looks for its folder when it is imported
    from prometheus_client import CollectorRegistry, multiprocess, start_http_server

    from mips.web.metrics import OfTheDatabase

    if settings().metrics_port:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        registry.register(OfTheDatabase(settings().database_url))
        start_http_server(settings().metrics_port, addr=settings().host, registry=registry)


def _forget_process(server: Any, worker: Any) -> None:
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _refuse_a_taken_port(variable: str, port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings().host, port))
        except OSError as taken:
            raise SettingWrong(variable, f"names port {port}, which cannot be used: {taken.strerror}") from None


@click.command()
def serve() -> None:
    """Answer browsers and programs until told to end."""
    _refuse_a_taken_port("MIPS_PORT", settings().port)
    if settings().metrics_port:
        _refuse_a_taken_port("METRICS_PORT", settings().metrics_port)
    folder = _counts_of_all_processes()
    try:
        Server().run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@click.command()
def worker() -> None:
    """Do what was queued, and what is due every minute and every night, until told to end."""
    logging.config.dictConfig(LOGGING)
    import mips.app  # noqa: F401 - every domain declares its jobs

    connections.open_database(settings().database_url)
    url = sa.make_url(settings().database_url).set(drivername="postgresql")
    connector = procrastinate.PsycopgConnector(conninfo=url.render_as_string(hide_password=False))
    asyncio.run(_work(connector))


async def _work(connector: procrastinate.PsycopgConnector) -> None:
    # replaced, not copied: a copy's periodic jobs would go on by the connector that queues inside transactions
    with QUEUE.replace_connector(connector) as app:
        async with app.open_async():
            await app.run_worker_async(
                name="mips",
                concurrency=2,
                task_middleware=[alone],
                delete_jobs="successful",
                shutdown_graceful_timeout=LAST_CHANCE,
            )
