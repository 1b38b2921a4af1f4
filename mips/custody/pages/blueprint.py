"""The blueprint that every custody page hangs on."""

from __future__ import annotations

from mips.web.endpoints import Pages

pages = Pages("custody", __name__, url_prefix="/custody", template_folder="../templates")
