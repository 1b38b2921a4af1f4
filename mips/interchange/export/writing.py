"""Writes everything of one instant to a folder: JSON Lines a table, attached files beside, and what each of them is."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from mips.interchange.backup import programs
from mips.interchange.backup.files import Store, copy_files, put
from mips.interchange.backup.making import FILES, new_folder
from mips.interchange.backup.manifest import AS_TEXT, named_files
from mips.interchange.export.tables import LEFT_OUT, Exported, exported, table_schema, type_of

PACKAGE: Final = "datapackage.json"
ROWS: Final = "rows"


@dataclass(frozen=True)
class Taken:
    """What an export holds. `package` is the SHA-256 of its datapackage.json, which has that of every table."""

    rows: int
    files: int
    package: str
    missing: tuple[str, ...]
    """Attached files the store does not have, or not with the contents they are named by."""


def write(url: str, folder: Path, *, store: Store) -> Taken:
    """Write everything to a new folder, which only its maker may read. `url` is the application's.

    It goes round the row filter: what is nobody's to see at the screen is part of the record. Memory does not grow
    with it.
    """
    with new_folder(folder) as making, programs.connect(url, options=AS_TEXT) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        (making / ROWS).mkdir(mode=0o700)
        resources = [_write_table(connection, of, making) for of in exported()]
        files, missing = copy_files(store, making / FILES, sorted(named_files(connection)))
        package = _package(_revision(connection), resources, len(files), missing)
        put(making / PACKAGE, [package])
    rows = sum(resource["rows"] for resource in resources)
    return Taken(rows, len(files), hashlib.sha256(package).hexdigest(), missing)


def _revision(connection: psycopg.Connection[Any]) -> str:
    [found] = connection.execute("SELECT version_num FROM alembic_version").fetchone() or [""]
    return str(found)


def _write_table(connection: psycopg.Connection[Any], of: Exported, folder: Path) -> dict[str, Any]:
    path, digest, rows, size = folder / ROWS / f"{of.name}.jsonl", hashlib.sha256(), 0, 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for rows, line in enumerate(_lines(connection, of), 1):  # noqa: B007 - the last number is the count
            digest.update(line)
            size += file.write(line)
    return {
        "name": of.name,
        "description": of.about,
        "path": f"{ROWS}/{path.name}",
        "format": "ndjson",
        "mediatype": "application/x-ndjson",
        "encoding": "utf-8",
        "rows": rows,
        "bytes": size,
        "hash": f"sha256:{digest.hexdigest()}",
        "schema": table_schema(of),
        **({"withheld": list(of.withheld)} if of.withheld else {}),
    }


def _lines(connection: psycopg.Connection[Any], of: Exported) -> Iterator[bytes]:
    """Each row as a JSON object: PostgreSQL writes it, so that no value passes through a type that is narrower."""
    columns = sql.SQL(", ").join(_expression(of, column) for column in of.columns)
    key = sql.SQL(", ").join(sql.Identifier(column.name) for column in of.table.primary_key)
    query = sql.SQL("SELECT row_to_json(t)::text FROM (SELECT {} FROM {} ORDER BY {}) AS t")
    with connection.cursor() as cursor:
        for (row,) in cursor.stream(query.format(columns, sql.Identifier(of.name), key)):
            yield row.encode() + b"\n"


def _expression(of: Exported, column: Any) -> sql.Composable:
    name = sql.Identifier(column.name)
    if type_of(column) == ("string", "binary"):
        return sql.SQL("translate(encode({}, 'base64'), E'\\n', '') AS {}").format(name, name)
    return name


def _package(revision: str, resources: list[dict[str, Any]], files: int, missing: tuple[str, ...]) -> bytes:
    package = {
        "profile": "data-package",
        "name": "mips-export",
        "title": "Everything a police force holds in MiPS",
        "description": "One JSON object a line. Instants are ISO 8601 in UTC; a file is named by its SHA-256.",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "revision": revision,
        "attachments": {"path": FILES, "files": files, "missing": list(missing)},
        "leftOut": LEFT_OUT,
        "resources": resources,
    }
    return (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode()
