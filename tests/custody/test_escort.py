"""Somebody leaves with an escort: the record filled from what is known, both signatures, the way, the papers."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from mips.access.permissions import Permission, Rank, Role
from mips.core import clock, db
from mips.core.errors import Forbidden, InputInvalid, RuleBroken
from mips.custody.model.detention import Detention
from mips.custody.model.hospital import HospitalReason
from mips.custody.model.suite import Suite
from mips.custody.rules.arrivals import ArrivalKind
from mips.custody.rules.charging import BailRefusal, first_sitting
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.escort import Destination, EscortStage, Happening, LegalStatus
from mips.custody.rules.escort_risks import EscortRisk
from mips.custody.rules.papers import Paper
from mips.custody.rules.property import PropertyEnd, Retained
from mips.custody.rules.release_risk import GoingRisk
from mips.custody.usecases.apart import keep_apart
from mips.custody.usecases.board_line import said_of
from mips.custody.usecases.ending import AfterCharge, release_detainee
from mips.custody.usecases.escort import draft_escort, read_escorts, save_escort_record
from mips.custody.usecases.escort_journey import note_escort, receive_escort
from mips.custody.usecases.escort_signing import cancel_escort_record, hand_to_escort, sign_escort_record
from mips.custody.usecases.healthcare import examine
from mips.custody.usecases.hospital import leave_for_hospital, return_from_hospital
from mips.custody.usecases.medication import prescribe
from mips.custody.usecases.moving import receive_from_suite, send_to_suite
from mips.custody.usecases.other_arrivals import accept_detainee, record_other_arrival
from mips.custody.usecases.pack_photographs import photograph_for
from mips.custody.usecases.property import read_property, record_property
from mips.custody.usecases.release_risk import assess_release
from mips.documents.printing import render
from mips.record.model.person import WarningMarker
from mips.record.model.signing import SignedHow
from mips.record.usecases.person_parts import add_photograph
from mips.web.fields import Uploaded
from tests.build import NOON

PAPER = {"how": SignedHow.ON_PAPER, "drawn": "", "why": ""}
FINDINGS = "Type 1 diabetic, sugars 14"


@pytest.fixture
def kept(desk):
    """Charged, bail refused: for court."""
    after = AfterCharge(
        court=desk.suite.court,
        court_at=first_sitting(NOON),
        bailed=False,
        refused_because=[BailRefusal.OFFENCE],
        refused_reason="Robbed again on bail",
    )
    return desk.charged(desk.detained(), after=after)


@pytest.fixture
def eastgate(build):
    return build.add(Suite(name="Eastgate", code="EG", force="01", station="EG", cells=[]))


@pytest.fixture
def sergeant(client_for):
    return client_for(Role.CUSTODY_OFFICER, rank=2)


def marked(build, person, kind="suicidal", detail="Tried in 2024"):
    days = {"review_on": date(2026, 12, 1), "expires_on": date(2027, 1, 1)}
    build.add(WarningMarker(person_id=person.id, kind=kind, detail=detail, said_by="PNC", **days))
    db.session.expire_all()  # as another request finds it


def words(build, detention):
    with build.scenery():
        return [each.words for each in said_of([detention.id]).get(detention.id, ()) if "scort" in each.words]


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf.content)
    found = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    return found


@pytest.fixture
def printed(app, desk):
    def make(paper, detention, by=None):
        with app.test_request_context():
            return render(by or desk.sergeant, paper.value, detention_id=detention.id)

    return make


def test_nobody_is_taken_to_court_without_a_record_that_both_have_signed(desk, build, kept):
    desk.cleared(kept)
    with pytest.raises(RuleBroken, match="without a person escort record") as refused:
        release_detainee(desk.sergeant, detention_id=kept.id)
    assert refused.value.rule == "APP Moving detainees"
    desk.escort_made(kept)
    with pytest.raises(RuleBroken, match="not signed"):
        release_detainee(desk.sergeant, detention_id=kept.id)
    sign_escort_record(desk.sergeant, detention_id=kept.id)
    with pytest.raises(RuleBroken, match="escort has not signed"):
        release_detainee(desk.sergeant, detention_id=kept.id)
    hand_to_escort(desk.sergeant, detention_id=kept.id, handed_to="J Cole PCO 4411", signature=PAPER)
    assert release_detainee(desk.sergeant, detention_id=kept.id).disposal is Disposal.CHARGED_KEPT


def test_whoever_walks_out_needs_none(desk):
    detention = desk.cleared(desk.detained())
    ending = {"disposal": Disposal.UNDER_INVESTIGATION, "reason": "Phones"}
    assert release_detainee(desk.sergeant, detention_id=detention.id, **ending).released_at


def test_the_board_says_from_the_charge_on_what_is_next_of_the_escort(desk, build, kept):
    assert words(build, kept) == ["Escort record for court"]
    with build.scenery():
        due = next(each for each in said_of([kept.id])[kept.id] if each.page == "custody.escort_record")
    assert due.due_at == kept.court_at - timedelta(minutes=60)
    desk.escort_made(kept)
    assert words(build, kept) == ["Sign escort record: court"]
    sign_escort_record(desk.sergeant, detention_id=kept.id)
    assert words(build, kept) == ["Escort to court"]
    cancel_escort_record(desk.sergeant, detention_id=kept.id, why="Listed for tomorrow")
    assert words(build, kept) == ["Escort record for court"]
    desk.escorted(kept)
    assert words(build, kept) == ["With escort to court"]
    release_detainee(desk.sergeant, detention_id=desk.cleared(kept).id)
    assert words(build, kept) == []


def test_the_board_asks_for_it_of_whoever_is_held_otherwise_once_they_were_accepted(desk, build):
    held = desk.build.person(family_name="Otherwise")
    papers = {"issued_by": "Northmoor Magistrates", "number": "W 1"}
    about = {"kind": ArrivalKind.WARRANT, "suite_id": desk.suite.id, "matter": "Fine not paid", "person_id": held.id}
    detention = record_other_arrival(desk.sergeant, arrived_at=NOON - timedelta(minutes=20), papers=papers, **about)
    assert words(build, detention) == []
    accept_detainee(desk.sergeant, detention_id=detention.id, reason="On the warrant")
    assert words(build, detention) == ["Escort record for court"]
    draft = draft_escort(desk.sergeant, detention_id=detention.id)
    assert (draft.destination, draft.to_name) == (Destination.COURT, "Northmoor Magistrates")
    assert (draft.status, draft.why, draft.due_at) == (LegalStatus.WARRANT, "Fine not paid", detention.held_until)


def test_what_they_look_like_goes_along_on_page_and_paper(desk, build, kept, sergeant, printed):
    made = io.BytesIO()
    Image.new("RGB", (600, 800), "grey").save(made, "PNG")
    picture = Uploaded(name="custody.png", type="image/png", size=made.tell(), content=io.BytesIO(made.getvalue()))
    person_id, detention_id = desk.record(kept).person_id, kept.id
    add_photograph(desk.sergeant, person_id=person_id, file=picture)
    desk.escort_made(kept)
    sign_escort_record(desk.sergeant, detention_id=detention_id)
    for page in ("escort-record", "escort-record/hand-over", "?tab=escort"):
        db.session.expunge_all()
        address = f"/custody/{detention_id}/{page}".replace("/?", "?")
        assert f"/people/{person_id}/photographs/" in sergeant.get(address).text, page
    with build.scenery():
        kept = db.session.get(Detention, detention_id)
    with pikepdf.open(io.BytesIO(printed(Paper.ESCORT, kept).content)) as document:
        assert document.pages[0].get_images()
    limited = replace(desk.sergeant, scopes=frozenset({Permission.CUSTODY_LOG_READ}))
    with build.scenery():
        assert photograph_for(limited, kept) == ""


def test_it_is_drafted_from_markers_incidents_health_medicine_and_whom_to_keep_apart(desk, build):
    person = build.person()
    marked(build, person)
    detention, other = desk.detained(person), desk.detained(build.person(family_name="Hall"))
    keep_apart(desk.sergeant, detention_id=detention.id, other_id=other.id, why="Co-accused")
    nurse = build.actor(Role.HEALTHCARE_PROFESSIONAL, name="Robin Day", rank=0)
    examine(nurse, detention_id=detention.id, findings=FINDINGS, todo="Food at 13:00", call_again="If drowsy")
    prescribe(nurse, detention_id=detention.id, drug="Insulin", dose="10 units", route="injection", every_minutes=480)
    given = {"risks": [GoingRisk.RISK_TO_OTHERS], "feeling": "Angry", "transport": "Van", "action_plan": "Two escorts"}
    assess_release(desk.sergeant, detention_id=detention.id, **given)
    known = draft_escort(desk.sergeant, detention_id=detention.id).known
    told = {each.risk: each.text for each in known.risks}
    assert "Suicidal: Tried in 2024" in told[EscortRisk.SELF_HARM]
    assert told[EscortRisk.CONFLICT] == f"Keep apart from {other.reference}: Co-accused"
    assert EscortRisk.VIOLENCE in told
    assert "Food at 13:00" in known.health[0] and "If drowsy" in known.health[0]
    assert known.medicines[0].startswith("Insulin 10 units, injection: not given here; next due")
    assert FINDINGS not in str(known)


def test_what_is_known_cannot_be_passed_over(desk, build):
    person = build.person()
    marked(build, person)
    detention = desk.detained(person)
    with pytest.raises(InputInvalid) as refused:
        desk.escort_made(detention, risks=[])
    assert "self-harm" in str(refused.value.messages["none_of_the_others"])
    with pytest.raises(RuleBroken, match="why not"):
        desk.escort_made(detention, risks=[{"risk": EscortRisk.SELF_HARM, "applies": False}])
    no = [{"risk": EscortRisk.SELF_HARM, "applies": False, "evidence": "The marker is of his brother"}]
    assert desk.escort_made(detention, risks=no).applying == []


def test_something_new_is_seen_before_it_is_signed_and_before_they_go(desk, build, kept):
    desk.escort_made(kept)
    sign_escort_record(desk.sergeant, detention_id=kept.id)
    with build.scenery():
        marked(build, kept.person)
    going = {"detention_id": kept.id, "handed_to": "J Cole", "signature": PAPER}
    with pytest.raises(RuleBroken, match="Suicidal"):
        hand_to_escort(desk.sergeant, **going)
    assert draft_escort(desk.sergeant, detention_id=kept.id).news
    record = desk.escort_made(kept)
    assert record.stage is EscortStage.MADE
    sign_escort_record(desk.sergeant, detention_id=kept.id)
    assert hand_to_escort(desk.sergeant, **going).stage is EscortStage.HANDED


def test_property_that_goes_along_is_held_there_from_then_on_under_the_number_of_the_record(desk, kept):
    items = [{"description": "Silver ring"}, {"description": "Phone", "retained": Retained.EVIDENCE, "effects": True}]
    ring, _ = record_property(desk.sergeant, detention_id=kept.id, items=items, signature=PAPER, seal="B1")
    record = desk.escorted(kept, items=[ring.id])
    shown = {each.number: each for each in read_property(desk.sergeant, detention_id=kept.id).items}
    assert (shown[1].end, shown[1].ended_whom) == (PropertyEnd.TRANSFERRED, record.number)
    assert shown[2].held
    release_detainee(desk.sergeant, detention_id=desk.cleared(kept).id)


def test_property_of_somebody_else_does_not_go_along(desk, build, kept):
    with pytest.raises(InputInvalid) as refused:
        desk.escort_made(kept, items=[kept.id])
    assert "items" in refused.value.messages


def test_a_move_to_another_suite_needs_it_for_that_suite_and_ends_there(desk, build, eastgate):
    detention = desk.detained()
    going = {"detention_id": detention.id, "suite_id": eastgate.id, "why": "Flood", "escort": "PC Grant"}
    with pytest.raises(RuleBroken, match="person escort record"):
        send_to_suite(desk.sergeant, **going)
    record = desk.escorted(detention, Destination.SUITE, to_suite_id=eastgate.id)
    send_to_suite(desk.sergeant, **going)
    clock.hold_at(NOON + timedelta(minutes=30))
    receive_from_suite(desk.sergeant, detention_id=detention.id, condition="Calm")
    assert (record.stage, record.received_by, record.condition) == (EscortStage.RECEIVED, "Eastgate", "Calm")
    assert words(build, detention) == []


def test_hospital_waits_for_nothing_but_the_board_says_that_it_is_late(desk, build):
    detention = desk.detained()
    why = {"hospital": "Northmoor General", "reason": HospitalReason.TREATMENT, "why": "Chest", "escorts": "PC Grant"}
    leave_for_hospital(desk.sergeant, detention_id=detention.id, **why)
    assert words(build, detention) == ["Escort record for hospital"]
    record = desk.escorted(detention, Destination.HOSPITAL)
    clock.hold_at(NOON + timedelta(hours=1))
    return_from_hospital(desk.sergeant, detention_id=detention.id)
    assert record.stage is EscortStage.RECEIVED
    assert words(build, detention) == []


def test_what_is_told_from_under_way_stands_in_the_record_and_the_log_after_they_left(desk, kept):
    desk.escorted(kept)
    release_detainee(desk.sergeant, detention_id=desk.cleared(kept).id)
    clock.hold_at(NOON + timedelta(minutes=20))
    with pytest.raises(RuleBroken, match="Say what happened"):
        note_escort(desk.sergeant, detention_id=kept.id, kind=Happening.INCIDENT)
    note_escort(desk.sergeant, detention_id=kept.id, kind=Happening.STOP, text="Road closed", told_by="J Cole")
    with pytest.raises(RuleBroken, match="before they were handed"):
        receive_escort(
            desk.sergeant, detention_id=kept.id, received_by="Cells", received_at=NOON - timedelta(minutes=5)
        )
    receive_escort(desk.sergeant, detention_id=kept.id, received_by="M Shah, court cells", condition="Well")
    with pytest.raises(RuleBroken, match="under way"):
        note_escort(desk.sergeant, detention_id=kept.id, kind=Happening.CHECK)
    (record,) = read_escorts(desk.sergeant, detention_id=kept.id).records
    assert [(each.kind, each.text) for each in record.happenings] == [(Happening.STOP, "Road closed")]


def test_custody_staff_make_it_and_only_a_custody_officer_signs(desk, build, kept):
    staff = build.actor(Role.DETENTION_OFFICER, rank=int(Rank.STAFF))
    draft = draft_escort(staff, detention_id=kept.id)
    given = {"destination": Destination.COURT, "to_name": "Northmoor", "legal_status": draft.status}
    save_escort_record(staff, detention_id=kept.id, escort_by="contractor", none_of_the_others=True, **given)
    for use in (sign_escort_record, hand_to_escort):
        with pytest.raises(Forbidden):
            use(staff, detention_id=kept.id, **({"handed_to": "x"} if use is hand_to_escort else {}))
    assert sign_escort_record(desk.sergeant, detention_id=kept.id).signed_by_id == desk.sergeant.id


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OFFICER_IN_CASE, Role.REVIEWING_INSPECTOR])
def test_others_make_no_escort_record(desk, build, kept, role):
    with pytest.raises(Forbidden):
        draft_escort(build.actor(role, rank=3), detention_id=kept.id)


def test_an_inspector_sees_that_there_is_an_escort_and_not_its_risks(desk, kept):
    desk.escort_made(kept)
    assert read_escorts(desk.inspector(), detention_id=kept.id).whole is False
    assert read_escorts(desk.sergeant, detention_id=kept.id).whole is True


def test_to_another_force_it_says_whether_they_were_questioned_for_its_clock(desk, kept):
    detention = desk.detained()
    with pytest.raises(RuleBroken) as refused:
        desk.escort_made(detention, Destination.OTHER_FORCE, to_force="42", sought_for="Fraud")
    assert (refused.value.rule, refused.value.field) == ("PACE 1984 s.41(5)", "questioned_about")
    record = desk.escort_made(
        detention, Destination.OTHER_FORCE, to_force="42", sought_for="Fraud", questioned_about=False
    )
    assert record.to.startswith("Essex")


def test_the_printed_record_says_everything_an_escort_must_know(desk, build, kept, printed):
    with build.scenery():
        marked(build, kept.person)
    record_property(desk.sergeant, detention_id=kept.id, items=[{"description": "Belt"}], signature=PAPER, seal="B7")
    (belt,) = read_property(desk.sergeant, detention_id=kept.id).items
    told = {"managing": "Constant watch", "medicines_along": "Insulin, one pen", "escorts": "J Cole"}
    desk.escorted(kept, items=[belt.id], told=told)
    paper = printed(Paper.ESCORT, kept)
    said = text_of(paper)
    for each in (
        "NM/E1/26",
        "Self-harm or suicide",
        "Tried in 2024",
        "Constant watch",
        "Insulin, one pen",
        "Charged, bail refused",
        "1. Belt",
        "B7",
        "J Cole PCO 4411",
        "Pat Lowe",
        "Looked for, nothing known",
    ):
        assert each in said
    with pikepdf.open(io.BytesIO(paper.content)) as pdf, pdf.open_metadata() as about:
        assert pdf.Root.MarkInfo.Marked is True
        assert about.pdfa_status == "2A"


def test_whoever_may_not_read_risk_prints_none_of_it(desk, kept, printed):
    desk.escort_made(kept)
    with pytest.raises(Forbidden):
        printed(Paper.ESCORT, kept, by=desk.inspector())
    whole = text_of(printed(Paper.WHOLE, kept, by=desk.inspector()))
    assert "NM/E1/26" in whole and "Looked for, nothing known" not in whole
    shown = text_of(printed(Paper.REPRESENTATIVE, kept))
    assert "NM/E1/26" in shown and "Looked for, nothing known" not in shown


@pytest.mark.parametrize(
    ("questioned", "says"),
    [(False, "They were not questioned here about what they are sought for"), (True, "does not start it afresh")],
)
def test_another_force_is_given_one_document_with_its_clock_first_and_the_whole_record(desk, printed, questioned, says):
    detention = desk.detained()
    with pytest.raises(RuleBroken, match=r"Code C 2\.3"):
        printed(Paper.TRANSFER, detention)
    sought = {"to_force": "42", "sought_for": "Fraud", "questioned_about": questioned}
    desk.escorted(detention, Destination.OTHER_FORCE, **sought)
    said = text_of(printed(Paper.TRANSFER, detention))
    for each in (says, "s.41(5)", "Relevant time here", "Next review due", "J Cole PCO 4411", "Detention log", "Fraud"):
        assert each in said
    ending = {"disposal": Disposal.OTHER_FORCE, "reason": "Sought in Essex"}
    assert release_detainee(desk.sergeant, detention_id=desk.cleared(detention).id, **ending).released_at


def typed(page):
    """Everything that a form on the page would send as it stands."""
    found = [
        *re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page),
        *re.findall(r'name="([^"]+)" value="([^"]*)" checked', page),
        *re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)</textarea>', page),
    ]
    return [(name, value) for name, value in found if name != "csrf_token"]


def test_from_the_page_to_the_van_with_what_is_known_confirmed_in_one_key(desk, build, kept, sergeant):
    with build.scenery():
        marked(build, kept.person)
    page = sergeant.get(f"/custody/{kept.id}/escort-record").text
    assert "Known" in page and "Suicidal: Tried in 2024" in page and "Northmoor Magistrates" in page
    sent = dict(typed(page)) | {"to_name": "Northmoor Court", "escort_by": "contractor", "legal_status": "charged"}
    refused = sergeant.post(f"/custody/{kept.id}/escort-record", data=sent)
    assert refused.status_code == 422 and "none of the others" in refused.text and "Tried in 2024" in refused.text
    saved = sergeant.post(f"/custody/{kept.id}/escort-record", data=sent | {"none_of_the_others": "yes"})
    assert saved.status_code == 302 and saved.location.endswith("/escort-record/sign")
    assert "Tried in 2024" in sergeant.get(saved.location).text
    signed = sergeant.post(f"/custody/{kept.id}/escort-record/sign", data={})
    assert signed.location.endswith("?tab=escort")
    assert "Hand over to the escort" in sergeant.get(signed.location).text
    handing = {"handed_to": "J Cole PCO 4411", "signature-how": "on-paper"}
    gone = sergeant.post(f"/custody/{kept.id}/escort-record/hand-over", data=handing)
    assert gone.location.endswith("/release")
    noted = sergeant.post(f"/custody/{kept.id}/escort-record/log", data={"kind": "check"})
    assert noted.location.endswith("?tab=escort")
    assert "Seen to be well" in sergeant.get(noted.location).text


@pytest.mark.parametrize(
    "page", ["escort-record", "escort-record/sign", "escort-record/hand-over", "escort-record/cancel",
             "escort-record/log", "escort-record/received"],
)  # fmt: skip
def test_each_page_opens_also_where_there_is_nothing_yet(desk, sergeant, page):
    assert sergeant.get(f"/custody/{desk.detained().id}/{page}").status_code == 200


def test_leaving_is_refused_on_the_page_with_reason_and_section(desk, kept, sergeant):
    desk.cleared(kept)
    refused = sergeant.post(f"/custody/{kept.id}/release", data={})
    assert refused.status_code == 422
    assert "without a person escort record (APP Moving detainees)" in refused.text


def test_other_programs_make_sign_and_hand_over(desk, kept, sergeant):
    here = f"/api/v1/custody/detentions/{kept.id}/escorts"
    made = {
        "destination": "court",
        "to_name": "Northmoor",
        "legal_status": "charged",
        "escort_by": "contractor",
        "risks": [{"risk": "escape", "applies": True, "evidence": "Ran in 2024", "on": "2024-05-01"}],
        "none_of_the_others": True,
        "managing": "Two escorts",
    }
    assert sergeant.get(f"{here}/draft").json["destination"] == "court"
    assert sergeant.post(here, json=made).json["stage"] == "made"
    assert sergeant.post(f"{here}/sign", json={}).json["stage"] == "signed"
    handing = {"handed_to": "J Cole", "signature": {"how": "refused", "why": "Would not"}}
    assert sergeant.post(f"{here}/hand-over", json=handing).json["signature"]["how"] == "refused"
    assert sergeant.post(f"{here}/log", json={"kind": "stop", "text": "Road closed"}).status_code == 201
    assert sergeant.post(f"{here}/received", json={"received_by": "M Shah"}).json["stage"] == "received"
    assert sergeant.get(here).json["records"][0]["number"] == "NM/E1/26"
