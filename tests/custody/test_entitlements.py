"""Rights told to whom they concern, signed for, told again; the people to be contacted; waiting and its reasons."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from mips.access.permissions import Role
from mips.core import db
from mips.core.errors import Forbidden, RuleBroken
from mips.custody.model.care import Right, RightKind
from mips.custody.model.entitlements import Notice, Result, RightsTold
from mips.custody.model.signing import Signature
from mips.custody.rules.entitlements import AbsentBecause
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.care import RightGiven, give_rights
from mips.custody.usecases.contacts import contacts_of, name_contacts, try_contact
from mips.custody.usecases.decision import authorise_detention, refuse_detention
from mips.record.model.signing import SignedHow
from tests.build import NOON
from tests.custody.answers import ON_ARREST, RIGHTS

CHILD = {"born_on": date(2011, 5, 3)}


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def board_of(detention):
    db.session.expire_all()
    return {mention.words for mention in said_of([detention.id]).get(detention.id, ())}


def told(desk, detention, *given, **fields):
    rights = given or (RightGiven(kind=RightKind.CODES, wanted=False),)
    return give_rights(desk.sergeant, detention_id=detention.id, given=rights, **fields)


def test_a_childs_carer_is_owed_until_it_is_said_who_and_the_rights_until_an_adult_heard_them(desk, build):
    detention = desk.arrived(build.person(**CHILD))
    told(desk, detention)
    assert board_of(detention) >= {"Parent or carer to be told", "Court order? Ask", "Rights again with AA"}
    none = RightGiven(kind=RightKind.SUPERVISOR, wanted=False)
    mother = RightGiven(kind=RightKind.WELFARE, wanted=True, detail="his mother")
    told(desk, detention, mother, none, adult_present=True)
    assert board_of(detention) == {"Parent or carer to be told"}


def test_whoever_supervises_a_child_under_a_court_order_is_to_be_told(desk, build, sergeant):
    detention = desk.arrived(build.person(**CHILD))
    page, sent = f"/custody/{detention.id}/rights", RIGHTS | {"welfare": "Ann Day"}
    answer = sergeant.post(page, data=sent)
    assert answer.status_code == 422 and 'id="court_order-error"' in answer.text and "Ann Day" in answer.text
    answer = sergeant.post(page, data=sent | {"court_order": "yes"})
    assert answer.status_code == 422 and 'id="supervisor-error"' in answer.text
    sent |= {"court_order": "yes", "supervisor": "Northmoor youth offending team"}
    assert sergeant.post(page, data=sent).status_code == 302
    assert "Youth offending team to be told" in board_of(detention)


def test_nothing_of_that_is_owed_to_an_adult(desk, build):
    detention = desk.arrived(build.person(born_on=date(1990, 1, 1), nationality="GBR"))
    told(desk, detention)
    assert board_of(detention) == set()


@pytest.mark.parametrize(("nationality", "owed"), [("POL", True), ("IND", False), ("GBR", False), ("", False)])
def test_a_state_on_the_list_is_to_be_told(desk, build, nationality, owed):
    detention = desk.arrived(build.person(nationality=nationality))
    told(desk, detention)
    assert ("Consulate must be told" in board_of(detention)) is owed


@pytest.mark.parametrize(
    ("person", "asked", "not_asked"),
    [
        ({"nationality": "GBR"}, set(), {"consulate", "consulate_told", "welfare", "court_order"}),
        ({"nationality": "IND"}, {"consulate"}, {"consulate_told", "welfare"}),
        ({"nationality": "POL"}, {"consulate", "consulate_told", "seeks_asylum"}, {"welfare"}),
        (CHILD, {"welfare", "court_order"}, {"consulate"}),
    ],
)
def test_each_is_asked_what_concerns_them(desk, build, sergeant, person, asked, not_asked):
    page = sergeant.get(f"/custody/{desk.arrived(build.person(**person)).id}/rights").text
    assert all(f'name="{name}"' in page for name in asked)
    assert not any(f'name="{name}"' in page for name in not_asked)


def test_who_seeks_asylum_is_not_made_known_to_their_state(desk, build, sergeant, db_session):
    detention = desk.arrived(build.person(nationality="RUS"))
    sergeant.post(f"/custody/{detention.id}/rights", data=RIGHTS | {"consulate": "no", "seeks_asylum": "yes"})
    right = db_session.scalars(sa.select(Right).where(Right.kind == RightKind.CONSULATE)).one()
    assert (right.wanted, "asylum" in right.reason) == (False, True)
    assert "Consulate must be told" not in board_of(detention)


def test_a_signature_drawn_is_kept_as_its_strokes(desk, sergeant, db_session):
    detention = desk.arrived()
    sent = RIGHTS | {"signature-how": "on-screen", "signature-drawn": "M10 10L20 30L40 20"}
    assert sergeant.post(f"/custody/{detention.id}/rights", data=sent).status_code == 302
    row = db_session.scalars(sa.select(Signature)).one()
    assert (row.what, row.how, row.drawn) == ("rights", SignedHow.ON_SCREEN, "M10 10L20 30L40 20")
    assert '<path d="M10 10L20 30L40 20">' in sergeant.get(f"/custody/{detention.id}?tab=rights").text


@pytest.mark.parametrize("drawn", ["", "M10 10", 'M1 1L2 2"/><script>', "M1 1C2 2 3 3"])
def test_what_is_no_signature_is_not_taken_for_one(desk, sergeant, drawn):
    sent = RIGHTS | {"signature-how": "on-screen", "signature-drawn": drawn}
    answer = sergeant.post(f"/custody/{desk.arrived().id}/rights", data=sent)
    assert answer.status_code == 422 and 'id="signature-drawn-error"' in answer.text


def test_somebody_who_does_not_sign_is_written_down_with_why(desk, db_session):
    signed = {"how": SignedHow.REFUSED, "drawn": "", "why": "wants his solicitor first"}
    told(desk, desk.arrived(), signature=signed, notice=Notice.EASY_READ, language="pl", interpreter=True)
    row = db_session.scalars(sa.select(RightsTold)).one()
    assert (row.notice, row.language, row.interpreter) == (Notice.EASY_READ, "pl", True)
    assert row.signature.why == "wants his solicitor first"


def test_people_to_contact_wait_on_the_board_until_they_were_told(desk):
    detention = desk.arrived()
    name_contacts(desk.sergeant, detention_id=detention.id, contacts=[{"name": "Ewa", "telephone": "+447700900123"}])
    contact = contacts_of(detention.id)[0]
    assert board_of(detention) == {"Contact Ewa"}
    try_contact(desk.sergeant, contact_id=contact.id, result=Result.NO_ANSWER)
    assert board_of(detention) == {"Contact Ewa"}
    try_contact(desk.sergeant, contact_id=contact.id, result=Result.TOLD, outcome="Will come at nine")
    assert board_of(detention) == set()


def test_a_constable_contacts_nobody_for_a_detainee(desk, build):
    with pytest.raises(Forbidden):
        name_contacts(build.actor(Role.OFFICER), detention_id=desk.arrived().id, nobody=True)


def test_whether_somebody_is_to_be_contacted_is_answered(desk, sergeant):
    here = f"/custody/{desk.arrived().id}/contacts"
    assert sergeant.post(here, data={}).status_code == 422
    assert sergeant.post(here, data={"nobody": "yes"}).status_code == 302


def test_a_decision_that_came_late_says_why(desk, build):
    detention = desk.arrested(desk.arrived(build.person(), arrived_at=NOON - timedelta(minutes=50)))
    late = {"authorised_at": detention.arrived_at + timedelta(minutes=31)}
    with pytest.raises(RuleBroken) as refused:
        desk.authorised(detention, **late)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.37(10)", "wait_reason")
    assert desk.authorised(detention, wait_reason="Three vans at once", **late).wait_reason == "Three vans at once"


def test_a_late_refusal_says_why_too_and_frees_the_cell(desk, build):
    detention = desk.arrested(desk.arrived(build.person(), arrived_at=NOON - timedelta(minutes=50)))
    refuse = {"detention_id": detention.id, "refused_why": "Not necessary"}
    with pytest.raises(RuleBroken):
        refuse_detention(desk.sergeant, **refuse)
    assert refuse_detention(desk.sergeant, **refuse, wait_reason="Queue").cell_id is None


def test_a_decision_out_of_their_presence_says_why(desk, build):
    detention = desk.arrested(desk.arrived(build.person()))
    with pytest.raises(RuleBroken) as refused:
        desk.authorised(detention, present=False)
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.37(6)", "absent_why")
    assert desk.authorised(detention, present=False, absent_why=AbsentBecause.VIOLENT).absent_why == "violent"


def test_words_are_offered_for_the_grounds_and_put_in_without_script(desk, build, sergeant):
    here = f"/custody/{desk.arrested(desk.arrived(build.person())).id}/authorise"
    words = "To obtain evidence by questioning them about"
    assert words in sergeant.get(here).text
    page = sergeant.post(here, data={"_suggest": f"grounds_reason={words}", "present": "yes"}).text
    assert words in page[page.index('name="grounds_reason"') : page.index("</textarea>")]


def test_what_the_arrest_was_like_is_on_the_record_and_in_the_clock(desk, build, sergeant):
    detention = desk.arrived(build.person())
    sent = ON_ARREST | {
        "arrested_at": "11:10",
        "arrest_place": "Station Road",
        "arrest_reason": "Seen",
        "necessity": "investigation",
        "other_offences-0-code": "TH68010",
        "arrest_power": "PACE 1984 s.24",
        "caution_reply": "No reply",
        "elsewhere": "yes",
        "arrest_area": "46",
        "questioned_there": "no",
    }
    assert sergeant.post(f"/custody/{detention.id}/arrest", data=sent).status_code == 302
    facts = {fact.kind: fact.details for fact in desk.record(detention).facts}
    assert facts["arrest"] == {"area": "46", "at_station": False, "questioned_in_arrest_area": False}
    assert facts["arrive_station"]["offence_class"] in {"either_way", "indictable", "summary_only"}
    assert "No reply" in sergeant.get(f"/custody/{detention.id}?tab=arrest").text


def test_a_detention_officer_does_not_decide(desk, build):
    detention = desk.arrested(desk.arrived(build.person()))
    with pytest.raises(Forbidden):
        authorise_detention(desk.detention_officer, detention_id=detention.id, grounds=[], grounds_reason="x")
