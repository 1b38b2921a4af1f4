"""What is asked about healthcare, medicine, hospital, force and incidents."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load

from mips.custody.model.hospital import HospitalReason
from mips.custody.rules.healthcare import CallPurpose, Fitness
from mips.custody.rules.incidents import FollowUp, IncidentKind
from mips.custody.rules.medication import DoseOutcome, MedicineSource
from mips.custody.rules.observation import Level
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.custody.usecases.healthcare import Fit
from mips.custody.usecases.restraints import Restraint
from mips.record.reference.lookup import choices
from mips.web import fields


class CallIn(Schema):
    purposes = fields.Choices("What for", CallPurpose, required=True, thing="what they are called for")
    reason = fields.Text("What you saw or were told", load_default="")
    urgent = fields.Tick("Urgent")
    called = fields.Text("Who was called", hint="The service or a name", load_default="")
    called_at = fields.Moment("Called at", past=HAPPENED, hint=NOW)


class VisitIn(Schema):
    arrived_at = fields.Moment("Arrived at", past=HAPPENED)
    seen_at = fields.Moment("Saw the detainee at", past=HAPPENED)
    left_at = fields.Moment("Left at", past=HAPPENED)


_NOTE = "For healthcare professionals only"
_STAFF = "For custody staff: what to do, not why"
_FIT = "Fit to be"


class ExaminationIn(Schema):
    findings = fields.LongText("Findings", required=True, group=_NOTE, thing="the findings", max=8000)
    injuries = fields.LongText("Injuries", group=_NOTE, load_default="", max=4000)
    forensic = fields.LongText("Forensic examination", group=_NOTE, load_default="", max=4000)
    todo = fields.LongText(
        "What staff are to do",
        required=True,
        group=_STAFF,
        thing="what staff are to do",
        hint="Like: wake every 30 minutes until 06:00. Nothing of the diagnosis",
        max=2000,
    )
    call_again = fields.Text("Call again when", group=_STAFF, load_default="")
    appropriate_adult = fields.Tick("An appropriate adult is needed", group=_STAFF)
    hospital = fields.Tick("Must go to hospital", group=_STAFF)
    fit_detained = fields.Choice("Detained", Fitness, group=_FIT)
    fit_interview = fields.Choice("Interviewed", Fitness, group=_FIT)
    fit_charge = fields.Choice("Charged", Fitness, group=_FIT)
    fit_release = fields.Choice("Released or moved", Fitness, group=_FIT)
    conditions = fields.Text("Conditions", group=_FIT, load_default="")
    at = fields.Moment("Examined at", past=HAPPENED, hint=NOW)

    @post_load
    def _as_fit(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        named = {name: given.pop(f"fit_{name}", None) for name in ("detained", "interview", "charge", "release")}
        return given | {"fit": Fit(**named, conditions=given.pop("conditions", ""))}


class PrescriptionIn(Schema):
    drug = fields.Text("Medicine", required=True, max=120, thing="the medicine")
    dose = fields.Text("Dose", required=True, max=60, width=20, thing="the dose", hint="Like: 500 mg, 10 units")
    route = fields.Text(
        "How it is taken", required=True, max=40, width=20, thing="how it is taken", hint="Like: by mouth"
    )
    source = fields.Choice("Source", MedicineSource, load_default=MedicineSource.PRESCRIBED)
    verified = fields.Text(
        "How it was checked", hint="Like: label and pharmacy, 13:20", shown_when="source=own", load_default=""
    )
    controlled = fields.Tick("Controlled drug: two people, one a healthcare professional")
    first_at = fields.Moment("First dose at", hint="Leave as now, or today 20:00")
    every_hours = fields.Whole("Then every how many hours", most=72)
    times = fields.Text("Or at these times", hint="Like: 08:00, 20:00", width=20, load_default="")
    most_in_24h = fields.Whole("Most doses in 24 hours", most=48)
    window_minutes = fields.Whole("May be early by how many minutes", most=240, load_default=60)
    instructions = fields.Text("With food, watch for, and so on", load_default="")

    @post_load
    def _as_minutes(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        hours = given.pop("every_hours", None)
        return given | {"every_minutes": hours * 60 if hours else None}


class StopIn(Schema):
    why = fields.Text("Why", required=True, thing="why it is stopped")


class DoseIn(Schema):
    outcome = fields.Choice("What happened", DoseOutcome, required=True, thing="what happened")
    witness_id = fields.EntityRef("Second person", "officer", hint="Needed for a controlled drug")
    reason = fields.Text("Why it was refused or missed", load_default="")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class HospitalIn(Schema):
    hospital = fields.Text("Hospital", required=True, max=120, thing="the hospital")
    reason = fields.Choice("Reason", HospitalReason, required=True, thing="the reason")
    why = fields.Text("What happened", required=True, thing="what happened")
    escorts = fields.Text("Escorting officers", required=True, thing="the escorting officers")
    restraint = fields.Text("Restraint on the way, and why", load_default="")
    left_at = fields.Moment("Left at", past=HAPPENED, hint=NOW)


class HospitalBackIn(Schema):
    advice = fields.LongText("What the hospital says is to be done", load_default="", max=2000)
    admitted_on = fields.Day("Admitted as an in-patient on", hint="Leave empty if they were not")
    discharged_on = fields.Day("Discharged on")
    returned_at = fields.Moment("Back at", past=HAPPENED, hint=NOW)


class HospitalQuestioningIn(Schema):
    started_at = fields.Moment("Questioning began", required=True, past=HAPPENED, thing="when questioning began")
    ended_at = fields.Moment("Questioning ended", required=True, past=HAPPENED, thing="when questioning ended")


class ForceIn(Schema):
    officer_id = fields.EntityRef(
        "Officer who used force", "officer", required=True, thing="the officer", hint="One form for each officer"
    )
    location = fields.Text("Where exactly", required=True, thing="where", hint="Like: cell M4, corridor by the desk")
    tactics = fields.Choices("What was used", choices("force-tactic"), required=True, thing="what was used")
    reasons = fields.Choices("Why", choices("force-reason"), required=True, thing="why")
    account = fields.LongText("What happened", required=True, thing="what happened", max=8000)
    effective = fields.YesNo("Was it effective?", required=True)
    body_worn = fields.YesNo("Was it recorded on body-worn video?", required=True)
    officer_injury = fields.Text("Injury to the officer", hint="Leave empty for none", load_default="")
    subject_injury = fields.Text("Injury to the detainee", hint="Leave empty for none", load_default="")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


_WATCHED = [(str(int(level)), level.label) for level in (Level.CONSTANT, Level.CLOSE)]


class IncidentIn(Schema):
    kind = fields.Choice("What kind", IncidentKind, required=True, thing="what kind of incident")
    location = fields.Text("Where exactly", required=True, thing="where")
    account = fields.LongText("What happened", required=True, thing="what happened", max=8000)
    equipment = fields.Choices(
        "Approved equipment that was used", choices("cell-restraint"), shown_when="kind=restraint"
    )
    necessary_why = fields.Text(
        "Why it was absolutely necessary",
        hint="A restraint in a locked cell is never used otherwise (Code C 8.2)",
        shown_when="kind=restraint",
        max=2000,
        load_default="",
    )
    approved_by_id = fields.EntityRef(
        "Custody officer who approved it", "officer", hint="Leave empty if it was you", shown_when="kind=restraint"
    )
    watched = fields.Choice("How they are watched meanwhile", _WATCHED, shown_when="kind=restraint")
    restraint_ended_at = fields.Moment(
        "Taken off at", past=HAPPENED, hint="Leave empty while it goes on", shown_when="kind=restraint"
    )
    injury = fields.Text("Injury", load_default="")
    done = fields.LongText("What was done at once", max=4000, load_default="")
    at = fields.Moment("When it happened", past=HAPPENED, hint=NOW)
    noticed_at = fields.Moment("When it came to notice", past=HAPPENED, hint=NOW)

    @post_load
    def _as_restraint(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        watched = given.pop("watched", None)
        said = {name: given.pop(name) for name in ("equipment", "necessary_why")}
        approved, ended = given.pop("approved_by_id", None), given.pop("restraint_ended_at", None)
        if given["kind"] is not IncidentKind.RESTRAINT:
            return given
        level = Level(int(watched)) if watched else None
        return given | {"restraint": Restraint(**said, approved_by_id=approved, watched=level, ended_at=ended)}


class RestraintOverIn(Schema):
    condition = fields.Text(
        "How they are now", required=True, max=1000, thing="how they are now", hint="Marks, injuries, mood"
    )
    ended_by_id = fields.EntityRef("Taken off by", "officer", hint="Leave empty if it was you")
    ended_at = fields.Moment("Taken off at", past=HAPPENED, hint=NOW)


class ReferralIn(Schema):
    reference = fields.Text("Reference of the referral", required=True, thing="the reference")
    referred_at = fields.Moment("Referred at", past=HAPPENED, hint=NOW)


class FollowUpIn(Schema):
    step = fields.Choice("What was seen to", FollowUp, required=True, thing="what was seen to")
    how = fields.LongText(
        "How, and who was told", required=True, thing="how, and who was told", hint="Names and numbers", max=2000
    )
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class ComplaintIn(Schema):
    account = fields.LongText("What they complain of", required=True, thing="what they complain of", max=8000)
    assault = fields.Tick("They allege an assault: a healthcare professional must be called")
    inspector_id = fields.EntityRef(
        "Inspector told",
        "officer",
        required=True,
        thing="the inspector",
        hint="One not connected with the investigation",
    )
    at = fields.Moment("When", past=HAPPENED, hint=NOW)
