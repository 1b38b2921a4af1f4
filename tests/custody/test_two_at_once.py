"""Two officers decide about one detainee in the same moment: one decision stands, whole, and the other is refused."""

import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from mips.access.permissions import Rank, Role
from mips.audit.model import JournalEntry
from mips.core import db
from mips.core.errors import RuleBroken
from mips.custody.model.care import CellStay, Review
from mips.custody.model.detention import Detention, DetentionFact, Grounds
from mips.custody.model.suite import Cell
from mips.custody.rules.cells import Condition
from mips.custody.rules.facts import DetentionAuthorised, Released
from mips.custody.rules.representations import Heard
from mips.custody.usecases import care, decision, reviews
from mips.custody.usecases.care import put_in_cell
from mips.custody.usecases.decision import authorise_detention, refuse_detention
from mips.custody.usecases.reviews import hold_review
from mips.record.model.work import LogEntry
from tests.build import NOON

GROUNDS = {"grounds": [Grounds.OBTAIN], "grounds_reason": "To be interviewed", "wait_reason": "A queue"}
HEARD = {"reason": "Interview not finished", "reminded": True, "detainee_heard": Heard.NOTHING}


@pytest.fixture
def at_once(monkeypatch):
    """Runs two acts, each by somebody, once both have read the record; gives who won and who was refused how."""

    def run(module, *acts):
        both, mine, won, refused = threading.Barrier(2), threading.local(), [], {}
        read = module.detention_with

        def read_with_the_other(detention_id):
            detention = read(detention_id)
            if not getattr(mine, "waited", False):
                mine.waited = True
                both.wait(timeout=30)
            return detention

        def act(does, actor, fields):
            with db.session_of_its_own():
                try:
                    does(actor, **fields)
                    won.append(actor)
                except (StaleDataError, RuleBroken) as error:
                    refused[actor.id] = error

        monkeypatch.setattr(module, "detention_with", read_with_the_other)
        threads = [threading.Thread(target=act, args=each) for each in acts]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        assert (len(won), len(refused)) == (1, 1), refused
        db.session.remove()
        return won[0], next(iter(refused))

    return run


@pytest.fixture
def other(crowd):
    return crowd.build.actor(Role.CUSTODY_OFFICER, name="Kim Ash", rank=int(Rank.SERGEANT))


def lines_of(detention_id, by_id):
    """What somebody left of an act: lines in the log, and of the journal."""
    logged = sa.select(sa.func.count(LogEntry.id)).where(
        LogEntry.entity_id == detention_id, LogEntry.author_id == by_id
    )
    journal = sa.select(sa.func.count(JournalEntry.id)).where(
        JournalEntry.subject_id == detention_id, JournalEntry.actor_id == by_id
    )
    return db.session.scalar(logged), db.session.scalar(journal)


def facts_of(detention_id):
    told = sa.select(DetentionFact.kind).where(DetentionFact.detention_id == detention_id)
    return sorted(db.session.scalars(told))


@pytest.fixture
def third(crowd):
    return crowd.build.actor(Role.CUSTODY_OFFICER, name="Lee Fox", rank=int(Rank.SERGEANT))


def arrested(crowd):
    here = crowd.arrested(crowd.arrived(crowd.build.person())).id
    db.session.remove()
    return here


def test_of_two_authorisations_one_stands(crowd, other, third, at_once):
    here = arrested(crowd)
    about = GROUNDS | {"detention_id": here}
    won, lost = at_once(decision, *((authorise_detention, each, about) for each in (other, third)))
    assert db.session.get(Detention, here).authorised_by_id == won.id
    assert facts_of(here).count(DetentionAuthorised.name) == 1
    assert lines_of(here, lost) == (0, 0)


def test_of_an_authorisation_and_a_refusal_one_stands(crowd, other, third, at_once):
    here = arrested(crowd)
    refusal = {"detention_id": here, "refused_why": "No evidence", "wait_reason": "A queue"}
    acts = [(authorise_detention, other, GROUNDS | {"detention_id": here}), (refuse_detention, third, refusal)]
    won, lost = at_once(decision, *acts)
    stands = db.session.get(Detention, here)
    assert (stands.authorised_by_id, stands.released_at) == ((other.id, None) if won is other else (None, NOON))
    decided = {DetentionAuthorised.name, Released.name} & set(facts_of(here))
    assert decided == {DetentionAuthorised.name if won is other else Released.name}
    assert lines_of(here, lost) == (0, 0)


def test_of_two_reviews_one_stands(crowd, at_once):
    here, first = crowd.detained().id, crowd.inspector()
    second = crowd.build.actor(Role.REVIEWING_INSPECTOR, name="Max Poe", rank=int(Rank.INSPECTOR))
    db.session.remove()
    won, lost = at_once(reviews, *((hold_review, each, {"detention_id": here, **HEARD}) for each in (first, second)))
    kept = db.session.scalars(sa.select(Review).where(Review.detention_id == here)).all()
    assert [(each.number, each.by_id) for each in kept] == [(1, won.id)]
    assert lines_of(here, lost) == (0, 0)


@pytest.mark.parametrize("from_cell", [False, True], ids=["from the desk", "from a cell"])
def test_of_two_moves_one_stands(crowd, other, third, at_once, from_cell):
    here, (first, second, last) = crowd.detained().id, [each.id for each in crowd.suite.cells]
    if from_cell:
        put_in_cell(crowd.sergeant, detention_id=here, cell_id=last)
    db.session.remove()
    moves = [(put_in_cell, who, {"detention_id": here, "cell_id": to}) for who, to in ((other, first), (third, second))]
    won, lost = at_once(care, *moves)
    there = first if won is other else second
    open_stays = sa.select(CellStay.cell_id).where(CellStay.detention_id == here, CellStay.until_at.is_(None))
    assert db.session.scalars(open_stays).all() == [there] == [db.session.get(Detention, here).cell_id]
    assert db.session.get(Cell, second if there == first else first).condition is Condition.CLEAN
    assert lines_of(here, lost) == (0, 0)


def test_who_comes_second_is_told_what_the_other_did_and_goes_back_to_what_was_typed(desk, client_for, monkeypatch):
    here, kim = desk.arrested(desk.arrived(desk.build.person())), client_for(Role.CUSTODY_OFFICER, rank=2)

    def lose(*_, **__):
        raise StaleDataError("UPDATE statement on table 'detention' expected to update 1 row(s); 0 were matched.")

    at, sent = f"/custody/{here.id}/authorise", {"grounds_reason": "To be interviewed about it", "present": "yes"}
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(decision, "check_grounds", lose)
        lost = kim.post(at, data=sent | {"grounds": ["obtain-by-questioning"]})
    assert lost.status_code == 409
    assert "Pat Lowe" in lost.text and "Arrested at 12 High Street" in lost.text
    back = kim.post(at, data=sent | {"_begin": "1", "grounds": ["obtain-by-questioning"]})
    assert back.status_code == 200 and "To be interviewed about it" in back.text and "error" not in back.text.lower()
