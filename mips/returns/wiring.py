"""How returns join the rest: pages over the sets that domains offer."""

from __future__ import annotations

from mips.access.permissions import Permission
from mips.between.offers import NavLink, offer
from mips.returns import pages as returns
from mips.returns.api import resources
from mips.web.endpoints import Domain


def wire() -> Domain:
    offer(
        NavLink(
            label="Draw up returns",
            endpoint="returns.draw_up",
            permission=Permission.INVESTIGATION_STATUTORY_RETURN_CREATE,
            order=24,
        ),
        NavLink(
            label="Returns",
            endpoint="returns.check",
            permission=Permission.INVESTIGATION_STATUTORY_RETURN_READ,
            order=25,
        ),
    )
    return Domain(pages=[returns.pages], resources=[resources])
