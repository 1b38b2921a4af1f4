"""Counts and times of what is answered, and how the database's own work goes, for Prometheus on a port of its own.

By endpoint, never by path or person. What is asked of the database is asked when somebody looks, with the
application's role and within two seconds.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Final

import sqlalchemy as sa
from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

REQUESTS: Final = Counter("mips_requests_total", "Requests answered", ["endpoint", "method", "status"])
SECONDS: Final = Histogram(
    "mips_request_seconds",
    "Time to answer",
    ["endpoint"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

answered = logging.getLogger("mips.answered")
"""One line a request: endpoint, status and time. A path or a query may hold a name and is never written."""

PATIENCE: Final = {"connect_timeout": 2, "options": "-c statement_timeout=2000"}

ENTRIES: Final = r"""
    SELECT coalesce(sum(n_tup_ins), 0) FROM pg_stat_user_tables WHERE relname ~ '^journal_entry_\d{6}$'
"""
"""As the server's statistics count them: a count of the rows themselves would read them all."""

UNSEALED_FOR: Final = """
    SELECT extract(epoch FROM clock_timestamp() - entry.at)
    FROM (SELECT max(horizon) AS horizon FROM seal) AS sealed
    CROSS JOIN LATERAL (
        SELECT at FROM journal_entry
        WHERE at >= coalesce(sealed.horizon, '-infinity')
          AND id >= coalesce(rpad(lpad(to_hex((extract(epoch FROM sealed.horizon - interval '1 hour') * 1000)::bigint),
                                       12, '0'), 32, '0')::uuid, '00000000-0000-0000-0000-000000000000')
        ORDER BY id LIMIT 1
    ) AS entry
"""
"""Age of the first entry that is not sealed; no row when all are. Ids begin with their time (UUID version 7), so that
only the end of an index is read."""

JOBS: Final = "SELECT status::text, count(*) FROM procrastinate_jobs GROUP BY status"
STATES: Final = ("todo", "doing", "failed")

SILENT_FOR: Final = "SELECT extract(epoch FROM clock_timestamp() - max(last_heartbeat)) FROM procrastinate_workers"
"""Seconds since a worker was heard of; null when none is there."""


def register(app: Flask) -> None:
    app.before_request(_start)
    app.after_request(_count)


def _start() -> None:
    g.started = time.perf_counter()


def _count(response: Response) -> Response:
    endpoint, took = request.endpoint or "none", time.perf_counter() - g.get("started", time.perf_counter())
    REQUESTS.labels(endpoint, request.method, str(response.status_code)).inc()
    SECONDS.labels(endpoint).observe(took)
    answered.info(
        "answered",
        extra={
            "endpoint": endpoint,
            "method": request.method,
            "status": response.status_code,
            "milliseconds": round(took * 1000, 1),
        },
    )
    return response


class OfTheDatabase(Collector):
    """The journal, its seals and the background jobs, read from the database at each look."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=PATIENCE)

    def collect(self) -> Iterator[Metric]:
        """What could be learnt; `mips_database_up` says whether anything could."""
        try:
            with self._engine.connect() as connection:
                found = list(_measured(connection))
        except sa.exc.SQLAlchemyError:
            found = []
        yield GaugeMetricFamily("mips_database_up", "Whether the database answered this look", value=bool(found))
        yield from found


def _measured(connection: sa.Connection) -> Iterator[Metric]:
    entries, unsealed, silent = (connection.scalar(sa.text(query)) for query in (ENTRIES, UNSEALED_FOR, SILENT_FOR))
    yield CounterMetricFamily("mips_journal_entries", "Journal entries written", value=float(entries or 0))
    yield GaugeMetricFamily(
        "mips_journal_unsealed_seconds",
        "Age of the oldest journal entry that no seal covers",
        value=float(unsealed or 0),
    )
    jobs = GaugeMetricFamily("mips_jobs", "Background jobs, by what has become of them", labels=["state"])
    counted: dict[str, int] = dict(map(tuple, connection.execute(sa.text(JOBS))))
    for state in STATES:
        jobs.add_metric([state], counted.get(state, 0))
    yield jobs
    if silent is not None:
        yield GaugeMetricFamily("mips_worker_silent_seconds", "Since a worker was last heard of", value=float(silent))
