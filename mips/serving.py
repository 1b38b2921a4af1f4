"""The two long-running processes: the web server, and the worker that does what was queued."""

from __future__ import annotations

import asyncio
import logging.config
import os
import tempfile
from typing import Any

import click
import procrastinate
import sqlalchemy as sa
from gunicorn.app.base import BaseApplication
from prometheus_client import CollectorRegistry, multiprocess, start_http_server

from mips.core import connections
from mips.core.jobs import QUEUE
from mips.core.settings import settings

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "reference": {"()": "mips.web.logs.Referenced"},
        "values_hidden": {"()": "mips.web.logs.ValuesHidden"},
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
            "filters": ["reference", "values_hidden"],
        }
    },
    "root": {"level": "INFO", "handlers": ["out"]},
    "loggers": {"mips.answered": {"level": "INFO"}, "weasyprint": {"level": "ERROR"}, "fontTools": {"level": "ERROR"}},
}


class Server(BaseApplication):
    """gunicorn with our settings: sync processes, forked from one that has loaded everything."""

    def load_config(self) -> None:
        found = settings()
        options = {
            "bind": f"{found.host}:{found.port}",
            "workers": found.web_processes,
            "preload_app": True,
            "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108 - heartbeats, not data
            "graceful_timeout": 25,
            "timeout": 60,
            "logconfig_dict": LOGGING,
            "loglevel": "warning",
            "forwarded_allow_ips": "127.0.0.1",
            "when_ready": _offer_metrics,
            "child_exit": _forget_process,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        # loading every domain belongs to the server, not to every command
        from mips.app import served_app

        return served_app()


def _offer_metrics(server: Any) -> None:
    if settings().metrics_port:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        start_http_server(settings().metrics_port, addr=settings().host, registry=registry)


def _forget_process(server: Any, worker: Any) -> None:
    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


@click.command()
def serve() -> None:
    """Answer browsers and programs until told to end."""
    with tempfile.TemporaryDirectory(prefix="mips-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        Server().run()


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
            await app.run_worker_async(name="mips", concurrency=2)
