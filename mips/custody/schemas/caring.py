"""What is asked about risk, observation, checks and what somebody is given."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, post_load

from mips.custody.rules.observation import Finding, Level
from mips.custody.rules.risk import Reply, RiskBlock
from mips.custody.rules.welfare import ProvisionKind
from mips.custody.schemas.lists import HAPPENED, NOW
from mips.record.reference.lookup import choices
from mips.web import fields
from mips.web.field.offered import Picked


class RiskAnswerIn(Schema):
    code = fields.Text("Question", required=True, max=40, widget="hidden")
    answer = fields.Choice("Answer", Reply)
    detail = fields.Text("More", load_default="")


class RiskIn(Schema):
    """A risk assessment. Whatever a block's 'none of these' closes is answered no; nothing is answered in advance."""

    feeling = fields.Text("How do you feel?", hint="In their words", load_default="")
    answers = fields.Group("Questions", RiskAnswerIn, each="Question")
    none_of = fields.Choices("None of these: each was asked and answered no", RiskBlock)
    diet = fields.Text("Diet", hint="Like: halal, vegan, no nuts", load_default="")
    observed = fields.Choices("What you see", choices("risk-observation"))
    nothing_seen = fields.Tick("None of these: I looked")
    observed_note = fields.LongText(
        "What else you saw or were told", hint="Behaviour, injuries, what arresting officers said", load_default=""
    )
    refused = fields.Tick("They refuse to be assessed")
    refused_why = fields.Text("How they refused, and how they seem", shown_when="refused=yes", load_default="")
    acknowledged = fields.Tick("I have seen what earlier records say, and have taken it into account")
    asked_at = fields.Moment("Asked at", past=HAPPENED, hint=NOW)


_LEVELS = [(str(int(level)), level.label) for level in Level]


class CarePlanIn(Schema):
    level = fields.Choice("Level of observation", _LEVELS, required=True, thing="the level of observation")
    rousing = fields.Tick("Rouse at each check (Annex H)")
    watched_by = fields.Text("Who watches", hint="Levels 3 and 4: name the officer", load_default="")
    every_minutes = fields.Whole(
        "Minutes between checks", hint="Leave empty for 60, 30 or 15 as the level has it. Fewer may be set", most=60
    )
    reason = fields.LongText(
        "Why this level",
        hint="Leave empty where it is the level suggested and the first",
        load_default="",
    )
    instructions = fields.LongText("What staff must do or know", max=2000, load_default="")
    consulted = fields.Text(
        "Healthcare professional consulted", hint="Needed to lower a level that one of them set", load_default=""
    )
    set_at = fields.Moment("From", past=HAPPENED, hint=NOW)

    @post_load
    def _as_level(self, given: dict[str, Any], **_: Any) -> dict[str, Any]:
        return given | {"level": Level(int(given["level"]))}


class CheckIn(Schema):
    finding = fields.Choice("What you found", Finding)
    wakes = fields.YesNo("(a) Woke when called and gently shaken?")
    answers = fields.YesNo("(b) Answered: name, where they live, where they are?")
    obeys = fields.YesNo("(c) Obeyed: open your eyes, lift one arm, now the other?")
    text = fields.Text("Anything to add", hint="Needed when something is wrong", load_default="")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class SeenIn(Schema):
    detention_id = fields.EntityRef("Detainee", required=True, widget="hidden")
    finding = fields.Choice("Found", Finding)
    text = fields.Text("More", load_default="")


class RoundIn(Schema):
    seen = fields.Group("Cells", SeenIn, each="Cell", at_most=120)
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class ProvisionIn(Schema):
    given = fields.Choices("Given or done", ProvisionKind)
    declined = fields.Choices("Offered and declined", ProvisionKind)
    note = fields.Text("More", hint="Like: vegetarian curry; called mother", load_default="")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)


class ProvisionRoundIn(Schema):
    kind = fields.Choice("What was taken round", ProvisionKind, required=True, thing="what was taken round")
    given = Picked("Had it")
    declined = Picked("Declined")
    at = fields.Moment("When", past=HAPPENED, hint=NOW)
