"""How documents joins the rest: pages to open, give and trace what other domains offer for printing."""

from __future__ import annotations

from mips.between.questions import copies_of
from mips.documents.api import resources
from mips.documents.pages import pages
from mips.documents.usecases import copies
from mips.web.endpoints import Domain


def wire() -> Domain:
    copies_of.answered_by(copies)
    return Domain(pages=[pages], resources=[resources])
