"""What is asked of a victim's risk, of threat and harm, of solvability, and what a second look says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema
from marshmallow import fields as plain

from mips.investigation.rules import assessment as rules
from mips.investigation.rules.assessment import Answer, Level, Stage, Tool
from mips.record.reference.lookup import Listed, choices
from mips.web import fields

LEVELS = [(str(int(each)), each.label) for each in Level]


class _Level(fields.Choice):
    """A level of risk."""

    def one_of(self, value: Any) -> Level:
        return Level(int(super().one_of(str(int(value)) if isinstance(value, Level) else value)))

    def typed(self, value: Any) -> str:
        return "" if value is None else str(int(value))


class AssessRiskIn(Schema):
    """What follows the questions. A page puts those of the force's list before it: `asking`."""

    level = _Level("Level of risk", LEVELS, required=True, thing="the level", widget="radios")
    escalation = fields.Tick("It is getting worse or more frequent")
    judgement = fields.Tick("In my judgement this needs MARAC whatever the answers")
    child_present = fields.YesNo("Was a child there, or is one linked?", required=True)
    account = fields.LongText("What they said, in their words", required=True, thing="what they said", max=8000)


def asking(questions: Sequence[Listed]) -> Schema:
    """The schema with a field for each question of a list, first."""
    asked = {f"q{each.code}": fields.Choice(each.title, Answer, widget="radios") for each in questions}
    return Schema.from_dict({**asked, **AssessRiskIn._declared_fields}, name="AskedOfVictim")()


def answered(given: dict[str, Any], questions: Sequence[Listed]) -> dict[str, Any]:
    """The answers under `answers`, by the code of their question; the rest as it is."""
    names = {f"q{each.code}": each.code for each in questions}
    answers = {code: given[name] for name, code in names.items() if given.get(name)}
    return {name: value for name, value in given.items() if name not in names} | {"answers": answers}


class AssessDomesticAbuseIn(AssessRiskIn):
    """The same for machines."""

    tool = fields.Choice("With which questions", Tool, load_default=Tool.DASH)
    answers = plain.Dict(
        keys=fields.Text("Code of the question", max=40),
        values=fields.Choice("Answer", Answer, required=True),
        required=True,
        metadata={"description": "Code of each question of the list dash-question or dara-question, and its answer"},
    )


class LookAgainIn(Schema):
    level = _Level("Level after the second look", LEVELS, required=True, thing="the level", widget="radios")
    why = fields.LongText("Why", max=4000, needed="needed to lower it")


def _grade(part: str) -> fields.Choice:
    return _Level(part, LEVELS, required=True, thing=f"the grade of {part.lower()}", group=part, widget="radios")


def _said(part: str) -> fields.LongText:
    return fields.LongText("In words", required=True, max=2000, thing=f"what is known of {part.lower()}", group=part)


class AssessThriveIn(Schema):
    """Threat, harm, risk, investigation, vulnerability, engagement: each graded and in words."""

    stage = fields.Choice("When", Stage, required=True, thing="when it is assessed")
    threat_grade = _grade("Threat")
    threat_text = _said("Threat")
    harm_grade = _grade("Harm")
    harm_text = _said("Harm")
    risk_grade = _grade("Risk")
    risk_text = _said("Risk")
    investigation_grade = _grade("Investigation")
    investigation_text = _said("Investigation")
    vulnerability_grade = _grade("Vulnerability")
    vulnerability_text = _said("Vulnerability")
    engagement_grade = _grade("Engagement")
    engagement_text = _said("Engagement")


def thrive_given(given: dict[str, Any]) -> dict[str, Any]:
    """Grades and texts by part, as the use case takes them."""
    return {
        "stage": given["stage"],
        "grades": {part: given[f"{part}_grade"] for part in rules.THRIVE},
        "texts": {part: given[f"{part}_text"] for part in rules.THRIVE},
    }


class ScreenCrimeIn(Schema):
    factors = fields.Choices("What there is to solve it by", choices(rules.SOLVABILITY))
    investigate = fields.YesNo("Is it investigated further?", required=True)
    why = fields.LongText("Why", required=True, thing="why", max=4000)


class ScreenStalkingIn(Schema):
    signs = fields.Choices("What the behaviour is", choices(rules.STALKING_QUESTIONS))
    account = fields.LongText("What has happened, in their words", required=True, thing="what has happened", max=8000)


class AssessHateIn(Schema):
    level = _Level("Risk of more", LEVELS, required=True, thing="the level", widget="radios")
    account = fields.LongText("What it means for them, and why this level", required=True, thing="why", max=8000)


class AssessmentOut(Schema):
    id = fields.EntityRef()
    crime_id = fields.EntityRef()
    kind = fields.Text()
    answers = plain.Dict()
    level = plain.Integer(allow_none=True, metadata={"description": "1 standard, 2 medium, 3 high"})
    first_level = plain.Integer(allow_none=True)
    decision = plain.Boolean(allow_none=True)
    account = fields.Text()
    child_present = plain.Boolean(allow_none=True)
    marac = plain.List(plain.String())
    at = fields.Moment()
    looked_at = fields.Moment()
    looked_why = fields.Text()


class AssessmentsOut(Schema):
    assessments = plain.List(plain.Nested(AssessmentOut))
