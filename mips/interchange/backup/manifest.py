"""What a backup says of itself, so that a restoration can be held against it: every table, guard, seal and file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from mips.interchange.backup.programs import BackupFailed

FILE: Final = "manifest.json"

TABLES: Final = """
    SELECT c.relname::text,
           array_agg(a.attname::text ORDER BY a.attnum),
           array_agg(a.attname::text ORDER BY k.place) FILTER (WHERE k.place IS NOT NULL),
           array_agg(a.attcollation <> 0 ORDER BY k.place) FILTER (WHERE k.place IS NOT NULL)
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    LEFT JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place) ON k.number = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    GROUP BY c.relname ORDER BY c.relname COLLATE "C"
"""
"""Each table that is not a partition, its columns that are not computed from others (the next server may compute them
otherwise), its primary key, and which columns of the key sort by a collation."""

GUARDS: Final = """
    SELECT name, array_agg(guard ORDER BY guard COLLATE "C") FROM (
        SELECT c.relname::text AS name, coalesce(r.rolname, 'PUBLIC') || ' may ' || a.privilege_type AS guard
        FROM pg_class c
        CROSS JOIN aclexplode(coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char",
                                                            c.relowner))) a
        LEFT JOIN pg_roles r ON r.oid = a.grantee
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S') AND a.grantee <> c.relowner
        UNION ALL
        SELECT c.relname::text, 'trigger ' || t.tgname || ' ' || t.tgenabled::text
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal
        UNION ALL
        SELECT p.oid::regprocedure::text, coalesce(r.rolname, 'PUBLIC') || ' may ' || a.privilege_type
        FROM pg_proc p
        CROSS JOIN aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        LEFT JOIN pg_roles r ON r.oid = a.grantee
        WHERE p.pronamespace = 'public'::regnamespace AND a.grantee <> p.proowner
        UNION ALL
        SELECT 'whatever is made later (' || d.defaclobjtype::text || ')',
               coalesce(r.rolname, 'PUBLIC') || ' may ' || a.privilege_type
        FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
        WHERE a.grantee <> d.defaclrole
    ) AS every_guard GROUP BY name
"""
"""Who but its owner may do what with each table, sequence and function, and the triggers on it."""

KEEPS_FILES: Final = ("attachment",)
"""Tables whose column sha256 names a file in the store. The print register has one too, of what left on paper."""

AS_TEXT: Final = (
    "-c timezone=UTC -c datestyle=ISO,YMD -c intervalstyle=postgres -c extra_float_digits=1 -c bytea_output=hex"
)
"""How values are written: alike on every server, so that one row always has one digest."""


@dataclass(frozen=True)
class Contents:
    """How many rows a table has, and the SHA-256 of them all in the order of their keys."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """Everything a restoration must give back, as of one instant."""

    made_at: str
    revision: str
    tables: Mapping[str, Contents]
    guards: Mapping[str, list[str]]
    head: str
    """Hexadecimal chain value of the newest seal; empty when nothing is sealed."""
    files: Mapping[str, int]
    """SHA-256 of each attached file -> its bytes."""
    missing: tuple[str, ...] = ()
    """Attached files that the store did not have when the backup was made."""

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def write(self, folder: Path) -> None:
        (folder / FILE).write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n")

    def differences(self, found: Manifest) -> Iterator[str]:
        """Where what a database holds departs from this, in words. Files are held against it one by one elsewhere."""
        if self.revision != found.revision:
            yield f"the schema is that of revision {found.revision}, not {self.revision}"
        yield from self._changed_tables(found)
        if self.head != found.head:
            yield "the journal's newest seal is another"
        for name in sorted({*self.guards, *found.guards}):
            if self.guards.get(name) != found.guards.get(name):
                yield f"{name}: privileges or triggers are not those that were backed up"

    def _changed_tables(self, found: Manifest) -> Iterator[str]:
        for name in sorted({*self.tables, *found.tables}):
            mine, theirs = self.tables.get(name), found.tables.get(name)
            if mine is None or theirs is None:
                yield f"{name}: the table is only in the {'database' if mine is None else 'backup'}"
            elif mine.rows != theirs.rows:
                yield f"{name}: {mine.rows} rows were backed up, {theirs.rows} are there"
            elif mine.digest != theirs.digest:
                yield f"{name}: a row is not as it was backed up"


def read(folder: Path) -> Manifest:
    """The manifest of a backup folder. Raises BackupFailed where there is none that can be read."""
    try:
        found: dict[str, Any] = json.loads((folder / FILE).read_text())
        found["tables"] = {name: Contents(**table) for name, table in found["tables"].items()}
        found["missing"] = tuple(found["missing"])
        return Manifest(**found)
    except FileNotFoundError:
        raise BackupFailed(f"{folder} is not a backup: it has no {FILE}") from None
    except (ValueError, TypeError, KeyError):
        raise BackupFailed(f"{folder / FILE} is not a manifest") from None


def take(connection: psycopg.Connection[Any], *, made_at: str) -> Manifest:
    """Read everything once, in the connection's transaction. `files` are not measured yet: each has size 0."""
    tables = {
        name: _contents(connection, name, columns, _order(key or [], sorted_by or []))
        for name, columns, key, sorted_by in connection.execute(TABLES).fetchall()
    }
    return Manifest(
        made_at=made_at,
        revision=_one(connection, "SELECT version_num FROM alembic_version"),
        tables=tables,
        guards=dict(connection.execute(GUARDS).fetchall()),
        head=_one(connection, "SELECT encode(chained, 'hex') FROM seal ORDER BY number DESC LIMIT 1"),
        files=dict.fromkeys(sorted(named_files(connection)), 0),
    )


def _one(connection: psycopg.Connection[Any], query: sql.SQL | Any) -> str:
    row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""


def _order(key: list[str], collated: list[bool]) -> list[sql.Composable]:
    """By the key and by code point, the same on every server; a table without a key by the whole row."""
    return [
        sql.SQL('{} COLLATE "C"' if by_collation else "{}").format(sql.Identifier(column))
        for column, by_collation in zip(key, collated, strict=True)
    ] or [sql.SQL('t::text COLLATE "C"')]


def _contents(
    connection: psycopg.Connection[Any], table: str, columns: list[str], order: list[sql.Composable]
) -> Contents:
    """Streamed: memory does not grow with the table."""
    query = sql.SQL("COPY (SELECT {} FROM {} AS t ORDER BY {}) TO STDOUT").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.Identifier(table), sql.SQL(", ").join(order)
    )
    rows, digest = 0, hashlib.sha256()
    with connection.cursor().copy(query) as copy:
        for block in copy:
            digest.update(block)
            rows += bytes(block).count(b"\n")  # a line end inside a value is written as \n
    return Contents(rows, digest.hexdigest())


def named_files(connection: psycopg.Connection[Any]) -> set[str]:
    """The SHA-256 of every file that any row names."""
    named: set[str] = set()
    for table in KEEPS_FILES:
        query = sql.SQL("SELECT DISTINCT sha256 FROM {}").format(sql.Identifier(table))
        named.update(sha256 for (sha256,) in connection.execute(query))
    return named
