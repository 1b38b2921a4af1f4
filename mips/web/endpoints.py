"""Ways into the system. Each endpoint names the use case behind it; login, permission and OpenAPI follow."""

from __future__ import annotations

import functools
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import click
from flask import Blueprint, g, request
from flask_login import current_user
from flask_smorest import Blueprint as ResourceBlueprint

from mips.access.policy import Actor
from mips.access.signed_in import SignedIn
from mips.access.visibility import looking
from mips.core.errors import InputInvalid, NotFound, NotSignedIn
from mips.usecase import UseCase
from mips.web import freshness
from mips.web.field.text import Unfit, cleaned
from mips.web.operations import LONGEST_REASON, answered, describe
from mips.web.reasons import still_holding, what_it_is_for
from mips.web.reference import request_reference
from mips.web.requests import Reader

View = Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class Domain:
    """What a domain's wire() hands to create_app."""

    pages: Sequence[Blueprint] = ()
    resources: Sequence[ResourceBlueprint] = ()
    commands: Sequence[click.Command] = field(default=())


def current_actor() -> Actor:
    """Who is at the screen or behind the token, made once per request."""
    if "actor" not in g:
        if not current_user.is_authenticated:
            raise NotSignedIn
        g.actor = _actor_of(cast(SignedIn, current_user))
    return cast(Actor, g.actor)


def _actor_of(user: SignedIn) -> Actor:
    return user.as_actor(
        reason=_reason() or still_holding(user.reasons, what_it_is_for()),
        origin=f"{request.remote_addr or ''} {request.endpoint or ''}".strip(),
        request=request_reference(),
        key=_submission_key(),
        fresh=freshness.may_have_just_saved(),
    )


def _reason() -> str:
    """Why, as the X-Reason header (UTF-8) or the form says."""
    said = request.headers.get("X-Reason", "").encode("latin-1").decode(errors="replace")
    try:
        return cleaned(said or request.values.get("_reason", ""), longest=LONGEST_REASON, lines=False)
    except Unfit as unfit:
        raise InputInvalid({"X-Reason": [f"The reason must {unfit}"]}) from unfit


def _submission_key() -> uuid.UUID | None:
    """The client-made key of this one submission: a form's hidden field or the Idempotency-Key header."""
    typed = request.headers.get("Idempotency-Key")
    if typed is None and not (typed := request.form.get("_key", "")):
        return None
    if not re.fullmatch(r'"?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"?', typed, re.ASCII | re.IGNORECASE):
        raise InputInvalid({"Idempotency-Key": ["Enter a UUID"]})
    return uuid.UUID(typed.strip('"'))


def _guarded(view: View, does: UseCase[..., Any]) -> View:
    @functools.wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        does.admit(current_actor())
        if any("\x00" in value for value in kwargs.values() if isinstance(value, str)):  # no column can hold it
            raise NotFound
        with looking(current_actor(), does.permission):  # what the page loads after the use case is filtered too
            answer = view(*args, **kwargs)
        if not does.reads:
            freshness.note_saving()
        return answer

    guarded.does = does  # type: ignore[attr-defined]
    return guarded


class Pages(Blueprint):
    """A blueprint of HTML pages."""

    def page(self, rule: str, *, does: UseCase[..., Any], methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
        return lambda view: self.route(rule, methods=list(methods))(_guarded(view, does))


class Resources(ResourceBlueprint):
    """A blueprint of API operations, described to OpenAPI."""

    ARGUMENTS_PARSER = Reader()

    @property
    def subject(self) -> str:
        """What its operations are about: their tag in OpenAPI."""
        return str(self.name).removesuffix("_api")

    def operation(
        self, rule: str, *, does: UseCase[..., Any], methods: Sequence[str] = ("GET",)
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            described = self.doc()(view)
            describe(described, subject=self.subject, rule=rule, does=does)
            self.route(rule, methods=list(methods))(_guarded(answered(described), does))
            return view

        return register
