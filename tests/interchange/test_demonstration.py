"""The demonstration on a server of its own, with real commits: filled once, and its walk is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from mips.access.model import User
from mips.app import create_app
from mips.core import clock, connections, db, migrate
from mips.core import settings as configuration
from mips.custody.model.detention import Detention
from mips.custody.rules.arithmetic import Paused
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.duty import Duty
from mips.custody.rules.mentions import Column
from mips.custody.rules.urgency import Urgency
from mips.custody.usecases.bail_reading import read_bail_diary
from mips.custody.usecases.board import read_whiteboard
from mips.custody.usecases.duty import read_staff
from mips.interchange.demo import cast, company
from mips.interchange.demo.cli import demo
from mips.record.model.case import Offence, Stage
from mips.record.model.person import Person
from tests.clusters import Scratch, scratch_cluster


@pytest.fixture
def training(tmp_path: Path) -> Iterator[Scratch]:
    """An empty training database."""
    patched = pytest.MonkeyPatch()
    with scratch_cluster() as scratch:
        migrate.upgrade(scratch.owner)
        patched.setenv("MIPS_TRAINING", "yes")
        patched.setenv("MIPS_DATA_DIR", str(tmp_path / "data"))
        patched.setenv("DATABASE_URL", scratch.app)
        configuration.reset()
        yield scratch
    patched.undo()
    configuration.reset()


@pytest.fixture
def run(training: Scratch):
    engine = connections.open_database(training.app)
    clock.hold_at(None)

    def command(*words: str) -> Result:
        return CliRunner().invoke(demo, words, obj=lambda: create_app(TESTING=True))

    yield command
    db.session.remove()
    engine.dispose()


def test_the_walk_leaves_one_person_and_one_offence_and_can_be_walked_again(run, training, tmp_path: Path):
    walked = run("walk", "--out", str(tmp_path))
    assert walked.exit_code == 0, walked.output
    told = json.loads(walked.stdout)
    with sa.create_engine(training.superuser, poolclass=sa.NullPool).connect() as connection:
        people = (
            sa.select(sa.func.count()).select_from(Person.__table__).where(Person.__table__.c.family_name == "Madeup")
        )
        assert connection.scalar(people) == 1
        [offence] = connection.execute(
            sa.select(Offence.__table__).where(Offence.__table__.c.person_id == told["person_id"])
        ).all()
    assert [str(offence.id), str(offence.crime_id), str(offence.detention_id), str(offence.case_id)] == [
        told["offence_id"],
        told["crime_id"],
        told["detention_id"],
        told["case_id"],
    ]
    assert offence.stage == Stage.CHARGED
    with pikepdf.open(told["pdf"]) as pdf:
        assert len(pdf.pages) == told["pdf_pages"]
        assert pdf.Root.MarkInfo.Marked
    assert run("seed").exit_code == 3, "a database that holds something is left alone"
    with sa.create_engine(training.superuser, poolclass=sa.NullPool).connect() as connection:
        users = sa.select(sa.func.count()).select_from(User.__table__)
        before = connection.scalar(users)
    assert run("walk", "--out", str(tmp_path / "again")).exit_code == 0
    with sa.create_engine(training.superuser, poolclass=sa.NullPool).connect() as connection:
        assert connection.scalar(users) == before
        assert connection.scalar(people) == 1


def test_the_suite_is_full_at_a_realistic_moment_and_each_waits_for_something_else(run):
    seeded = run("seed")
    assert seeded.exit_code == 0, seeded.output
    signed = run("sign-ins").stdout
    assert all(f"{player.collar}  " in signed and player.plays in signed for player in company.everybody())
    there = company.gather()
    sergeant = there.actor(cast.CUSTODY_SERGEANT)
    board = read_whiteboard(sergeant, suite_id=there.suite_id)
    by_cell = {row.cell: row for row in board.held}

    def said(cell: str, column: Column = Column.NEEDS) -> list[str]:
        return [each.words for each in by_cell[cell].said_in(column)]

    def due(cell: str, column: Column) -> int:
        """Minutes until the first thing of a column is due."""
        first = next(each.due_at for each in by_cell[cell].said_in(column) if each.due_at)
        return round((first - board.at).total_seconds() / 60)

    assert len(by_cell) == len(board.held) == 14
    assert board.cells_free == 1, "and one is to be cleaned after the walk"
    assert sorted(round((board.at - row.arrived_at).total_seconds() / 60) for row in board.waiting) == [
        pytest.approx(28, abs=2),
        pytest.approx(35, abs=2),
    ]

    child = next(each for each in by_cell["J1"].said_in(Column.NEEDS) if each.words == "AA waiting")
    assert by_cell["J1"].child
    assert (board.at - child.since).total_seconds() / 60 == pytest.approx(70, abs=2)
    assert due("M3", Column.CHECK) == pytest.approx(-5, abs=2), "the drunk man's check is overdue"
    assert "rous" in " ".join(said("M3", Column.CHECK)).lower()
    assert by_cell["F2"].markers == ["self-harm"]
    assert "L3" in " ".join(said("F2", Column.CHECK) + said("F2", Column.FLAG))
    assert isinstance(by_cell["M5"].clock.limit, Paused), "the clock stands still in hospital"
    assert by_cell["M6"].clock.review_number == 3
    assert by_cell["M6"].clock.left(board.at) == pytest.approx(96, abs=2), "minutes to the limit"
    assert by_cell["M7"].charged_at is not None
    assert due("F3", Column.NEEDS) == pytest.approx(12, abs=2), "medicine soon"
    assert due("A1", Column.NEEDS) == pytest.approx(-21, abs=2), "medicine overdue"
    assert "Interpreter waiting" in said("F4")
    assert "Solicitor here" in said("M8")
    assert {row.clock.review_urgency(board.at) for row in board.held} & {Urgency.RED, Urgency.AMBER}
    assert not [row for row in board.held if row.clock.urgency(board.at) is Urgency.BREACH], "no limit has passed"

    assert [row.overdue for row in read_bail_diary(sergeant).page.rows] == [True, False]
    assert [each.duty for each in read_staff(sergeant, suite_id=there.suite_id).on_duty] == list(Duty)
    refused = sa.select(Detention.disposal).where(Detention.refused_at.is_not(None))
    assert db.session.scalars(refused).all() == [Disposal.REFUSED]
