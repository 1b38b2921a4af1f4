"""How accounts joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.access.permissions import Permission
from mips.accounts.api import resources
from mips.accounts.audit_cli import audit
from mips.accounts.cli import user
from mips.accounts.pages import (
    accreditations,
    grants,
    looks,
    matrix,
    own,
    reasons,
    signing_in,
    switching,
    ties,
    tokens,
    users,
)
from mips.accounts.pages.blueprint import access_log, pages
from mips.accounts.pages.blueprint import users as user_pages
from mips.accounts.usecases.looks import AccessLog
from mips.between.offers import NavLink, Panel, offer
from mips.web.endpoints import Domain

PAGES = (accreditations, grants, looks, matrix, own, reasons, signing_in, switching, ties, tokens, users)
"""Each module hangs its pages on the blueprint when it is imported."""


def wire() -> Domain:
    offer(
        NavLink(label="Access log", endpoint="access_log.access_log", permission=AccessLog, order=85),
        Panel(
            key="looked",
            title="Who looked",
            permission=AccessLog,
            gather=looks.latest_looks,
            template="accounts/looks_panel.html",
            order=95,
        ),
        NavLink(label="Users", endpoint="users.user_list", permission=Permission.ACCOUNTS_USER_READ, order=80),
        NavLink(label="My account", endpoint="accounts.account", permission=Permission.ACCOUNTS_OWN_READ, order=90),
    )
    return Domain(pages=[pages, user_pages, access_log], resources=[resources], commands=[user, audit])
