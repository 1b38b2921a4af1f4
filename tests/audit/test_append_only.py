"""Nobody but a superuser changes or removes a line of the journal: for want of privilege, the owner by a trigger."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from mips.core.cluster import APP, OWNER, RETENTION

PARENTS = ("journal_entry", "journal_detail")
SEALS = ("seal", "seal_leaf")
CHANGED = {
    "journal_entry": "reason = ''",
    "journal_detail": "salt = ''",
    "seal": "entries = 0",
    "seal_leaf": "place = 0",
}
REFUSED = "42501"


@pytest.fixture(scope="module")
def partitions(ledger):
    with ledger.superuser.connect() as connection:
        found = connection.execute(
            sa.text(
                "SELECT inhparent::regclass::text, inhrelid::regclass::text FROM pg_inherits "
                "WHERE inhparent IN ('journal_entry'::regclass, 'journal_detail'::regclass)"
            )
        )
        return [(parent, part) for parent, part in found]


def refused(ledger, role, statement):
    """Whether the database refuses the statement to a role, for want of privilege or by a guard."""
    engine = sa.create_engine(ledger.scratch.url(role), poolclass=sa.NullPool)
    with engine.connect() as connection:
        try:
            connection.execute(sa.text(statement))
        except ProgrammingError as error:
            return error.orig.sqlstate == REFUSED
        connection.rollback()
        return False


def acts_on(table, parent):
    return [f"UPDATE {table} SET {CHANGED[parent]}", f"DELETE FROM {table}", f"TRUNCATE {table}"]


@pytest.mark.parametrize("role", [APP, OWNER, RETENTION])
@pytest.mark.parametrize("table", [*PARENTS, *SEALS])
def test_no_role_changes_removes_or_empties(ledger, role, table):
    allowed = {f"DELETE FROM {table}"} if (role, table) == (RETENTION, "journal_detail") else set()
    assert {act for act in acts_on(table, table) if not refused(ledger, role, act)} == allowed


@pytest.mark.parametrize("role", [APP, OWNER, RETENTION])
def test_nor_by_way_of_a_partition(ledger, role, partitions):
    assert len(partitions) > 12
    done = [
        act
        for parent, part in partitions_with_rows(ledger, partitions)
        for act in acts_on(part, parent)
        if not refused(ledger, role, act)
    ]
    assert done == []


@pytest.mark.parametrize("role", [APP, OWNER, RETENTION])
def test_no_partition_can_be_emptied(ledger, role, partitions):
    assert [part for _, part in partitions if not refused(ledger, role, f"TRUNCATE {part}")] == []


def partitions_with_rows(ledger, partitions):
    """Row triggers speak only where there are rows."""
    with ledger.superuser.connect() as connection:
        return [
            (parent, part)
            for parent, part in partitions
            if connection.scalar(sa.text(f"SELECT EXISTS (SELECT FROM {part})"))
        ]


@pytest.mark.parametrize(
    "act", ["UPDATE log_entry SET text = ''", "DELETE FROM log_entry", "TRUNCATE log_entry CASCADE"]
)
def test_log_entries_stand_as_written(ledger, act):
    ledger.tamper(
        "INSERT INTO entity (id, version, created_at, kind, marking, restriction, label, force) "
        "VALUES ('00000000-0000-7000-8000-0000000000aa', 1, now(), 'person', 0, 'open', '', '') ON CONFLICT DO NOTHING",
    )
    ledger.tamper(
        "INSERT INTO log_entry (id, version, created_at, entity_id, at, kind, text, author_id) "
        "SELECT gen_random_uuid(), 1, now(), '00000000-0000-7000-8000-0000000000aa', now(), '', 'as written', "
        "gen_random_uuid() "
        "WHERE NOT EXISTS (SELECT FROM log_entry)",
    )
    assert refused(ledger, OWNER, act)


def test_the_application_reads_and_adds_and_no_more(ledger):
    with ledger.superuser.connect() as connection:
        held = {
            (table, right)
            for table in (*PARENTS, *SEALS)
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
            if connection.scalar(
                sa.text("SELECT has_table_privilege(:role, :table, :right)"),
                {"role": APP, "table": table, "right": right},
            )
        }
    assert held == {(table, right) for table in (*PARENTS, *SEALS) for right in ("SELECT", "INSERT")}
