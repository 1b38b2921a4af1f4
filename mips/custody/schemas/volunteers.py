"""What is asked of and shown about a voluntary attendance."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import Schema
from marshmallow import fields as plain

from mips.custody.rules.interviews import BreakReason, Caution
from mips.custody.rules.people import InterviewWithout
from mips.custody.rules.sources_of_arrival import C_3_21
from mips.custody.rules.volunteers import DECIDED_ON, Outcome, Told
from mips.custody.schemas.booking import ArrestIn, OtherOffenceIn, open_suite_options
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.custody.schemas.shown import HeldOffenceOut
from mips.custody.usecases.volunteer_reading import VolunteerView
from mips.web import fields
from mips.web.field.offered import OneOf, Picked

ATTENDED: Final = C_3_21.section
"""For times that have passed of somebody who is no detainee: by which section they are told, heard and let go."""
_HELP = "Help they need"
_ADVICE = "Legal advice"
_THERE = "Who is there"


class AttendanceIn(Schema):
    person_id = fields.PersonRef("Person", required=True, hint="Name, date of birth or number", thing="the person")
    began_at = fields.Moment("They are here since", past=ATTENDED, hint="Now, or 14:20. Leave empty if it is planned")
    planned_at = fields.Moment("Planned for", future=True, hint="Like tomorrow 10:00. Leave empty if they are here")
    suite_id = OneOf("Station", open_suite_options, hint="Where it has a custody suite")
    place = fields.Text("Or elsewhere", hint="Another police station, or their home or work", load_default="")
    at_station = fields.Tick("That is a police station")
    officer_id = fields.EntityRef("Interviewing officer", "officer", hint="Leave empty if it is you")
    offence_ids = Picked("Asked about", hint="What is on the record already", thing="what they are asked about")
    other_offences = fields.Group("Asked about something else", OtherOffenceIn, each="Offence", at_most=20)
    not_arrested_why = fields.LongText(
        "Why an arrest is not necessary",
        hint="If that changes they can be arrested",
        required=True,
        thing="why an arrest is not necessary",
        max=2000,
    )


class BegunIn(Schema):
    began_at = fields.Moment("Came at", past=ATTENDED, hint=NOW)


class InformedIn(Schema):
    told = fields.Choices("They were told", Told, required=True, thing="what they were told")
    advice_wanted = fields.YesNo("Do they want legal advice?", group=_ADVICE, required=True, thing="legal advice")
    advice_reason = fields.Text(
        "Why not, if they say", group=_ADVICE, shown_when="advice_wanted=no", load_default="", max=1000
    )
    solicitor = fields.Text("Solicitor", group=_ADVICE, shown_when="advice_wanted=yes", load_default="")
    vulnerable = fields.YesNo(
        "Are they vulnerable?", group=_HELP, required=True, thing="vulnerable", hint="Code C 1.13"
    )
    vulnerable_why = fields.Text("Why", group=_HELP, shown_when="vulnerable=yes", load_default="", max=1000)
    adult = fields.Text(
        "Appropriate adult", group=_HELP, hint="Name and relation. For a child or vulnerable person", load_default=""
    )
    interpreter_needed = fields.YesNo(
        "Do they need an interpreter?", group=_HELP, required=True, thing="an interpreter"
    )
    language = fields.Text("Language", group=_HELP, shown_when="interpreter_needed=yes", load_default="")
    interpreter = fields.Text("Interpreter", group=_HELP, shown_when="interpreter_needed=yes", load_default="")
    informed_at = fields.Moment("Told at", past=ATTENDED, hint=NOW)


class VolunteerInterviewIn(Schema):
    started_at = fields.Moment("Began at", past=ATTENDED, hint=NOW)
    caution = fields.Choice("Caution", Caution, load_default=Caution.CURRENT)
    adult_present = fields.Tick("The appropriate adult is there", group=_THERE)
    advice_had = fields.Tick("They have had legal advice, or the solicitor is there", group=_THERE)
    interpreter_present = fields.Tick("The interpreter is there", group=_THERE)
    present = fields.Text("Everybody there, by name", group=_THERE, load_default="", max=1000)
    recording = fields.Text("Reference of the recording", group="Recording", load_default="")
    not_recorded_why = fields.Text("Or why it is not recorded", group="Recording", load_default="", max=1000)
    significant = fields.LongText(
        "Significant statements or silences put", group="Recording", load_default="", max=4000
    )


class VolunteerBreakIn(Schema):
    reason = fields.Choice("What for", BreakReason, required=True, thing="what for")
    note_text = fields.Text("More", load_default="", max=1000)
    at = fields.Moment("Broke off at", past=ATTENDED, hint=NOW)


class VolunteerResumeIn(Schema):
    at = fields.Moment("Resumed at", past=ATTENDED, hint=NOW)


class VolunteerLeaveIn(Schema):
    without = fields.Choice("Allow the interview", InterviewWithout, required=True, thing="what is allowed")
    reason = fields.LongText(
        "Why it cannot wait",
        hint="Like: harm to others, serious loss, alerting others, hindering recovery of property (Code C 11.1)",
        required=True,
        max=2000,
        thing="why it cannot wait",
    )
    authorised_at = fields.Moment("Authorised at", past=ATTENDED, hint=NOW)


class VolunteerBreakOut(Schema):
    id = plain.UUID()
    interview_id = plain.UUID()
    began_at = plain.AwareDateTime()
    resumed_at = plain.AwareDateTime(allow_none=True)
    reason = plain.Enum(BreakReason, by_value=True)


class VolunteerLeaveOut(Schema):
    id = plain.UUID()
    volunteer_id = plain.UUID()
    without = plain.Enum(InterviewWithout, by_value=True)
    authorised_at = plain.AwareDateTime()
    reason = plain.String()


class VolunteerInterviewEndIn(Schema):
    ended_at = fields.Moment("Ended at", past=ATTENDED, hint=NOW)
    ended_why = fields.Text("Why it ended", hint="Like: they chose to leave", load_default="", max=1000)


class AttendanceOutcomeIn(Schema):
    outcome = fields.Choice(
        "What came of it", [(each.value, each.label) for each in DECIDED_ON], required=True, thing="what came of it"
    )
    reason = fields.LongText("Reason", required=True, thing="the reason", max=2000)
    notice_given = fields.Tick(
        "Written notice that they will not be prosecuted was given or sent",
        shown_when=f"outcome={Outcome.NO_ACTION}",
        load_default=False,
    )
    at = fields.Moment("When they left, or it was decided", past=ATTENDED, hint=NOW)


def as_outcome(given: dict[str, Any]) -> dict[str, Any]:
    """The outcome as the rules name it."""
    return given | {"outcome": Outcome(given["outcome"])}


class VolunteerArrestIn(ArrestIn):
    suite_id = OneOf("Custody suite", open_suite_options, required=True, thing="the custody suite")
    arrived_at = fields.Moment("Arrived at the suite", past=HAPPENED, hint="Only where they were arrested elsewhere")


class AttendanceEntryIn(Schema):
    text = fields.LongText("Add to the log", required=True, thing="what happened", max=4000)
    at = fields.Moment("When it happened", past=ATTENDED, hint=NOW)


class VolunteersAsked(Schema):
    view = fields.Choice("What is shown", VolunteerView, load_default=VolunteerView.TODAY)
    suite_id = plain.UUID(load_default=None)
    after = fields.Text("Where the list goes on", max=2000, load_default=None)


class VolunteerInterviewOut(Schema):
    id = plain.UUID()
    volunteer_id = plain.UUID()
    number = plain.Integer()
    started_at = plain.AwareDateTime()
    ended_at = plain.AwareDateTime(allow_none=True)
    caution = plain.Enum(Caution, by_value=True)
    recording = plain.String()
    ended_why = plain.String()
    breaks = plain.List(plain.Nested(VolunteerBreakOut))


class VolunteerOut(Schema):
    """A voluntary attendance. No custody record and no clock goes with it."""

    id = plain.UUID()
    reference = plain.String()
    version = plain.Integer()
    person_id = plain.UUID()
    suite_id = plain.UUID(allow_none=True)
    place = plain.String()
    officer_id = plain.UUID()
    planned_at = plain.AwareDateTime(allow_none=True)
    began_at = plain.AwareDateTime(allow_none=True)
    informed_at = plain.AwareDateTime(allow_none=True)
    left_at = plain.AwareDateTime(allow_none=True)
    outcome = plain.Enum(Outcome, by_value=True, allow_none=True)
    notice_given = plain.Boolean()
    detention_id = plain.UUID(allow_none=True)
    summary = plain.String()


class VolunteerWholeOut(VolunteerOut):
    told = plain.List(plain.String())
    advice_wanted = plain.Boolean(allow_none=True)
    vulnerable = plain.Boolean(allow_none=True)
    adult = plain.String()
    interpreter_needed = plain.Boolean(allow_none=True)
    offences = plain.List(plain.Nested(HeldOffenceOut))
    interviews = plain.List(plain.Nested(VolunteerInterviewOut))


class VolunteersOut(Schema):
    volunteers = plain.List(plain.Nested(VolunteerOut))
    next = plain.String(allow_none=True)
