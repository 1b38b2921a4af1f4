"""A browser's view of the fairground: every page it fetches is parsed strictly."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from mips.web import pickers
from tests.web.fairground import fairground


class Strict(FlaskClient):
    """A client that fails the test on any page that is not well-formed HTML."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **{"buffered": True, **kwargs})
        if response.mimetype == "text/html" and response.data and response.status_code not in (301, 302, 303):
            html5lib.HTMLParser(strict=True).parse(response.text)
        return response


@pytest.fixture(autouse=True)
def _pickers_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fairground's picker of persons does not stay when its tests are over."""
    monkeypatch.setattr(pickers, "_pickers", dict(pickers._pickers))


@pytest.fixture
def fair() -> Flask:
    """The fairground with somebody signed in, without CSRF."""
    app = fairground(WTF_CSRF_ENABLED=False)
    app.test_client_class = Strict
    return app


@pytest.fixture
def browser(fair: Flask) -> FlaskClient:
    return fair.test_client()
