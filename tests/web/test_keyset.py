"""Key paging gives every row once, in order, forward and back, and no cursor can break it."""

from __future__ import annotations

import base64
import enum
import json
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from mips.core.db import UtcDateTime
from mips.core.errors import InputInvalid
from mips.web.keyset import Cursor, decoded, paged


class Base(DeclarativeBase):
    pass


class Kind(enum.StrEnum):
    A = "a"
    B = "b"


class Ticket(Base):
    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    price: Mapped[int]
    name: Mapped[str]


TYPES = [
    sa.column("n", sa.Integer),
    sa.column("t", sa.Text),
    sa.column("d", sa.Date),
    sa.column("at", UtcDateTime),
    sa.column("id", sa.Uuid),
    sa.column("kind", sa.Enum(Kind)),
    sa.column("sum", sa.Numeric),
]
VALUES = (3, "Zo\u00eb", date(2026, 3, 2), datetime(2026, 3, 2, 12, tzinfo=UTC), uuid.UUID(int=9), Kind.B, Decimal(7))


@pytest.fixture(scope="module")
def session():
    """A few tickets in memory: the paging needs rows, not PostgreSQL."""
    engine = sa.create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(Ticket(id=n, price=n % 4, name=f"Ticket {n % 3}") for n in range(1, 24))
        session.commit()
        yield session
    engine.dispose()


ORDERS = {
    "up": [Ticket.price, Ticket.id],
    "down": [Ticket.price.desc(), Ticket.id.desc()],
    "mixed": [Ticket.price.desc(), Ticket.name, Ticket.id.desc()],
    "one": [Ticket.id],
}


@pytest.mark.parametrize("size", [1, 5, 23, 24])
@pytest.mark.parametrize("by", ORDERS.values(), ids=ORDERS)
def test_all_pages_together_are_all_rows_in_order_and_back_again(session, by, size):
    wanted = session.scalars(sa.select(Ticket).order_by(*by)).all()
    pages, cursor = [], None
    while True:
        page = paged(session, sa.select(Ticket), by=by, after=cursor, size=size)
        pages.append(page)
        if (cursor := page.next_cursor) is None:
            break
    assert [row for page in pages for row in page.rows] == wanted
    assert pages[0].previous_cursor is None
    for earlier, later in zip(pages[-2::-1], pages[:0:-1], strict=True):
        back = paged(session, sa.select(Ticket), by=by, after=later.previous_cursor, size=size)
        assert list(back.rows) == list(earlier.rows)
        assert back.next_cursor == earlier.next_cursor
        assert (back.previous_cursor is None) == (earlier.previous_cursor is None)


def test_a_select_of_columns_gives_rows_without_the_keys(session):
    page = paged(session, sa.select(Ticket.name, Ticket.price), by=[Ticket.id], size=2)
    assert [tuple(row) for row in page.rows] == [("Ticket 1", 1), ("Ticket 2", 2)]


def test_one_way_orders_compare_whole_keys_so_that_an_index_serves():
    seen = []

    class Spy:
        def execute(self, statement):
            seen.append(str(statement))
            return sa.engine.IteratorResult(sa.engine.cursor.SimpleResultMetaData(["x"]), iter(()))

    after = Cursor((2, 7)).encoded()
    paged(Spy(), sa.select(Ticket), by=ORDERS["down"], after=after)
    assert "(ticket.price, ticket.id) < (" in seen[0]


def test_a_cursor_keeps_the_type_of_each_column():
    read = decoded(Cursor(VALUES).encoded(), TYPES)
    assert read.values == VALUES
    assert [type(value) for value in read.values] == [type(value) for value in VALUES]


def encoded(plain):
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


BAD = {
    "not base64": "!!!",
    "not JSON": base64.urlsafe_b64encode(b"nonsense").decode(),
    "not UTF-8": base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    "not a list": encoded({"a": 1}),
    "a number": encoded(7),
    "too few": encoded([0, 1]),
    "no direction": encoded([2, 1, "a"]),
    "another type": encoded([0, "1", "a"]),
    "a boolean": encoded([0, True, "a"]),
    "too big a number": encoded([0, 2**63, "a"]),
    "NUL": encoded([0, 1, "a\x00"]),
    "a lone surrogate": encoded([0, 1, "\ud800"]),
    "nested": encoded([0, 1, ["a"]]),
    "deep": encoded([0, 1, "a"])[:2] + "W1tb" * 400,
    "too long": "a" * 10_000,
    "not ASCII": "\u00e9",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_cursor_that_was_tampered_with_is_refused(text):
    with pytest.raises(InputInvalid) as refused:
        decoded(text, TYPES[:2])
    assert list(refused.value.messages) == ["after"]


@pytest.mark.parametrize("value", ["2026-03-02T12:00", "not a date", "9999999-01-01"])
def test_an_instant_in_a_cursor_needs_its_offset(value):
    with pytest.raises(InputInvalid):
        decoded(encoded([0, value]), [TYPES[3]])


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_no_text_makes_a_cursor_crash(text):
    try:
        decoded(text, TYPES)
    except InputInvalid as refused:
        assert refused.status == 422  # noqa: PT017 - it may also happen to be right


def test_a_row_added_meanwhile_neither_repeats_nor_hides_another(session):
    first = paged(session, sa.select(Ticket), by=[Ticket.id.desc()], size=5)
    session.add(Ticket(id=99, price=1, name="Late"))
    session.flush()
    second = paged(session, sa.select(Ticket), by=[Ticket.id.desc()], after=first.next_cursor, size=5)
    session.rollback()
    assert [row.id for row in second.rows] == [18, 17, 16, 15, 14]


def test_cursors_survive_instants_to_the_microsecond():
    at = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
    assert decoded(Cursor((at,)).encoded(), [TYPES[3]]).values == (at,)
    assert decoded(Cursor((at + timedelta(0),), back=True).encoded(), [TYPES[3]]).back is True
