"""How interchange joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.interchange.demo.cli import demo
from mips.web.endpoints import Domain


def wire() -> Domain:
    return Domain(commands=[demo])
