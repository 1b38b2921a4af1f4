"""Everything that can go wrong on purpose. Each error knows its code and HTTP status; only web.errors renders them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

_OF_LAW: Final = re.compile(r"^Code [A-H]\b|\b(18|19|20)\d\d (s|ss|sch|reg|r|art)\.?\s?\d", re.IGNORECASE)
"""A rule that cites an Act, a Code of Practice or regulations, and not one of our own."""


class MipsError(Exception):
    """A refusal the user can understand. Anything else is a bug and becomes a 500."""

    status = 400
    code = "refused"
    title = "This could not be done"

    def __init__(self, detail: str = "", **facts: object) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.facts = facts


class NotSignedIn(MipsError):
    status, code, title = 401, "not-signed-in", "Sign in to continue"


class NotFound(MipsError):
    """Missing and hidden records look alike (INT-13)."""

    status, code, title = 404, "not-found", "No such record"


class Forbidden(MipsError):
    status, code, title = 403, "forbidden", "You do not have permission to do this"


class ReasonNeeded(MipsError):
    """It may be seen or done once a reason is given (INT-10). `why` says what the asking comes from."""

    status, code, title = 428, "reason-needed", "Say why you need this"

    def __init__(self, detail: str, *, why: str, **facts: object) -> None:
        super().__init__(detail, why=why, **facts)
        self.why = why


class InputInvalid(MipsError):
    """The fields are malformed. Carries marshmallow's messages, keyed by field."""

    status, code, title = 422, "input-invalid", "There is a problem with what you entered"

    def __init__(self, messages: Mapping[str, Any]) -> None:
        super().__init__()
        self.messages = dict(messages)


class RuleBroken(MipsError):
    """The fields are well formed but the law or policy says no. `field` puts the message beside an input.

    `also` are further refusals of the same fields, so that whoever typed them reads all of them at once.
    """

    status, code, title = 409, "rule-broken", "A rule prevents this"

    def __init__(
        self, detail: str, *, rule: str, field: str | None = None, also: Sequence[RuleBroken] = (), **facts: object
    ) -> None:
        super().__init__(detail, rule=rule, **facts)
        self.rule = rule
        self.field = field
        self.also = also

    @property
    def every(self) -> list[RuleBroken]:
        """This and all that goes with it."""
        return [self, *(each for other in self.also for each in other.every)]

    @property
    def said(self) -> str:
        """The detail, with its section where the rule is law and the detail does not name it already."""
        law = _OF_LAW.search(self.rule) and self.rule.rpartition(" ")[2] not in self.detail
        return f"{self.detail.rstrip('.')} ({self.rule})" if law else self.detail


class Stale(MipsError):
    """Somebody saved the record first. `mine` is what was typed, `theirs` what the record now says, by field."""

    status, code, title = 409, "stale", "Someone else changed this record while you had it open"

    def __init__(
        self, detail: str = "", *, mine: Mapping[str, Any] | None = None, theirs: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(detail)
        self.mine = dict(mine or {})
        self.theirs = dict(theirs or {})


class PreconditionFailed(Stale):
    """If-Match named another version than the record now has (RFC 9110 13.1.1)."""

    status, code, title = 412, "precondition-failed", "The record has changed since you read it"


class KeyReused(MipsError):
    """One client-made key was sent with two different contents (CNT-3.3)."""

    status, code, title = 422, "key-reused", "This form was already sent with other contents"


class Busy(MipsError):
    """The database cannot be written just now. Nothing was saved and what was typed is kept (CNT-3.4)."""

    status, code, title = 503, "busy", "Nothing can be saved just now"
