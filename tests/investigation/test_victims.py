"""Victims: what is owed to them, how they are reached, and who may see and do it (INV-6, ROL-3)."""

from datetime import date, timedelta

import pytest

from mips.access.permissions import Permission, Role
from mips.access.policy import Restriction
from mips.audit.model import Verb
from mips.between.notices import Released, announce
from mips.core import clock
from mips.core.errors import Forbidden, NotFound, RuleBroken
from mips.custody.usecases.rearrest import arrest_further
from mips.investigation.model.crime import Crime
from mips.investigation.usecases.reading import read_crime
from mips.investigation.usecases.victim_contacts import add_contact, give_up_promise, owe_word
from mips.investigation.usecases.victims import agree_contact, assess_needs, confirm_enhanced, read_victim
from mips.record.model.event import Part
from mips.usecase import usecase
from tests.build import NOON
from tests.custody.scenery import Desk
from tests.investigation.crimes import recorded

MONDAY = NOON.date()


@pytest.fixture
def officer(build):
    return build.actor(Role.OFFICER_IN_CASE)


def a_victim(build, officer, *, flags=(), **fields):
    person = build.person(**fields)
    crime = recorded(build, by=officer, victims=[{"person_id": person.id}], flags=list(flags))
    return {"crime_id": crime.id, "party_id": person.id}


def owed(actor, victim):
    return {each.code: each.due_on for each in read_victim(actor, **victim).promises if each.ended_at is None}


def test_a_report_owes_its_victim_word_within_working_days(build, officer):
    assert owed(officer, a_victim(build, officer)) == {
        "needs": date(2026, 3, 4),
        "support": date(2026, 3, 4),
        "acknowledgement": date(2026, 3, 9),
        "update": date(2026, 3, 30),
    }


def test_an_arrest_owes_its_victim_word_once_though_it_is_told_of_again(build, officer):
    suspect, victim = build.person(), build.person()
    crime = recorded(build, suspect, by=officer, victims=[{"person_id": victim.id}])
    (row,) = read_crime(officer, crime_id=crime.id).offences
    desk = Desk(build)
    detention = desk.authorised(desk.arrested(desk.arrived(suspect), offence_ids=[row.id]))
    again = {"reason": "Found in his bag", "necessity": ["investigation"]}
    arrest_further(
        desk.sergeant, detention_id=detention.id, arrested_at=NOON, other_offences=[{"code": "CD71001"}], **again
    )
    promises = read_victim(officer, crime_id=crime.id, party_id=victim.id).promises
    assert [each.due_on for each in promises if each.code == "arrested"] == [date(2026, 3, 9)]


@pytest.mark.parametrize(
    ("disposal", "code", "status"),
    [
        pytest.param("bailed", "bail", "bailed", id="INV-6: bail"),
        pytest.param("under-investigation", "released", "released-under-investigation", id="INV-6: released"),
        pytest.param(
            "no-further-action", "released", "arrested", id="INV-6: where they stand is for the investigation"
        ),
        pytest.param("taken-to-court", None, "arrested", id="INV-6: nothing of the kind"),
    ],
)
def test_a_release_without_charge_is_owed_word_of(build, officer, db_session, disposal, code, status):
    suspect, victim = build.person(), build.person()
    crime = recorded(build, suspect, by=officer, victims=[{"person_id": victim.id}])
    (row,) = read_crime(officer, crime_id=crime.id).offences
    desk = Desk(build)
    detention = desk.authorised(desk.arrested(desk.arrived(suspect), offence_ids=[row.id]))
    release(officer, detention_id=detention.id, person_id=suspect.id, disposal=disposal)
    page = read_crime(officer, crime_id=crime.id)
    assert page.of(Part.SUSPECT)[0].status == status
    due = owed(officer, {"crime_id": crime.id, "party_id": victim.id})
    assert {each: due.get(each) for each in ("bail", "released")} == {"bail": None, "released": None} | (
        {code: date(2026, 3, 9)} if code else {}
    )


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.ALTERED)
def release(actor, *, detention_id, person_id, disposal):
    """What custody announces when somebody leaves."""
    announce(Released(detention_id=detention_id, person_id=person_id, at=NOON, disposal=disposal))


def test_enhanced_rights_date_what_is_owed_anew(build, officer):
    victim = a_victim(build, officer, born_on=date(2010, 1, 1))
    owe_word(officer, **victim, code="released", happened_at=NOON)
    assert owed(officer, victim)["released"] == date(2026, 3, 9)
    assert [ground.code for ground, _ in read_victim(officer, **victim).proposed] == ["child"]
    with pytest.raises(RuleBroken, match="speaks for enhanced"):
        confirm_enhanced(officer, **victim, enhanced=False)
    confirm_enhanced(officer, **victim, enhanced=True, grounds=["child"])
    assert owed(officer, victim)["released"] == date(2026, 3, 3)


def test_a_contact_keeps_promises_and_the_next_update_counts_from_it(build, officer):
    victim = a_victim(build, officer)
    told = {"method": "mobile", "said": "Given the crime number"}
    with pytest.raises(RuleBroken, match="not reached"):
        add_contact(officer, **victim, **told, reached=False, keeps=["acknowledgement"])
    add_contact(officer, **victim, **told, reached=False)
    assert "acknowledgement" in owed(officer, victim)
    clock.hold_at(NOON + timedelta(days=8))
    with pytest.raises(RuleBroken, match="Say why"):
        add_contact(officer, **victim, **told, reached=True, keeps=["acknowledgement"])
    add_contact(officer, **victim, **told, reached=True, keeps=["acknowledgement"], why_late="On leave")
    assert owed(officer, victim)["update"] == MONDAY + timedelta(days=8 + 28)
    ended = {each.code: each for each in read_victim(officer, **victim).promises if each.ended_at}
    assert (ended["acknowledgement"].broken, ended["acknowledgement"].why) == (True, "On leave")
    assert not ended["update"].broken


def test_an_assessment_keeps_its_promise_and_one_given_up_is_broken(build, officer):
    victim = a_victim(build, officer)
    assess_needs(officer, **victim, interpreter=True, language="Polish", measures=["screen"])
    support = next(each for each in read_victim(officer, **victim).promises if each.code == "support")
    given_up = give_up_promise(officer, **victim, promise_id=support.id, why="They asked for none")
    assert (given_up.broken, given_up.kept_at) == (True, None)
    assert owed(officer, victim).keys() == {"acknowledgement", "update"}


def test_where_there_is_abuse_no_shared_telephone_is_agreed(build, officer):
    victim = a_victim(build, officer, flags=["domestic-abuse"])
    with pytest.raises(RuleBroken, match="others share"):
        agree_contact(officer, **victim, method="telephone", shared=True)
    agree_contact(officer, **victim, method="mobile", shared=False, every_days=7)
    assert owed(officer, victim)["update"] == MONDAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        (Role.OFFICER_IN_CASE, True, True),
        (Role.WITNESS_CARE, True, True),
        (Role.SUPERVISOR, True, False),
        (Role.CASE_BUILDER, True, False),
        (Role.DISCLOSURE_OFFICER, True, False),
        (Role.OFFICER, False, False),
        (Role.CUSTODY_OFFICER, False, False),
    ],
)
def test_who_reads_and_who_writes(build, officer, role, reads, writes):
    victim, actor = a_victim(build, officer), build.actor(role)
    if reads:
        assert read_victim(actor, **victim).party.id == victim["party_id"]
    else:
        with pytest.raises(Forbidden):
            read_victim(actor, **victim)
    told = {"method": "letter", "reached": True, "said": "Written"}
    if writes:
        add_contact(actor, **victim, **told)
    else:
        for use in (add_contact, owe_word, give_up_promise, assess_needs, confirm_enhanced, agree_contact):
            with pytest.raises(Forbidden):
                use.admit(actor)


def test_a_victim_of_a_hidden_crime_does_not_exist(build, officer, db_session):
    victim = a_victim(build, officer)
    with build.scenery():
        db_session.get_one(Crime, victim["crime_id"]).restriction = Restriction.NAMED
    with pytest.raises(NotFound):
        read_victim(build.actor(Role.SUPERVISOR), **victim)


def test_the_page_says_what_is_due_and_keeps_what_was_typed(build, client_for, officer):
    victim = a_victim(build, officer, flags=["domestic-abuse"])
    at, client = f"/crimes/{victim['crime_id']}/victims/{victim['party_id']}", client_for(Role.OFFICER_IN_CASE)
    assert "Contact and rights" in client.get(f"/crimes/{victim['crime_id']}").text
    page = client.get(at).text
    for said in ("Needs assessment", "due in 2 days", "Enhanced rights proposed", "Victim update"):
        assert said in page
    refused = client.post(f"{at}/contract", data={"method": "telephone", "shared": "yes", "avoid": "After six"})
    assert refused.status_code == 422
    assert "others share" in refused.text and "After six" in refused.text
    contact = {"method": "mobile", "reached": "yes", "said": "Referred", "keeps": "support"}
    page = client.post(f"{at}/contacts", data=contact, follow_redirects=True).text
    assert "Referred" in page and "Kept: " in page
