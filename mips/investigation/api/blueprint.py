"""What every investigation operation hangs on."""

from __future__ import annotations

from mips.web.endpoints import Resources

resources = Resources(
    "investigation_api",
    __name__,
    url_prefix="/api/v1/investigation",
    description="Crimes: recording, people, log and outcomes",
)
