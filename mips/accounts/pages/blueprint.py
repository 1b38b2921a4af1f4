"""The one blueprint that all pages of accounts hang on, so that their endpoints begin with the same word."""

from __future__ import annotations

from mips.web.endpoints import Pages

pages = Pages("accounts", __name__, template_folder="../templates")
