"""What an installation may decide for itself, read once from the environment and checked before anything starts."""

from __future__ import annotations

import functools
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import sqlalchemy as sa

from mips.core import embedded
from mips.core.errors import MipsError
from mips.core.private_files import kept

ROOT: Final = Path(__file__).resolve().parent.parent.parent
REFERENCE_DIR: Final = ROOT / "node_modules" / "@moj-bichard7-developers" / "bichard7-next-data" / "dist" / "data"
"""The published code lists (JSON), as script/setup installs them."""
STATIC_VENDOR: Final = ROOT / "mips" / "web" / "static" / "vendor"
"""Other people's stylesheets, scripts and fonts, as script/setup builds them."""

SECRET_LENGTH: Final = 32
LARGEST_PORT: Final = 65535
A_DAY: Final = 24 * 60


class SettingWrong(MipsError):
    """An environment variable holds something unusable. The message names it and says what would do."""

    status, code, title = 500, "setting-wrong", "A setting is wrong"

    def __init__(self, variable: str, problem: str) -> None:
        super().__init__(f"{variable} {problem}", variable=variable)


@dataclass(frozen=True)
class Settings:
    """Every setting, checked. What is secret is left out of its repr."""

    data_dir: Path
    force: str
    force_name: str
    case_unit: str
    training: bool
    host: str
    port: int
    metrics_port: int
    web_processes: int
    pdf_processes: int
    database_pool: int
    trusted_proxies: int
    secure_cookies: bool
    upload_limit: int
    exhibit_file_limit: int
    """Bytes that a file of a digital exhibit may have; it comes in pieces, each under `upload_limit`."""
    session_idle_minutes: int
    session_absolute_minutes: int
    inactive_days: int
    reason_minutes: int
    """How long a reason once given holds for the same record."""
    low_risk_reasons: bool
    """Whether a reason is asked for what is of low risk too (access.matrix.LOW_RISK)."""
    clock_amber_minutes: int
    clock_red_minutes: int
    pause_reviews: bool
    """Whether hospital, bail and s.46A time is left out of the review interval too (CUS-6, RV-7)."""
    restart_reviews_after_bail: bool
    """Whether reviews start again at six hours once detention is authorised after bail (CUS-6, RV-8)."""
    custody_wait_amber_minutes: int
    custody_wait_red_minutes: int
    """How long somebody waits for the custody officer before the board says so, and before why must be said."""
    custody_stand_in_hours: int
    """How long an officer who is not appointed acts as custody officer at a time (PACE 1984 s.36(4), s.36(7))."""
    custody_escort_minutes: int
    """How long before somebody must be at court their person escort record is to be ready."""
    safety_check_minutes: int
    """How often a nurse or doctor checks somebody in a place of safety: 30 at most (SI 2017/1036 reg 4)."""
    no_place_of_safety_from: date | None
    """Since when no police station is a place of safety (Mental Health Act 2025 s.48); None: not in force yet."""
    rui_review_days: int
    """Days until a release under investigation is looked at again (CUS-18)."""
    domestic_abuse_hours: int
    """Within how many hours of the report a crime of domestic abuse is assessed (INV-7)."""
    review_working_days: int
    """Working days within which a victim's request for a review is answered (INV-6)."""
    review_request_months: int
    """Months after the decision in which a victim may ask for a review without more (INV-6)."""
    repeat_days: int
    """How far back a victim or place counts as a repeat: twelve months, unless set otherwise."""
    review_hours: int
    """Within how many hours of its allocation a supervisor first reviews a crime (INV-8)."""
    review_days: tuple[int, ...]
    """Days from allocation to the reviews that follow; after the last it is monthly (INV-8)."""
    silent_days: int
    """After how many days without anything meaningful a case is silent (F31)."""
    bulk_most: int
    """How many crimes are changed at once, at most (F26)."""
    bulk_at_once: int
    """How many of them while whoever asks waits; more are changed in the background."""
    bulk_undo_days: int
    """For how many days after it was done a bulk change is undone in one step."""
    attachments_url: str
    map_tiles: str
    """Address of map tiles with {z}, {x} and {y} in it; empty: no map is drawn."""
    map_credit: str
    clamav: str
    """Where clamd listens: unix:///path or tcp://host:port. Empty: files are not looked at."""
    clamav_holds: bool
    """While clamd does not answer a file is kept and held back, rather than refused."""
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str = field(repr=False)
    oidc_collar_claim: str
    """The claim that holds the collar number."""
    reference_dir: Path
    given_secret_key: str = field(repr=False)
    given_database_url: str = field(repr=False)
    given_reader_url: str = field(repr=False)
    given_owner_url: str = field(repr=False)
    given_retention_url: str = field(repr=False)

    @property
    def embedded(self) -> bool:
        """Whether the database is the embedded server of the data folder."""
        return not self.given_database_url

    @property
    def database_url(self) -> str:
        """The application's database, as SQLAlchemy takes it. The embedded server is started when it is not running."""
        return self.given_database_url or embedded.ensure_running(self.data_dir).app

    @property
    def database_owner_url(self) -> str:
        """The same database as the role that owns the tables: for migrations and backups only."""
        if self.embedded:
            return embedded.ensure_running(self.data_dir).owner
        return self._given(self.given_owner_url, "DATABASE_OWNER_URL")

    @property
    def database_retention_url(self) -> str:
        """The same database as the role that may remove what retention rules dispose of, and nothing else may."""
        if self.embedded:
            return embedded.ensure_running(self.data_dir).retention
        return self._given(self.given_retention_url, "DATABASE_RETENTION_URL")

    @property
    def secret_key(self) -> str:
        """What signs cookies. Made and kept in the data folder when SECRET_KEY gives none."""
        return self.given_secret_key or kept(self.data_dir / "secret-key", lambda: secrets.token_urlsafe(48))

    @property
    def single_sign_on(self) -> bool:
        """Whether people may sign in through an OpenID Connect provider."""
        return bool(self.oidc_issuer)

    def _given(self, url: str, variable: str) -> str:
        if not url:
            raise SettingWrong(variable, "is needed for this when DATABASE_URL is set")
        return url


@functools.cache
def settings() -> Settings:
    """The settings of this process. Raises SettingWrong."""
    return read(os.environ)


def reset() -> None:
    """Read the environment anew at the next question, for tests."""
    settings.cache_clear()


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from variables; what is absent or empty takes its default. Raises SettingWrong."""
    given = _Given(environment)
    data_dir = given.path("MIPS_DATA_DIR") or ROOT / "var"
    found = Settings(
        data_dir=data_dir,
        force=given.force_code("MIPS_FORCE", "28"),
        force_name=given.text("MIPS_FORCE_NAME", "Northmoor Police"),
        case_unit=given.unit_code("MIPS_CASE_UNIT", "01"),
        training=given.flag("MIPS_TRAINING", default=False),
        host=given.text("MIPS_HOST", "127.0.0.1"),
        port=given.whole("MIPS_PORT", 8000, least=1, most=LARGEST_PORT),
        metrics_port=given.whole("METRICS_PORT", 9100, least=0, most=LARGEST_PORT),
        web_processes=given.whole("MIPS_WEB_PROCESSES", 2, least=1, most=256),
        pdf_processes=given.whole("MIPS_PDF_PROCESSES", 2, least=1, most=64),
        database_pool=given.whole("MIPS_DATABASE_POOL", 4, least=1, most=100),
        trusted_proxies=given.whole("MIPS_TRUSTED_PROXIES", 0, least=0, most=10),
        secure_cookies=given.flag("MIPS_SECURE_COOKIES", default=False),
        upload_limit=given.whole("MIPS_UPLOAD_MEGABYTES", 50, least=1, most=10_000) * 1024 * 1024,
        exhibit_file_limit=given.whole("MIPS_EXHIBIT_FILE_GIGABYTES", 50, least=1, most=5_000) * 10**9,
        session_idle_minutes=given.whole("MIPS_SESSION_IDLE_MINUTES", 20, least=1, most=A_DAY),
        session_absolute_minutes=given.whole("MIPS_SESSION_ABSOLUTE_MINUTES", 12 * 60, least=1, most=7 * A_DAY),
        inactive_days=given.whole("MIPS_INACTIVE_DAYS", 90, least=1, most=366),
        reason_minutes=given.whole("MIPS_REASON_MINUTES", 30, least=1, most=A_DAY),
        low_risk_reasons=given.flag("MIPS_LOW_RISK_REASONS", default=True),
        clock_amber_minutes=given.whole("MIPS_CLOCK_AMBER_MINUTES", 60, least=1, most=A_DAY),
        clock_red_minutes=given.whole("MIPS_CLOCK_RED_MINUTES", 15, least=0, most=A_DAY),
        pause_reviews=given.flag("MIPS_PAUSE_REVIEWS", default=True),
        restart_reviews_after_bail=given.flag("MIPS_RESTART_REVIEWS_AFTER_BAIL", default=False),
        custody_wait_amber_minutes=given.whole("MIPS_CUSTODY_WAIT_AMBER_MINUTES", 15, least=1, most=A_DAY),
        custody_wait_red_minutes=given.whole("MIPS_CUSTODY_WAIT_RED_MINUTES", 30, least=2, most=A_DAY),
        custody_stand_in_hours=given.whole("MIPS_CUSTODY_STAND_IN_HOURS", 12, least=1, most=24),
        custody_escort_minutes=given.whole("MIPS_CUSTODY_ESCORT_MINUTES", 60, least=0, most=A_DAY),
        safety_check_minutes=given.whole("MIPS_SAFETY_CHECK_MINUTES", 30, least=5, most=30),
        no_place_of_safety_from=given.day("MIPS_NO_PLACE_OF_SAFETY_FROM"),
        rui_review_days=given.whole("MIPS_RUI_REVIEW_DAYS", 30, least=1, most=365),
        domestic_abuse_hours=given.whole("MIPS_DOMESTIC_ABUSE_HOURS", 24, least=1, most=336),
        review_working_days=given.whole("MIPS_REVIEW_WORKING_DAYS", 30, least=1, most=120),
        review_request_months=given.whole("MIPS_REVIEW_REQUEST_MONTHS", 3, least=1, most=24),
        repeat_days=given.whole("MIPS_REPEAT_DAYS", 365, least=1, most=3650),
        review_hours=given.whole("MIPS_REVIEW_HOURS", 24, least=1, most=336),
        review_days=given.rising("MIPS_REVIEW_DAYS", "7,14,28"),
        silent_days=given.whole("MIPS_SILENT_DAYS", 14, least=1, most=365),
        bulk_most=given.whole("MIPS_BULK_MOST", 500, least=2, most=5_000),
        bulk_at_once=given.whole("MIPS_BULK_AT_ONCE", 25, least=1, most=500),
        bulk_undo_days=given.whole("MIPS_BULK_UNDO_DAYS", 7, least=1, most=90),
        attachments_url=given.url("ATTACHMENTS_URL", {"file", "s3"}) or (data_dir / "attachments").as_uri(),
        map_tiles=given.url("MIPS_MAP_TILES", {"https", "http"}),
        map_credit=given.text("MIPS_MAP_CREDIT"),
        clamav=given.socket("CLAMAV_SOCKET"),
        clamav_holds=given.one_of("CLAMAV_SILENT", ("refuse", "hold")) == "hold",
        oidc_issuer=given.url("OIDC_ISSUER", {"https", "http"}),
        oidc_client_id=given.text("OIDC_CLIENT_ID"),
        oidc_client_secret=given.text("OIDC_CLIENT_SECRET"),
        oidc_collar_claim=given.text("OIDC_COLLAR_CLAIM", "collar_number"),
        reference_dir=given.path("MIPS_REFERENCE_DIR") or REFERENCE_DIR,
        given_secret_key=given.secret("SECRET_KEY"),
        given_database_url=given.database("DATABASE_URL"),
        given_reader_url=given.database("DATABASE_READER_URL"),
        given_owner_url=given.database("DATABASE_OWNER_URL"),
        given_retention_url=given.database("DATABASE_RETENTION_URL"),
    )
    _check_together(found)
    return found


def _check_minutes(found: Settings) -> None:
    """Red comes after amber: with less time left on a clock, with more waited at a desk."""
    if found.clock_red_minutes >= found.clock_amber_minutes:
        raise SettingWrong("MIPS_CLOCK_RED_MINUTES", f"must be less than {found.clock_amber_minutes}, the amber one")
    if found.custody_wait_red_minutes <= found.custody_wait_amber_minutes:
        amber = found.custody_wait_amber_minutes
        raise SettingWrong("MIPS_CUSTODY_WAIT_RED_MINUTES", f"must be more than {amber}, the amber one")


def _check_together(found: Settings) -> None:
    """What no setting can be right or wrong about alone."""
    _check_minutes(found)
    if found.session_idle_minutes > found.session_absolute_minutes:
        raise SettingWrong("MIPS_SESSION_IDLE_MINUTES", "must not exceed MIPS_SESSION_ABSOLUTE_MINUTES")
    if found.embedded and (found.given_reader_url or found.given_owner_url or found.given_retention_url):
        raise SettingWrong("DATABASE_URL", "must be set when a URL of another role or of the reader is")
    if found.given_database_url and found.given_database_url in {found.given_owner_url, found.given_retention_url}:
        raise SettingWrong("DATABASE_URL", "must name a role of its own: the application may not be owner or retention")
    provider = {
        "OIDC_ISSUER": found.oidc_issuer,
        "OIDC_CLIENT_ID": found.oidc_client_id,
        "OIDC_CLIENT_SECRET": found.oidc_client_secret,
    }
    if any(provider.values()):
        for variable, value in provider.items():
            if not value:
                raise SettingWrong(variable, "is needed for single sign-on, as OIDC_* is set in part")


class _Given:
    """The environment, a value of each kind at a time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def text(self, variable: str, default: str = "") -> str:
        return self._environment.get(variable, "").strip() or default

    def secret(self, variable: str) -> str:
        value = self.text(variable)
        if value and len(value) < SECRET_LENGTH:
            raise SettingWrong(variable, f"must be at least {SECRET_LENGTH} characters long")
        return value

    def path(self, variable: str) -> Path | None:
        value = self.text(variable)
        return Path(value).expanduser().absolute() if value else None

    def whole(self, variable: str, default: int, *, least: int, most: int) -> int:
        value = self.text(variable, str(default))
        if not (value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most):
            raise SettingWrong(variable, f"must be a whole number from {least} to {most}, not {value!r}")
        return int(value)

    def rising(self, variable: str, default: str) -> tuple[int, ...]:
        """Days, each more than the one before: 7,14,28."""
        value = self.text(variable, default).replace(" ", "")
        days = [int(each) for each in value.split(",") if each.isascii() and each.isdigit() and len(each) < 4]
        if len(days) != value.count(",") + 1 or days != sorted(set(days)) or not days[0]:
            raise SettingWrong(variable, f"must be days that rise, like 7,14,28, not {value!r}")
        return tuple(days)

    def day(self, variable: str) -> date | None:
        value = self.text(variable)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise SettingWrong(variable, f"must be a day like 2027-04-01, not {value!r}") from None

    def flag(self, variable: str, *, default: bool) -> bool:
        value = self.text(variable, str(default)).lower()
        if value not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
            raise SettingWrong(variable, f"must be yes or no, not {value!r}")
        return value in {"1", "true", "yes", "on"}

    def force_code(self, variable: str, default: str) -> str:
        value = self.text(variable, default)
        if not (len(value) == 2 and value.isascii() and value.isdigit()):
            raise SettingWrong(variable, f"must be a force code of two digits, not {value!r}")
        return value

    def unit_code(self, variable: str, default: str) -> str:
        value = self.text(variable, default).upper()
        if not (len(value) == 2 and value.isascii() and value.isalnum()):
            raise SettingWrong(variable, f"must be a unit code of two letters or digits, not {value!r}")
        return value

    def url(self, variable: str, schemes: set[str]) -> str:
        value = self.text(variable)
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = urlsplit("")
        if value and not (parts.scheme in schemes and (parts.netloc or parts.path)):
            raise SettingWrong(variable, f"must be a URL that begins with {' or '.join(sorted(schemes))}://")
        return value

    def socket(self, variable: str) -> str:
        """A socket as unix:///path, its bare path, or tcp://host:port."""
        value = self.text(variable)
        if value.startswith("/"):
            return f"unix://{value}"
        return self.url(variable, {"unix", "tcp"})

    def one_of(self, variable: str, words: Sequence[str]) -> str:
        value = self.text(variable, words[0])
        if value not in words:
            raise SettingWrong(variable, f"must be {' or '.join(words)}, not {value!r}")
        return value

    def database(self, variable: str) -> str:
        """A PostgreSQL URL in any of its spellings, for the one driver we use. What is wrong may hold a password."""
        value = self.text(variable)
        if not value:
            return ""
        try:
            url = sa.make_url(value)
        except sa.exc.ArgumentError:
            raise SettingWrong(variable, "must be a URL like postgresql://user:password@host/database") from None
        if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"}:
            raise SettingWrong(variable, f"must name a PostgreSQL database, not {url.drivername}")
        return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
