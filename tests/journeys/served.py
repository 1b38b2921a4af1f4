"""`mips serve` for journeys: a browser says in a header how many seconds ahead of now it lives.

Bail lasts months and reviews fall due in hours. What a page shows then is the same as if the time had passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from mips import serving
from mips.__main__ import main
from mips.core import clock

AHEAD = "X-Journey-Ahead"


class ServedAhead(serving.Server):
    """Each process answers one request at a time: the clock stands at that request's moment while it is answered."""

    def load(self) -> Any:
        app = super().load()
        app.wsgi_app = _ahead(app.wsgi_app)
        return app


def _ahead(answer: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    def answered(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        ahead = environ.get(f"HTTP_{AHEAD.upper().replace('-', '_')}")
        clock.hold_at(datetime.now(UTC) + timedelta(seconds=float(ahead)) if ahead else None)
        return answer(environ, start_response)

    return answered


if __name__ == "__main__":
    serving.Server = ServedAhead  # type: ignore[misc]
    main()
