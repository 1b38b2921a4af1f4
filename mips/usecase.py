"""The shape of every use case: permission, transaction and journal entry are declared once, on the function.

    @usecase(Permission.CUSTODY_REVIEW_APPROVE, verb=Verb.ALTERED)
    def review_detention(actor: Actor, *, detention_id: UUID, grounds: str) -> Detention: ...

Pages, API resources, navigation, OpenAPI and the access matrix all read the declaration; none repeats it.
"""

from __future__ import annotations

import functools
import hashlib
import json
import random
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar, cast

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from mips.access.model import Submission
from mips.access.permissions import Permission
from mips.access.policy import Actor, Limited, PartOf
from mips.access.reasons import Why
from mips.access.visibility import looking
from mips.audit import journal
from mips.audit.model import READING, Verb
from mips.core import connections, db, outage
from mips.core.errors import Busy, Forbidden, KeyReused, ReasonNeeded

P = ParamSpec("P")
R = TypeVar("R")

Answer = tuple[str, uuid.UUID | None]
"""The class and the id of the row that a use case answered with."""
NO_ROW: Final[Answer] = ("", None)

REGISTRY: dict[str, UseCase[..., Any]] = {}

PATIENCE: Final = 5.0
"""Seconds a request may spend on trying again when the database went away (CNT-3.4)."""
FIRST_WAIT, LONGEST_WAIT = 0.2, 0.8

_after_commit: ContextVar[list[Callable[[], None]] | None] = ContextVar("after_commit", default=None)


class UseCase(Generic[P, R]):
    """A function that acts for somebody. Call it with the actor first, everything else by keyword."""

    def __init__(
        self,
        run: Callable[Concatenate[Actor, P], R],
        permission: Permission,
        verb: Verb,
        also: Iterable[Verb],
        bulk: bool,
        recorded: bool,
        limited: Limited | None,
    ) -> None:
        if not recorded and verb not in READING:
            raise TypeError("only what changes nothing may leave no entry")
        functools.update_wrapper(self, run)
        self.run, self.permission, self.verb, self.bulk, self.recorded = run, permission, verb, bulk, recorded
        self.limited = limited
        self.verbs = frozenset({verb, *also})
        self.name = f"{run.__module__.removeprefix('mips.')}.{run.__name__}"
        REGISTRY[self.name] = self

    @property
    def reads(self) -> bool:
        """True when it shows and changes nothing."""
        return self.verb in READING

    def admit(self, actor: Actor) -> None:
        """Raises Forbidden for who may not, ReasonNeeded for who may once they say why."""
        if not actor.may(self.permission):
            raise Forbidden(permission=self.permission)
        if self.limited is Limited.REFUSED and not actor.sees_some_whole(self.permission):
            raise Forbidden("Your role sees the limited form of this only", permission=self.permission)
        if actor.owes_reason(self.permission):
            raise ReasonNeeded(Why.ROLE.said, why=Why.ROLE, permission=self.permission)

    def __call__(self, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        self.admit(actor)
        if _after_commit.get() is not None:
            return self._take_part(actor, *args, **kwargs)
        if self.recorded or actor.fresh:
            return self._persist(actor, *args, **kwargs)
        with db.reader():
            return self._persist(actor, *args, **kwargs)

    def _take_part(self, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run inside the use case under way: its transaction, its entry on the journal's lines."""
        outer = journal.current.get()
        with self._on_behalf_of(actor):
            result = self.run(actor, *args, **kwargs)
            self._finish(result, kwargs)
        journal.current.set(outer)
        return result

    def _persist(self, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        """The whole transaction again, with the same key, while the database comes back (CNT-3.4)."""
        deadline, wait = time.monotonic() + PATIENCE, FIRST_WAIT
        while True:
            try:
                return self._once(actor, *args, **kwargs)
            except sa.exc.DBAPIError as failure:
                if not connections.worth_another_try(failure):
                    raise
                if time.monotonic() + wait > deadline:
                    outage.lost()
                    raise Busy from failure
            time.sleep(wait * random.uniform(0.8, 1.2))  # noqa: S311 - jitter, not a secret
            wait = min(wait * 2, LONGEST_WAIT)

    def _once(self, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with unit_of_work(actor), self._on_behalf_of(actor):
            if actor.key is None or self.reads:
                return self._finish(self.run(actor, *args, **kwargs), kwargs)
            likely = self._likely_answer(kwargs)
            if not _first_time(self.name, actor, kwargs, likely):
                return cast(R, _answer_given_before(self.name, actor, kwargs))
            result = self._finish(self.run(actor, *args, **kwargs), kwargs)
            if (answer := _answer(result)) != likely:
                _keep_answer(actor, answer)
            return result

    def _likely_answer(self, kwargs: dict[str, Any]) -> Answer:
        """Most acts answer with the record they were asked to act on: then the key need not be written to again."""
        kind = str(self.run.__annotations__.get("return", ""))
        asked = kwargs.get(f"{re.sub('(?<!^)(?=[A-Z])', '_', kind).lower()}_id")
        return (kind, asked) if isinstance(asked, uuid.UUID) else NO_ROW

    def _finish(self, result: R, kwargs: dict[str, Any]) -> R:
        db.session.flush()
        if self.reads and self.recorded:
            journal.note_shown(self.verb, result, kwargs)
        journal.write_pending(db.session())
        return result

    @contextmanager
    def _on_behalf_of(self, actor: Actor) -> Iterator[None]:
        doing = journal.current.set(journal.Activity(self.name, actor, self.verbs, self.bulk))
        try:
            with looking(actor, self.permission):
                yield
        finally:
            journal.current.reset(doing)


def usecase(
    permission: Permission,
    *,
    verb: Verb,
    also: Iterable[Verb] = (),
    bulk: bool = False,
    recorded: bool = True,
    limited: Limited | None = None,
) -> Callable[[Callable[Concatenate[Actor, P], R]], UseCase[P, R]]:
    """Declare a use case: who may, what it does to the record, which other verbs its entries may carry.

    `bulk` lets it write by COPY and set-based SQL; it then writes its own journal by SQL. What is not `recorded` shows
    nothing of the record - code lists, the staff list - and leaves no entry, so that a standby may answer (CNT-3.10).
    `limited` says what becomes of those who see only the limited form: needed where the matrix has an L.
    """
    return lambda run: UseCase(run, permission, verb, also, bulk, recorded, limited)


@contextmanager
def unit_of_work(actor: Actor | None = None) -> Iterator[None]:
    """One transaction for the outermost use case. Nothing else in the system commits."""
    followers: list[Callable[[], None]] = []
    token = _after_commit.set(followers)
    _one_onlooker_a_session(actor)
    try:
        yield
        connections.commit(db.session())
        if not db.asks_the_reader():
            outage.over()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _after_commit.reset(token)
    for follow in followers:
        follow()


def _one_onlooker_a_session(actor: Actor | None) -> None:
    """The identity map answers from what was loaded before: another's view must not be in it."""
    info = db.session().info
    if info.get("onlooker") not in (None, actor and actor.id):
        db.session.expunge_all()
    info["onlooker"] = actor and actor.id


def after_commit(follow: Callable[[], None]) -> None:
    """Do this once the transaction under way has been committed, or never."""
    followers = _after_commit.get()
    if followers is None:
        raise RuntimeError("after_commit() outside a use case")
    followers.append(follow)


def _contents(name: str, fields: dict[str, Any]) -> str:
    text = json.dumps(journal.plain_values(fields), sort_keys=True)
    return hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()


def _first_time(name: str, actor: Actor, fields: dict[str, Any], likely: Answer) -> bool:
    """Take the key, or find that somebody - this very form, sent before - has it."""
    kind, row_id = likely
    made = {"id": actor.key, "version": 1, "actor_id": actor.id, "usecase": name, "contents": _contents(name, fields)}
    row = insert(Submission).values(**made, result_kind=kind, result_id=row_id)
    taken = db.session.execute(row.on_conflict_do_nothing().returning(Submission.id)).scalar()
    return taken is not None


def _answer_given_before(name: str, actor: Actor, fields: dict[str, Any]) -> object:
    earlier = db.session.scalars(sa.select(Submission).where(Submission.id == actor.key)).one()
    if (earlier.actor_id, earlier.contents) != (actor.id, _contents(name, fields)):
        raise KeyReused
    return _shown_again(earlier.result_kind, earlier.result_id) if earlier.result_kind else None


def _shown_again(kind: str, row_id: uuid.UUID | None) -> object:
    """The row with what hangs on it: the first answer had it loaded by the act, and it is shown after the use case."""
    row = db.session.get({mapper.class_.__name__: mapper.class_ for mapper in db.Base.registry.mappers}[kind], row_id)
    if row is not None:
        _load_whole(row, set())
    return row


def _load_whole(row: object, seen: set[object], *, further: int = 1) -> None:
    """Load the row's relations, theirs where they are parts of a record, and those of records so many steps away."""
    seen.add(row)
    for relation in sa.inspect(row, raiseerr=True).mapper.relationships:
        held = getattr(row, relation.key)
        for each in held if relation.uselist else [held]:
            steps = further - (not isinstance(each, PartOf))
            if each is not None and each not in seen and steps >= 0:
                _load_whole(each, seen, further=steps)


def _answer(result: object) -> Answer:
    return (type(result).__name__, result.id) if isinstance(result, db.Base) else NO_ROW


def _keep_answer(actor: Actor, answer: Answer) -> None:
    kind, row_id = answer
    kept = sa.update(Submission).where(Submission.id == actor.key)
    db.session.execute(kept.values(result_kind=kind, result_id=row_id))
