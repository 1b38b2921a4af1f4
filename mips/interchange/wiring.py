"""How interchange joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.access.permissions import Permission
from mips.between.offers import NavLink, offer
from mips.interchange.api import resources
from mips.interchange.background.pages import pages as background
from mips.interchange.demo.cli import demo
from mips.interchange.export.cli import export
from mips.interchange.pages import pages
from mips.interchange.police_uk.cli import importing
from mips.interchange.police_uk.publishing import publishing
from mips.web.endpoints import Domain


def wire() -> Domain:
    offer(
        NavLink(label="Imports", endpoint="interchange.imports", permission=Permission.INTERCHANGE_RUN_READ, order=90),
        NavLink(
            label="Background work",
            endpoint="background.work",
            permission=Permission.ACCOUNTS_CONFIGURATION_READ,
            order=95,
        ),
    )
    return Domain(pages=[background, pages], resources=[resources], commands=[demo, export, importing, publishing])
