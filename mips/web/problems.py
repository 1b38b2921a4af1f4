"""What is said about each kind of error: a code, a title, a sentence, and which field it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.exceptions import HTTPException

from mips.core.errors import InputInvalid, MipsError, RuleBroken, Stale
from mips.web.formdata import flat
from mips.web.reference import request_reference

SAID: dict[int, tuple[str, str, str]] = {
    400: ("bad-request", "This request cannot be understood", "Go back, load the page again and try once more."),
    401: ("not-signed-in", "Sign in to continue", "You are not signed in, or your session has ended."),
    403: ("forbidden", "You do not have permission to do this", "Ask your supervisor if your role should allow it."),
    404: (
        "not-found",
        "There is nothing here for you",
        "No such page or record exists, or it is not open to you. Check the address or search for it.",
    ),
    405: ("method-not-allowed", "This cannot be done here", "The address exists, but not for this kind of request."),
    406: ("not-acceptable", "This is not available in the format asked for", "Ask for another format."),
    408: ("request-timeout", "The request took too long to arrive", "Try again."),
    409: ("conflict", "This conflicts with what is on the record", "Open the record again and look at what changed."),
    410: ("gone", "This is no longer here", "It has been removed."),
    411: ("length-required", "The request does not say how long it is", "Send a Content-Length."),
    412: ("precondition-failed", "The record has changed since you read it", "Read it again and repeat your change."),
    413: ("too-large", "What you sent is too large", "Nothing was saved. Send a smaller file or less text."),
    414: ("address-too-long", "The address is too long", "Use fewer filters."),
    415: ("unsupported-media-type", "This kind of content is not taken here", "Send one of the documented types."),
    422: ("input-invalid", "There is a problem with what you entered", "Look at each message and try again."),
    423: ("locked", "Somebody else is changing this", "Try again in a moment."),
    428: (
        "precondition-required",
        "Something has to be said first",
        "Send If-Match with the ETag you were given; where a reason is needed, X-Reason with the reason.",
    ),
    429: ("too-many-requests", "Too many tries", "Wait a little and try again."),
    431: ("headers-too-large", "The request is too large", "Use fewer filters, or sign out and in again."),
    500: ("internal-error", "Sorry, something went wrong", "It is our fault and has been noted. Nothing was saved."),
    501: ("not-implemented", "This cannot be done", "The system does not do this."),
    502: ("bad-gateway", "Another system did not answer properly", "Try again in a moment."),
    503: ("busy", "Nothing can be saved just now", "Nothing you typed is lost. Try again in a moment."),
    504: ("gateway-timeout", "Another system did not answer in time", "Try again in a moment."),
}


_PASSED_ON = frozenset({"Allow", "Retry-After", "WWW-Authenticate"})


@dataclass(frozen=True)
class Problem:
    """One error as it is told. `messages` are by field; '' is the whole."""

    status: int
    code: str
    title: str
    detail: str
    messages: Mapping[str, list[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def calm(self) -> bool:
        """True when the page must be drawn without asking the database who is signed in."""
        return self.status >= 500

    def as_json(self) -> dict[str, Any]:
        """The members of RFC 9457 3.1, the request's reference, and where in the input each message points."""
        told: dict[str, Any] = {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "reference": request_reference(),
            **self.extra,
        }
        if self.messages:
            told["errors"] = [
                {"detail": text, **_where(name)} for name, texts in self.messages.items() for text in texts
            ]
        return told


def _where(name: str) -> dict[str, str]:
    """What a message is about: a header, which alone begins with a capital, or a place in the input (RFC 6901)."""
    if name[:1].isupper():
        return {"header": name}
    return {"pointer": "#/" + name.replace("-", "/") if name else "#"}


def of_mips(error: MipsError) -> Problem:
    if error.status == 404:  # hidden and missing look alike, whatever was said inside (INT-13)
        return _said(404)
    if isinstance(error, InputInvalid):
        return Problem(error.status, error.code, error.title, SAID[422][2], flat(error.messages))
    if isinstance(error, RuleBroken):
        messages: dict[str, list[str]] = {}
        for each in error.every:
            if each.field:
                messages.setdefault(each.field, []).append(each.detail)
        return Problem(error.status, error.code, error.title, error.detail, messages, extra={"rule": error.rule})
    if isinstance(error, Stale):
        versions = {"mine": _plain(error.mine), "theirs": _plain(error.theirs)}
        return Problem(error.status, error.code, error.title, SAID[error.status][2], extra=versions)
    detail = error.detail if error.detail != error.title else SAID.get(error.status, ("", "", error.detail))[2]
    return Problem(error.status, error.code, error.title, detail)


def of_http(error: HTTPException) -> Problem:
    """An error of the framework. Its own description is not shown: it may quote the input."""
    headers = {name: value for name, value in error.get_headers() if name in _PASSED_ON}
    data = getattr(error, "data", None) or {}
    messages = data.get("messages", {}) if isinstance(data, Mapping) else {}
    return _said(error.code or 500, messages=_without_location(messages), headers=headers)


def _said(status: int, **rest: Any) -> Problem:
    code, title, detail = SAID.get(status) or SAID[400 if status < 500 else 500]
    return Problem(status, code, title, detail, **rest)


def _without_location(messages: Any) -> dict[str, list[str]]:
    """Messages by field, without the 'json' or 'query' that the API's parser puts around them."""
    if not isinstance(messages, Mapping):
        return {}
    found: dict[str, list[str]] = {}
    for location, inner in messages.items():
        within = flat(inner) if location in ("json", "query", "form", "files", "headers", "path") else {location: inner}
        found.update(flat(within))
    return found


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: v if isinstance(v, str | int | bool | list | None) else str(v) for name, v in values.items()}
