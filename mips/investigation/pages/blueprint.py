"""The blueprint that every page of investigation hangs on."""

from __future__ import annotations

from mips.web.endpoints import Pages

pages = Pages("investigation", "mips.investigation", url_prefix="/crimes", template_folder="templates")
