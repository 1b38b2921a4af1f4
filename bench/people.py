"""Fills the record with fictional people by COPY, on every core; their search keys are the product's own."""

from __future__ import annotations

import multiprocessing
import os
import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import psycopg
from psycopg.types.json import Jsonb

from bench.ground import LONG_AGO, libpq
from bench.names import forename, origin_of, surname
from mips.core import db
from mips.core.embedded import Urls
from mips.record.identity.facts import Birth, Facts, Name
from mips.record.identity.keys import keys_of

AT_ONCE: Final = 10_000
MANY: Final = 100_000
"""From so many on the index of keys is built anew after they are in, as a bulk load would do it."""
KEYS: Final = "ix_person_key_keys"
DRAWN: Final = "id, family, given, born, sex, phone, address, postcode, keys, facts"
STAGED: Final = """
CREATE TEMPORARY TABLE drawn (id uuid, family text, given text, born date, sex text, phone text, address text,
  postcode text, keys text[], facts jsonb)
"""
ROWS: Final = (
    """INSERT INTO entity (id, version, created_at, kind, label, force, marking, restriction)
    SELECT id, 1, %(at)s, 'person', upper(family) || ', ' || given, '28', 0, 'open' FROM drawn""",
    """INSERT INTO person (id, family_name, given_names, born_on, born_precision, sex, gender_identity,
      self_defined_ethnicity, officer_defined_ethnicity, nationality, first_language, occupation, religion, disability)
    SELECT id, family, given, born, 'day', sex, '', '', '', '', '', '', '', '' FROM drawn""",
    """INSERT INTO person_name (id, version, created_at, person_id, said_by, ended_why, kind, family_name, given_names)
    SELECT id, 1, %(at)s, id, '', '', 'legal', family, given FROM drawn""",
    """INSERT INTO person_birth (id, version, created_at, person_id, said_by, ended_why, born_on, precision)
    SELECT id, 1, %(at)s, id, '', '', born, 'day' FROM drawn""",
    """INSERT INTO person_identifier (id, version, created_at, person_id, said_by, ended_why, kind, value, raw)
    SELECT id, 1, %(at)s, id, '', '', 'phone', phone, phone FROM drawn""",
    """INSERT INTO person_residence (id, version, created_at, person_id, said_by, ended_why, address, postcode)
    SELECT id, 1, %(at)s, id, '', '', address, postcode FROM drawn""",
    """INSERT INTO person_key (id, version, created_at, person_id, keys, facts)
    SELECT id, 1, %(at)s, id, keys, facts FROM drawn""",
)
"""A table after those it points at. The parts of a person bear their key: it is unique in each table."""


def fill(urls: Urls, there: int, people: int) -> None:
    """Add people until there are so many, each with a name, date of birth, telephone, address and search keys."""
    many = people - there >= MANY
    with psycopg.connect(libpq(urls.owner), autocommit=True) as owner:
        index = _set_aside(owner) if many else None
        _copy_all(urls, there, people)
        if index:
            owner.execute("SET maintenance_work_mem = '1GB'")
            owner.execute(index)
        owner.execute("VACUUM (ANALYZE)")


def _set_aside(owner: psycopg.Connection) -> Any:
    found = owner.execute("SELECT pg_get_indexdef(%s::regclass)", [KEYS]).fetchone()
    owner.execute(f"DROP INDEX {KEYS}")
    return found and found[0]


def _copy_all(urls: Urls, there: int, people: int) -> None:
    blocks = [(libpq(urls.superuser), first, min(AT_ONCE, people - first)) for first in range(there, people, AT_ONCE)]
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=spawn) as workers:
        list(workers.map(_copy_block, blocks))


def _copy_block(block: tuple[str, int, int]) -> None:
    """Foreign keys are not looked up: every row that is pointed at is in the same block."""
    url, first, people = block
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(STAGED)
        with connection.cursor().copy(f"COPY drawn ({DRAWN}) FROM STDIN") as copy:
            for number in range(first, first + people):
                copy.write_row(_row(somebody(number)))
        for statement in ROWS:
            connection.execute(statement, {"at": LONG_AGO})


@dataclass(frozen=True)
class SomeBody:
    """What is told of one of them."""

    family: str
    given: str
    born: date
    sex: str
    phone: str
    address: str
    postcode: str
    origin: str = ""
    """Where the names are from; empty: here."""


HOUSEHOLD: Final = 3
"""One in so many lives with the one before them, under the same surname."""


def somebody(number: int) -> SomeBody:
    """The person of this number: always the same."""
    chance = random.Random(number)  # noqa: S311 - fiction, not secrets
    born = date(1940, 1, 1) + timedelta(days=int(chance.random() * 27_000))
    sex, phone = chance.choice(("male", "female")), f"+447{number:09}"
    if number and chance.randrange(HOUSEHOLD) == 0:
        other = somebody(number - 1)
        given = forename(chance, other.origin, born, sex)
        return replace(other, given=given, born=born, sex=sex, phone=phone)
    origin = origin_of(chance)
    return SomeBody(
        family=surname(chance, origin),
        given=forename(chance, origin, born, sex),
        born=born,
        sex=sex,
        phone=phone,
        address=f"{number % 300} Long Lane",
        postcode=f"ZZ{1 + number % 98} {number % 10}AA",
        origin=origin,
    )


def facts_of(who: SomeBody) -> Facts:
    """What is known of them."""
    return Facts(
        names=(Name(who.family, who.given),),
        births=(Birth(who.born.year, who.born.month, who.born.day),),
        identifiers=(("phone", who.phone),),
        postcodes=(who.postcode,),
        sex=who.sex,
    )


def _row(who: SomeBody) -> tuple[object, ...]:
    facts = facts_of(who)
    told = (who.family, who.given, who.born, who.sex, who.phone, who.address, who.postcode)
    return (db.new_id(), *told, sorted(keys_of(facts)), Jsonb(facts.as_json()))
