"""Whatever a superuser changes, removes, moves or slips in, the seals tell."""

import random
from collections import Counter

import pytest

from tests.audit.ledger import ENTRIES, PENDING, SEALS, Ledger

TAMPERINGS = 200
TEXTS = ("usecase", "actor_name", "actor_role", "origin", "request", "reason", "subject_kind", "row_kind")


def change_entry(ledger, rng):
    entry, column = somewhere(ledger, rng), rng.choice(TEXTS)
    ledger.tamper(f"UPDATE journal_entry SET {column} = {column} || ' ' WHERE id = :id", id=entry)
    return entry


def change_who_when_or_what(ledger, rng):
    entry = somewhere(ledger, rng)
    change = rng.choice(
        [
            "actor_id = gen_random_uuid()",
            "at = at + interval '1 microsecond'",
            "verb = 'consulted'",
            "subjects = ARRAY[gen_random_uuid()]",
            "digest = sha256(digest)",
        ]
    )
    ledger.tamper(f"UPDATE journal_entry SET {change} WHERE id = :id", id=entry)
    return entry


def change_entry_and_its_leaf(ledger, rng):
    entry = somewhere(ledger, rng)
    ledger.tamper(
        "UPDATE journal_entry SET reason = 'another' WHERE id = :id",
        "UPDATE seal_leaf SET leaf = sha256(leaf) WHERE entry_id = :id",
        id=entry,
    )
    return entry


def change_values(ledger, rng):
    entry = somewhere(ledger, rng)
    change = rng.choice(["""values = values || '{"name": "Nobody"}'""", "salt = sha256(salt)", "values = '{}'"])
    ledger.tamper(f"UPDATE journal_detail SET {change} WHERE entry_id = :id", id=entry)
    return entry


def remove_values(ledger, rng):
    entry = somewhere(ledger, rng)
    ledger.tamper("DELETE FROM journal_detail WHERE entry_id = :id", id=entry)
    return entry


def remove_entry(ledger, rng):
    entry = somewhere(ledger, rng)
    ledger.tamper("DELETE FROM journal_entry WHERE id = :id", id=entry)
    return entry


def remove_entry_and_all_that_hangs_on_it(ledger, rng):
    entry = somewhere(ledger, rng)
    ledger.tamper(
        "DELETE FROM journal_entry WHERE id = :id",
        "DELETE FROM journal_detail WHERE entry_id = :id",
        "DELETE FROM seal_leaf WHERE entry_id = :id",
        id=entry,
    )


def swap_places(ledger, rng):
    seal, (one, other) = rng.randint(1, SEALS), rng.sample(range(ENTRIES), 2)
    ledger.tamper(
        "UPDATE seal_leaf SET place = CASE place WHEN :one THEN :other ELSE :one END "
        "WHERE seal = :seal AND place IN (:one, :other)",
        seal=seal,
        one=one,
        other=other,
    )


def swap_seals(ledger, rng):
    one, other = rng.sample(range(1, SEALS + 1), 2)
    ledger.tamper(
        "UPDATE seal_leaf SET seal = CASE seal WHEN :one THEN :other ELSE :one END WHERE seal IN (:one, :other)",
        one=one,
        other=other,
    )


def insert_entry(ledger, rng):
    entry = somewhere(ledger, rng)
    ledger.tamper(COPY_OF_ENTRY, id=entry)


def insert_entry_with_a_place(ledger, rng):
    entry, seal = somewhere(ledger, rng), rng.randint(1, SEALS)
    ledger.tamper(
        COPY_OF_ENTRY,
        "INSERT INTO seal_leaf (entry_id, seal, place, leaf) SELECT e.id, :seal, :place, sha256('x') "
        "FROM journal_entry e WHERE NOT EXISTS (SELECT FROM seal_leaf l WHERE l.entry_id = e.id) ORDER BY at LIMIT 1",
        id=entry,
        seal=seal,
        place=ENTRIES,
    )


def put_one_entry_in_the_place_of_another(ledger, rng):
    waiting = "SELECT id FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM seal_leaf) LIMIT 1"
    ledger.tamper(f"UPDATE seal_leaf SET entry_id = ({waiting}) WHERE entry_id = :id", id=somewhere(ledger, rng))


def insert_values(ledger, rng):
    ledger.tamper(
        "INSERT INTO journal_detail (entry_id, at, salt, values) "
        "SELECT gen_random_uuid(), at, salt, values FROM journal_detail WHERE entry_id = :id",
        id=somewhere(ledger, rng),
    )


def change_seal(ledger, rng):
    change = rng.choice(
        [
            "made_at = made_at + interval '1 microsecond'",
            "horizon = horizon - interval '1 second'",
            "entries = entries - 1",
            "root = sha256(root)",
            "chained = sha256(chained)",
            "signature = sha512(signature)",
        ]
    )
    ledger.tamper(f"UPDATE seal SET {change} WHERE number = :seal", seal=rng.randint(1, SEALS))


def remove_a_seal_with_its_entries(ledger, rng):
    cut(ledger, "= :seal", seal=rng.randint(1, SEALS - 1))


def cut_the_tail_with_its_seals(ledger, rng):
    ledger.tamper(
        "DELETE FROM journal_detail WHERE entry_id NOT IN (SELECT entry_id FROM seal_leaf)",
        "DELETE FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM seal_leaf)",
    )
    cut(ledger, "> :seal", seal=rng.randint(0, SEALS - 1))


def cut(ledger, which, **values):
    of_it = f"(SELECT entry_id FROM seal_leaf WHERE seal {which})"
    ledger.tamper(
        f"DELETE FROM journal_detail WHERE entry_id IN {of_it}",
        f"DELETE FROM journal_entry WHERE id IN {of_it}",
        f"DELETE FROM seal_leaf WHERE seal {which}",
        f"DELETE FROM seal WHERE number {which}",
        **values,
    )


def somewhere(ledger, rng):
    return ledger.placed(rng.randint(1, SEALS), rng.randrange(ENTRIES))


COPY_OF_ENTRY = """
    INSERT INTO journal_entry
    SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).*
    FROM journal_entry e WHERE id = :id
"""

WAYS = (
    change_entry,
    change_who_when_or_what,
    change_entry_and_its_leaf,
    change_values,
    remove_values,
    remove_entry,
    remove_entry_and_all_that_hangs_on_it,
    swap_places,
    swap_seals,
    insert_entry,
    insert_entry_with_a_place,
    put_one_entry_in_the_place_of_another,
    insert_values,
    change_seal,
    remove_a_seal_with_its_entries,
    cut_the_tail_with_its_seals,
)
NAMED = {change_entry, change_who_when_or_what, change_entry_and_its_leaf, change_values, remove_values, remove_entry}


def test_an_untouched_journal_proves(ledger: Ledger):
    verdict = ledger.verify()
    assert verdict.holds, verdict.problem
    assert (verdict.seals, verdict.sealed, verdict.pending, verdict.erased) == (SEALS, SEALS * ENTRIES, PENDING, 0)


def test_two_hundred_random_tamperings_are_found_two_hundred_times(ledger: Ledger):
    rng = random.Random(20260302)
    missed, unnamed, tried = [], [], Counter()
    for number in range(TAMPERINGS):
        way = WAYS[number % len(WAYS)]
        entry = way(ledger, rng)
        problem = ledger.verify().problem
        ledger.restore()
        tried[way.__name__] += 1
        if not problem:
            missed.append((number, way.__name__))
        elif way in NAMED and str(entry) not in problem:
            unnamed.append((way.__name__, problem))
    assert missed == [] and unnamed == []
    assert len(tried) == len(WAYS) and tried.total() == TAMPERINGS
    assert ledger.verify().holds


def test_a_cut_tail_shows_only_against_the_head_kept_outside(intact: Ledger):
    cut_the_tail_with_its_seals(intact, random.Random(1))
    assert intact.verify(head=False).holds
    assert "the tail was cut" in intact.verify().problem


def test_the_first_of_several_is_named(intact: Ledger):
    for seal in (4, 2, 3):
        intact.tamper("UPDATE journal_entry SET reason = 'x' WHERE id = :id", id=intact.placed(seal, 5))
    assert str(intact.placed(2, 5)) in intact.verify().problem


def test_resealing_without_the_key_is_found(intact: Ledger):
    last = intact.placed(SEALS, 0)
    intact.tamper(
        "UPDATE journal_entry SET reason = 'x' WHERE id = :id",
        "UPDATE seal SET root = sha256(root), chained = sha256(chained) WHERE number = :seal",
        id=last,
        seal=SEALS,
    )
    assert f"seal {SEALS}" in intact.verify().problem


@pytest.mark.parametrize("change", ["values = '{}'", "salt = sha256(salt)"])
def test_entries_that_wait_for_their_seal_keep_their_values(intact: Ledger, change):
    waiting = "(SELECT id FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM seal_leaf))"
    intact.tamper(f"UPDATE journal_detail SET {change} WHERE entry_id IN {waiting}")
    assert "were changed" in intact.verify().problem
