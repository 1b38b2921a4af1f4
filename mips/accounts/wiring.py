"""How accounts joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.access.permissions import Permission
from mips.accounts.pages import own, signing_in
from mips.accounts.pages.blueprint import pages
from mips.between.offers import NavLink, offer
from mips.web.endpoints import Domain

PAGES = (own, signing_in)
"""Each module hangs its pages on the blueprint when it is imported."""


def wire() -> Domain:
    offer(
        NavLink(label="My account", endpoint="accounts.account", permission=Permission.ACCOUNTS_OWN_READ, order=90),
    )
    return Domain(pages=[pages])
