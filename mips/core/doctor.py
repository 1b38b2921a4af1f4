"""Says what an installation lacks, and what to do about it."""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
import sqlalchemy as sa

from mips.core import clock, malware, migrate
from mips.core.embedded import EmbeddedTrouble
from mips.core.settings import STATIC_VENDOR, Settings, SettingWrong, settings

OLDEST_PYTHON: Final = (3, 11)
OLDEST_SERVER: Final = 150000
MONTHS_AHEAD: Final = 3
SPACE_NEEDED: Final = 1024**3
CLOCKS_MAY_DIFFER: Final = timedelta(seconds=5)
LIBRARIES: Final = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}

RULES_OVER_OTHERS: Final = """
    SELECT rolname FROM pg_roles
    WHERE rolname = current_user AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
"""
OWNS: Final = """
    SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND pg_has_role(current_user, relowner, 'MEMBER')
    UNION SELECT pg_get_userbyid(datdba) FROM pg_database
    WHERE datname = current_database() AND pg_has_role(current_user, datdba, 'MEMBER')
"""
MAY_CHANGE: Final = """
    SELECT t FROM unnest(ARRAY['journal_entry', 'journal_detail', 'seal', 'seal_leaf']) AS t
    WHERE has_table_privilege(to_regclass('public.' || t), 'UPDATE, DELETE, TRUNCATE')
    UNION SELECT inhrelid::regclass::text FROM pg_inherits
    WHERE inhparent IN (to_regclass('public.journal_entry'), to_regclass('public.journal_detail'))
      AND has_table_privilege(inhrelid, 'INSERT, UPDATE, DELETE, TRUNCATE')
"""
LAST_MONTHS: Final = """
    SELECT parent,
           max((regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''([^'']+)''\\)'))[1]::timestamptz) AS until
    FROM unnest(ARRAY['journal_entry', 'journal_detail']) AS parent
    LEFT JOIN pg_inherits ON inhparent = to_regclass('public.' || parent)
    LEFT JOIN pg_class c ON c.oid = inhrelid
    GROUP BY parent
"""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its name, whether it is well, what was found, and what to do when it is not well."""

    name: str
    well: bool
    found: str
    remedy: str


@click.command("doctor")
def doctor() -> None:
    """Say what this installation lacks. Exits 1 when anything does."""
    well = True
    for finding in findings():
        well = well and finding.well
        mark = click.style("ok  ", fg="green") if finding.well else click.style("FAIL", fg="red", bold=True)
        click.echo(f"{mark}  {finding.name}: {finding.found}")
        if not finding.well:
            click.echo(f"      {finding.remedy}")
    raise SystemExit(not well)


def findings() -> Iterator[Finding]:
    """Everything that is looked at, one after another; the database is asked as the application's role."""
    yield python()
    try:
        chosen = settings()
    except SettingWrong as wrong:
        yield Finding("settings", False, str(wrong), "Correct this environment variable.")
        return
    yield Finding("settings", True, "all in order", "")
    yield from (look(chosen) for look in (data_folder, disk_space, static_assets, reference_data))
    yield libraries()
    yield scanner(chosen)
    yield time_zone()
    yield from database(chosen)


def python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding(
        "Python", sys.version_info >= OLDEST_PYTHON, found, "Install Python 3.11 or later and run script/setup."
    )


def data_folder(chosen: Settings) -> Finding:
    """Nobody else may look into the data folder, nor read its passwords and keys."""
    folder = chosen.data_dir
    if not folder.exists():
        return Finding("data folder", True, f"{folder} (not made yet)", "")
    secret = [path for path in (folder, folder / "secret-key", *(folder / "passwords").glob("*")) if path.exists()]
    open_to_others = [str(path) for path in secret if path.stat().st_mode & 0o066]
    return Finding(
        "data folder",
        not open_to_others,
        ", ".join(open_to_others) or str(folder),
        "Others may read or write these: chmod go-rw them.",
    )


def disk_space(chosen: Settings) -> Finding:
    place = next(path for path in (chosen.data_dir, *chosen.data_dir.parents) if path.exists())
    free = shutil.disk_usage(place).free
    return Finding("disk", free >= SPACE_NEEDED, f"{free / 1024**3:.1f} GiB free", f"Make room on the disk of {place}.")


def static_assets(_: Settings) -> Finding:
    there = (STATIC_VENDOR / "govuk-frontend.css").exists()
    return Finding("static assets", there, "built" if there else f"{STATIC_VENDOR} is empty", "Run script/setup.")


def reference_data(chosen: Settings) -> Finding:
    there = (chosen.reference_dir / "offence-code.json").exists()
    return Finding(
        "reference data", there, str(chosen.reference_dir), "Run script/setup, or correct MIPS_REFERENCE_DIR."
    )


def libraries() -> Finding:
    missing = [package for library, package in LIBRARIES.items() if sys.platform == "linux" and not _loads(library)]
    found = f"missing {' '.join(missing)}" if missing else "all there"
    return Finding("PDF libraries", not missing, found, f"apt-get install {' '.join(missing)}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def scanner(chosen: Settings) -> Finding:
    if not chosen.clamav:
        return Finding("malware scanner", True, "none: files are taken without a look (CLAMAV_SOCKET)", "")
    there = malware.answers()
    found = "answers" if there else f"{chosen.clamav} does not answer"
    return Finding("malware scanner", there, found, "Start clamav-daemon, or correct CLAMAV_SOCKET.")


def time_zone() -> Finding:
    """London is an hour ahead of UTC in July: without zone data every shown time would be wrong half the year."""
    try:
        ahead = datetime(2026, 7, 1, tzinfo=ZoneInfo("Europe/London")).utcoffset()
    except ZoneInfoNotFoundError:
        ahead = None
    found = "Europe/London known" if ahead else "Europe/London unknown"
    return Finding("time zones", ahead == timedelta(hours=1), found, "Run script/setup: the package tzdata is missing.")


def database(chosen: Settings) -> Iterator[Finding]:
    """Whether the database answers, and whether it is set up so that the application cannot rewrite history."""
    remedy = (
        "Start it, or correct DATABASE_URL."
        if not chosen.embedded
        else "Read the reason; script/setup brings the server."
    )
    try:
        url = chosen.database_url
        with sa.create_engine(url, poolclass=sa.NullPool, connect_args={"connect_timeout": 5}).connect() as connection:
            yield Finding("database", True, f"answers as {sa.make_url(url).username}", "")
            for look in OF_DATABASE:
                yield look(connection)
            connection.rollback()
            yield schema(url)
    except (EmbeddedTrouble, sa.exc.OperationalError) as trouble:
        reason = str(trouble.orig) if isinstance(trouble, sa.exc.DBAPIError) else str(trouble)
        yield Finding("database", False, reason.strip(), remedy)


def server_version(connection: sa.Connection) -> Finding:
    number, name = connection.execute(
        sa.text("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
    ).one()
    return Finding("database version", number >= OLDEST_SERVER, name, "Use PostgreSQL 15 or later.")


def clocks(connection: sa.Connection) -> Finding:
    there: datetime = connection.scalars(sa.text("SELECT clock_timestamp()")).one()
    apart = abs(there.astimezone(UTC) - clock.now())
    found = f"{apart.total_seconds():.1f} s apart"
    return Finding(
        "clocks", apart < CLOCKS_MAY_DIFFER, found, "Set the clocks of this machine and the database's by NTP."
    )


def application_role(connection: sa.Connection) -> Finding:
    over = list(connection.scalars(sa.text(RULES_OVER_OTHERS)))
    owners = list(connection.scalars(sa.text(OWNS)))
    found = "owns nothing and cannot become owner"
    if over or owners:
        found = f"has powers over the server ({', '.join(over)})" if over else f"can act as {', '.join(owners)}"
    return Finding(
        "application's role", not (over or owners), found, "Give DATABASE_URL a role of its own: deploy/roles.sql."
    )


def journal(connection: sa.Connection) -> Finding:
    open_tables = list(connection.scalars(sa.text(MAY_CHANGE)))
    found = f"may be changed: {', '.join(open_tables)}" if open_tables else "can only be added to"
    return Finding(
        "journal", not open_tables, found, "REVOKE UPDATE, DELETE, TRUNCATE on these from the application's role."
    )


def journal_months(connection: sa.Connection) -> Finding:
    """An entry outside every partition is refused, and with it the user's action (CNT-10)."""
    ends = {row.parent: row.until for row in connection.execute(sa.text(LAST_MONTHS))}
    needed = _months_on(clock.now(), MONTHS_AHEAD)
    short = [
        f"{name} until {end:%d %B %Y}" if end else f"{name} has none"
        for name, end in ends.items()
        if not end or end < needed
    ]
    return Finding(
        "journal months",
        not short,
        ", ".join(short) or "made ahead",
        "Run mips db upgrade, and keep the worker running.",
    )


def _months_on(moment: datetime, months: int) -> datetime:
    """The first of the month so many months on, UTC."""
    count = moment.year * 12 + moment.month - 1 + months
    return datetime(count // 12, count % 12 + 1, 1, tzinfo=UTC)


def schema(url: str) -> Finding:
    missing = migrate.pending(url)
    found = f"{len(missing)} migrations behind" if missing else "that of this release"
    return Finding("schema", not missing, found, "Run mips db upgrade.")


OF_DATABASE: Final[tuple[Callable[[sa.Connection], Finding], ...]] = (
    server_version,
    clocks,
    application_role,
    journal,
    journal_months,
)
