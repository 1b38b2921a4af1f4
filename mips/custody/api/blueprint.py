"""What every custody operation hangs on."""

from __future__ import annotations

from mips.web.endpoints import Resources

resources = Resources(
    "custody_api",
    __name__,
    url_prefix="/api/v1/custody",
    description="Detention: arrival, decision, rights, reviews, charge, release",
)
