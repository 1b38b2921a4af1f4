"""How accounts joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.access.permissions import Permission
from mips.accounts.cli import user
from mips.accounts.pages import grants, matrix, own, signing_in, switching, tokens, users
from mips.accounts.pages.blueprint import pages
from mips.between.offers import NavLink, offer
from mips.web.endpoints import Domain

PAGES = (grants, matrix, own, signing_in, switching, tokens, users)
"""Each module hangs its pages on the blueprint when it is imported."""


def wire() -> Domain:
    offer(
        NavLink(label="Users", endpoint="accounts.user_list", permission=Permission.ACCOUNTS_USER_READ, order=80),
        NavLink(label="My account", endpoint="accounts.account", permission=Permission.ACCOUNTS_OWN_READ, order=90),
    )
    return Domain(pages=[pages], commands=[user])
