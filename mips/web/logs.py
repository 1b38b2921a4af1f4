"""What a log line may hold: the request's reference always, a name or a search term never."""

from __future__ import annotations

import logging
import traceback

from flask import Flask, g, has_request_context, request

from mips.web.reference import request_reference

security = logging.getLogger("mips.security")
"""Refusals: who was refused what, for those who look for misuse."""


class Referenced(logging.Filter):
    """Gives every record a `reference`, for formatters to show."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.reference = request_reference()
        return True


class ValuesHidden(logging.Filter):
    """Shows of an exception its kind and where it happened: its message may quote what somebody typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = frames_of(record.exc_info[1])
        return True


def frames_of(error: BaseException) -> str:
    """The kinds of an exception and its causes, and the lines of code they passed through."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        kind = type(seen)
        where = "".join(traceback.format_tb(seen.__traceback__)).rstrip()
        parts.append(f"{kind.__module__}.{kind.__qualname__}\n{where}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(parts)


def note_refusal(status: int, code: str, **facts: object) -> None:
    """Write a refusal to the security log: codes, the endpoint, the actor's id; nothing anybody typed."""
    actor = getattr(g.get("actor"), "id", "-") if has_request_context() else "-"
    named = {key: str(facts[key]) for key in ("permission", "rule") if facts.get(key)}
    security.info(
        "refused %s status=%d endpoint=%s actor=%s reference=%s %s",
        code,
        status,
        request.endpoint or "-",
        actor,
        request_reference(),
        " ".join(f"{key}={value}" for key, value in named.items()),
    )


def register(app: Flask) -> None:
    app.logger.addFilter(Referenced())
    if not app.debug:
        app.logger.addFilter(ValuesHidden())
