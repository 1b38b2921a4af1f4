"""Counts and times of what is answered, for Prometheus on a port of its own; by endpoint, never by path or person."""

from __future__ import annotations

import logging
import time
from typing import Final

from flask import Flask, Response, g, request
from prometheus_client import Counter, Histogram

REQUESTS: Final = Counter("mips_requests_total", "Requests answered", ["endpoint", "method", "status"])
SECONDS: Final = Histogram(
    "mips_request_seconds",
    "Time to answer",
    ["endpoint"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)

answered = logging.getLogger("mips.answered")
"""One line a request: endpoint, status and time. A path or a query may hold a name and is never written."""


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
