"""Kill -9 of web server and database in the middle of 200 concurrent writes: no answer that was given is taken back."""

from __future__ import annotations

import secrets
import threading
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPException
from typing import Any, Final

import psutil
import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.audit.seals import public_key, seal_pending
from mips.audit.verification import verify
from mips.core import embedded
from tests.serving.installation import Installation, installation, kill_group, rows, scenery, token_for, wait_for

WRITES: Final = 200
BEFORE_THE_KILL: Final = 40
"""Answers that must have been given when everything is killed."""

WHOLE: Final = """
    SELECT p.id::text, s.id::text,
           (SELECT count(*) FROM person_name n WHERE n.person_id = p.id),
           (SELECT count(*) FROM person_birth b WHERE b.person_id = p.id),
           (SELECT count(*) FROM person_residence r WHERE r.person_id = p.id),
           (SELECT count(*) FROM journal_entry j WHERE j.subject_id = p.id),
           (SELECT count(*) FROM journal_entry j JOIN journal_detail d ON d.entry_id = j.id WHERE j.subject_id = p.id)
    FROM person p LEFT JOIN submission s ON s.result_id = p.id
"""
"""Each person that is there: the key it was sent with, and how much there is of it."""


def a_person() -> dict[str, Any]:
    """Like nobody else: that somebody is not the same as another would be an entry more."""
    name, given = a_word(), a_word()
    born = date(1930, 1, 1) + timedelta(days=secrets.randbelow(25_000))
    return {
        "family_name": name,
        "given_names": given,
        "born": born.isoformat(),
        "names": [{"kind": "alias", "family_name": a_word(), "given_names": given}],
        "residences": [{"address": f"1 {name} Street"}],
    }


def a_word() -> str:
    return "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(14)).title()


@dataclass
class Write:
    """One person somebody enters: the client's own key, what is sent, and the id once it was answered."""

    key: uuid.UUID = field(default_factory=uuid.uuid4)
    told: dict[str, Any] = field(default_factory=a_person)
    answered: str = ""

    def send(self, made: Installation, token: dict[str, str]) -> None:
        """Try once. What is not answered with 201 counts as unanswered: the client cannot know."""
        try:
            answer = made.ask("/api/v1/persons", json=self.told, headers={**token, "Idempotency-Key": str(self.key)})
        except (OSError, HTTPException):  # the second: the answer was cut off in the middle
            return
        if answer.status == 201:
            self.answered = answer.json["id"]


@pytest.fixture
def made() -> Iterator[Installation]:
    with installation() as made:
        yield made


def crash(made: Installation) -> None:
    """As when somebody trips over the cable: every process of ours at once, without a word."""
    kill_group(made.started[-1])
    processes = list(embedded._cluster(made.data_dir)._processes())
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # one that ended because another did
            process.kill()
    psutil.wait_procs(processes, timeout=5)


def test_every_acknowledged_write_survives_and_no_half_of_one(made):
    with scenery(made) as build:
        token = token_for(build, Role.OFFICER)
    made.serve()
    writes = [Write() for _ in range(WRITES)]
    clients = [threading.Thread(target=write.send, args=(made, token)) for write in writes]
    for client in clients:
        client.start()
    wait_for(lambda: sum(bool(write.answered) for write in writes) >= BEFORE_THE_KILL, "the first answers")
    crash(made)
    for client in clients:
        client.join(timeout=30)
    acknowledged = [write for write in writes if write.answered]
    assert BEFORE_THE_KILL <= len(acknowledged) < WRITES

    made.serve()
    there = {key: (person, *parts) for person, key, *parts in rows(made.urls.superuser, WHOLE)}
    assert {str(write.key): write.answered for write in acknowledged}.items() <= {
        key: person for key, (person, *_) in there.items()
    }.items()
    [whole] = {tuple(parts) for _, *parts in there.values()}
    assert whole[:3] == (2, 1, 1)
    assert whole[3] == whole[4] >= 5

    for write in writes:
        write.send(made, token)
    assert all(write.answered for write in writes)
    after = rows(made.urls.superuser, WHOLE)
    assert Counter(key for _, key, *_ in after) == Counter(str(write.key) for write in writes)
    assert {tuple(parts) for _, _, *parts in after} == {whole}
    assert {key: person for person, key, *_ in after} == {str(write.key): write.answered for write in writes}

    engine = sa.create_engine(made.urls.app, poolclass=sa.NullPool)
    assert seal_pending(engine, made.data_dir) is not None
    assert verify(engine, public_key(made.data_dir)).holds
