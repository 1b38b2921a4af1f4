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
from mips.interchange.demo.cli import demo
from mips.record.model.case import Offence, Stage
from mips.record.model.person import Person
from tests.clusters import Scratch, scratch_cluster


@pytest.fixture(scope="module")
def training(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scratch]:
    """An empty training database."""
    patched = pytest.MonkeyPatch()
    with scratch_cluster() as scratch:
        migrate.upgrade(scratch.owner)
        patched.setenv("MIPS_TRAINING", "yes")
        patched.setenv("MIPS_DATA_DIR", str(tmp_path_factory.mktemp("data")))
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
