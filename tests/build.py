"""Builders: the least a row needs to be valid, every field overridable. Read like a sentence in the test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from mips.access.model import RoleHeld, SignIn, Team, TeamMember, User
from mips.access.permissions import Rank, Role
from mips.access.policy import Actor
from mips.audit import journal
from mips.core import clock, db
from mips.core.db import Base
from mips.record.model.case import Offence
from mips.record.model.entity import Entity
from mips.record.model.event import Involvement, Part
from mips.record.model.object import Place
from mips.record.model.person import NameKind, Person, PersonName

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
Row = TypeVar("Row", bound=Base)


class Build:
    """Scenery for a test. Each call commits: a refused use case must not roll the scenery back."""

    def __init__(self, session: Session, *, first: int = 1) -> None:
        self._session = session
        self._numbers = itertools.count(first)

    @contextmanager
    def scenery(self) -> Iterator[None]:
        """Add rows of your own inside; they are journalled as test setup and committed."""
        token = journal.current.set(journal.Activity("test setup", None))
        try:
            yield
            self._session.flush()
            journal.write_pending(self._session)
            self._session.commit()
        finally:
            journal.current.reset(token)

    def add(self, row: Row) -> Row:
        with self.scenery():
            self._session.add(row)
        return row

    def number(self) -> int:
        return next(self._numbers)

    def team(self, **fields: Any) -> Team:
        return self.add(Team(**{"name": f"Team {self.number()}"} | fields))

    def user(self, *roles: Role, team: Team | None = None, leads: bool = False, **fields: Any) -> User:
        number = self.number()
        user = User(
            **{"name": f"Tester {number}", "collar_number": f"T{number:04}", "rank": int(Rank.CONSTABLE)} | fields
        )
        user.roles = [RoleHeld(role=role, approved_at=datetime(2020, 1, 1, tzinfo=UTC)) for role in roles]
        user.teams = [TeamMember(team=team, leads=leads)] if team else []
        return self.add(user)

    def actor(self, *roles: Role, **fields: Any) -> Actor:
        """Somebody with these roles who acts; takes what `user` takes."""
        return self.user(*roles, **fields).as_actor(reason="test", origin="test")

    def person(self, **fields: Any) -> Person:
        fields = {"family_name": "Webb", "given_names": "Ada", "force": "01"} | fields
        person = Person(**fields)
        person.label = person.full_name
        person.names = [PersonName(kind=NameKind.LEGAL, family_name=person.family_name, given_names=person.given_names)]
        return self.add(person)

    def place(self, **fields: Any) -> Place:
        return self.add(Place(**{"address": "1 Test Street", "label": "1 Test Street", "force": "01"} | fields))

    def involvement(self, party: Entity, event: Entity, part: Part, **fields: Any) -> Involvement:
        return self.add(Involvement(party_id=party.id, event_id=event.id, part=part, **fields))

    def offence(self, **fields: Any) -> Offence:
        return self.add(Offence(**{"code": "TH68010", "title": "Theft from shop"} | fields))


def signed_in(app: Flask, user: User) -> FlaskClient:
    """A browser in which this user has signed in."""
    sign_in = SignIn(user_id=user.id, last_seen_at=clock.now())
    db.session.add(sign_in)
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = str(sign_in.id)
        cookie["_fresh"] = True
    return client


def giving_a_reason(client: FlaskClient, reason: str = "Working on a crime") -> FlaskClient:
    """The browser, giving this reason with every request (INT-10)."""
    client.environ_base["HTTP_X_REASON"] = reason
    return client
