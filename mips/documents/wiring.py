"""How documents joins the rest: pages to open, give and trace what other domains offer for printing."""

from __future__ import annotations

from mips.documents.api import resources
from mips.documents.pages import pages
from mips.web.endpoints import Domain


def wire() -> Domain:
    return Domain(pages=[pages], resources=[resources])
