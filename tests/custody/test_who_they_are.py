"""Who a detainee is: only changes typed, kept with the person, put right when it was somebody else."""

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.model.entitlements import Fingerprints
from mips.custody.rules.known import Known
from mips.custody.usecases.blocks import blocks_done
from mips.custody.usecases.identity import check_fingerprints, checks_of, confirm_who, correct_identity
from mips.record.model.event import Involvement
from mips.record.model.person import Person, PersonIdentifier, Residence

EVERY = [Known.ADDRESS, Known.TELEPHONE, Known.ABOUT]


@pytest.fixture
def known(build):
    person = build.person(self_defined_ethnicity="W1", nationality="GBR")
    build.add(Residence(person_id=person.id, address="12 High Street", postcode="NN1 1AA"))
    build.add(PersonIdentifier(person_id=person.id, kind="phone", value="+447700900123", raw="07700 900123"))
    return person


@pytest.fixture
def confirm(desk, known):
    detention = desk.arrived(known)

    def confirmed(by=None, **fields):
        return confirm_who(by or desk.sergeant, detention_id=detention.id, **({"told": {}} | fields))

    confirmed.detention = detention
    return confirmed


def test_what_is_still_right_is_confirmed_and_nothing_is_written_again(confirm, db_session):
    before = db_session.scalar(sa.select(sa.func.count(Residence.id)))
    confirm(confirmed=EVERY)
    assert db_session.scalar(sa.select(sa.func.count(Residence.id))) == before
    assert "who" in blocks_done(confirm.detention.id)


def test_a_change_is_kept_with_the_person_beside_what_was_known(confirm, known, db_session):
    told = {"address": "3 Low Road", "postcode": "NN1 1AA", "occupation": "Baker", "telephone": "+447700900124"}
    confirm(confirmed=[Known.ABOUT], told=told)
    db.session.expire_all()
    homes = db_session.scalars(sa.select(Residence).order_by(Residence.created_at)).all()
    assert [(home.address, home.ended_at is None) for home in homes] == [
        ("12 High Street", False),
        ("3 Low Road", True),
    ]
    assert db_session.get(Person, known.id).occupation == "Baker"
    assert homes[1].said_by == f"Themselves, {confirm.detention.reference}"


def test_a_group_that_is_neither_confirmed_nor_changed_is_asked_for(confirm):
    with pytest.raises(InputInvalid) as refused:
        confirm(confirmed=[Known.ABOUT, Known.ADDRESS])
    assert "telephone" in refused.value.messages["confirmed"][0]


def test_everybody_is_asked_how_they_describe_their_ethnicity(desk, build):
    detention = desk.arrived(build.person())
    with pytest.raises(RuleBroken) as refused:
        confirm_who(desk.sergeant, detention_id=detention.id, told={})
    assert refused.value.field == "self_defined_ethnicity"
    with pytest.raises(RuleBroken) as refused:
        confirm_who(desk.sergeant, detention_id=detention.id, told={"self_defined_ethnicity": "NS"})
    assert refused.value.field == "ethnicity_not_stated_why"


def test_who_is_not_known_yet_is_said_first(desk):
    with pytest.raises(RuleBroken):
        confirm_who(desk.sergeant, detention_id=desk.arrived().id, told={})


def test_fingerprints_of_somebody_else_lead_to_who_it_is(confirm, desk, build, db_session):
    detention, other = confirm.detention, build.person(given_names="Bea")
    check_fingerprints(desk.sergeant, detention_id=detention.id, result=Fingerprints.SOMEBODY_ELSE)
    assert [check.result for check in checks_of(detention.id)] == [Fingerprints.SOMEBODY_ELSE]
    before = detention.person_id
    correct_identity(desk.sergeant, detention_id=detention.id, person_id=other.id, why="fingerprints")
    parts = db_session.scalars(sa.select(Involvement).where(Involvement.event_id == detention.id)).all()
    assert {part.party_id: part.ended_at is None for part in parts} == {before: False, other.id: True}
    correct_identity(desk.sergeant, detention_id=detention.id, person_id=before, why="the screen was read wrongly")
    assert detention.person_id == before


def test_after_charge_who_it_is_stands(desk, build):
    detention = desk.charged(desk.detained())
    with pytest.raises(RuleBroken) as refused:
        correct_identity(desk.sergeant, detention_id=detention.id, person_id=build.person().id, why="fingerprints")
    assert refused.value.rule == "CUS-20"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OFFICER_IN_CASE, Role.REVIEWING_INSPECTOR])
def test_only_who_books_in_says_who_it_is(confirm, build, role):
    with pytest.raises(Forbidden):
        confirm(by=build.actor(role), confirmed=EVERY)


def test_a_detention_officer_may(confirm, desk):
    assert confirm(by=desk.detention_officer, confirmed=EVERY)


def test_the_page_shows_what_is_known_and_says_what_is_open(confirm, client_for):
    sergeant = client_for(Role.CUSTODY_OFFICER, rank=2)
    here = f"/custody/{confirm.detention.id}/who"
    page = sergeant.get(here).text
    assert "12 High Street" in page and "White: British" in page and "Is this the same person?" in page
    refused = sergeant.post(here, data={"confirmed": ["address"]})
    assert refused.status_code == 422 and "still right, or change it" in refused.text
    assert sergeant.post(here, data={"confirmed": ["address", "telephone", "about"]}).status_code == 302
