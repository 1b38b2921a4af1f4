"""How a victim or witness stands on a page: tags, what is known of them, and each promise, statement and review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for

from mips.core import clock
from mips.core.england import day_of
from mips.investigation.model.review import VictimReview
from mips.investigation.model.statement import WitnessStatement
from mips.investigation.model.victim import VictimCare, VictimPromise
from mips.investigation.rules import statements
from mips.investigation.rules import victims as rules
from mips.investigation.rules.victims import Due
from mips.investigation.usecases.victims import VictimPage
from mips.record.model.event import Part
from mips.record.reference.titles import titles_of
from mips.web.filters import day
from mips.web.tables import Tag

STATES = {Due.LATE: "late", Due.TODAY: "soon", Due.SOON: "soon", Due.LATER: "running"}
REVIEWED = {True: "Overturned", False: "Upheld"}


def promise_tag(each: VictimPromise) -> Tag:
    """'due tomorrow', 'late 2 working days', 'kept', 'kept late', 'not kept', 'no longer owed'."""
    if each.ended_at is None:
        today = day_of(clock.now())
        return Tag(state=STATES[rules.standing(each.due_on, today)], text=rules.said(each.due_on, today))
    if each.kept_at is None and not each.broken:
        return Tag(state="waiting", text="no longer owed")
    if each.kept_at is None:
        return Tag(state="late", text="not kept")
    return Tag(state="late", text="kept late") if each.broken else Tag(state="done", text="kept")


def statement_tag(each: WitnessStatement) -> Tag:
    """'Signed', or that it is a draft; of a correction that it is one."""
    more = f", corrects the {each.edition - 1}. one" if each.corrects_id else ""
    if each.signed_at:
        return Tag(state="done", text=f"Signed{more}")
    return Tag(state="soon", text=f"Draft, not signed{more}")


def method_title(code: str) -> str:
    return titles_of([(rules.METHODS, code)]).get((rules.METHODS, code), code)


def court_of(care: VictimCare | None) -> list[tuple[str, object]]:
    """What is known for court: why special measures, dates, and the personal statement."""
    if care is None:
        return []
    why = titles_of([(statements.VULNERABLE, each) for each in care.vulnerable]) if care.vulnerable else {}
    aloud = titles_of([(statements.ALOUD, care.vps_aloud)]) if care.vps_aloud else {}
    wanted = {True: "wanted", False: "declined", None: "not answered yet"}[care.vps_wanted]
    facts = [
        ("Statement asked for", care.statement_asked_at),
        ("Vulnerable or intimidated", ", ".join(why.values())),
        ("Dates to avoid", care.dates_to_avoid),
        ("Asked for dates", care.dates_asked_at),
        ("Personal statement", f"Offered {day(care.vps_offered_on)}, {wanted}" if care.vps_offered_on else None),
        ("To be heard", next(iter(aloud.values()), None)),
    ]
    return [fact for fact in facts if fact[1] not in (None, "")]


def tags_of(shown: VictimPage) -> Iterator[Tag]:
    care = shown.care
    if shown.part is not Part.VICTIM:
        yield from _of_witness(shown)
        return
    if care and care.enhanced is not None:
        yield Tag(
            state="soon" if care.enhanced else "done", text="Enhanced rights" if care.enhanced else "Standard rights"
        )
    else:
        proposed = "Enhanced rights proposed: confirm" if shown.proposed else "Rights not decided"
        yield Tag(state="late" if shown.proposed else "waiting", text=proposed)
    if shown.unsafe:
        yield Tag(state="late", text="Shared telephone: do not ring, agree another way")
    late = sum(promise_tag(each).state == "late" for each in shown.promises if each.ended_at is None)
    if late:
        yield Tag(state="late", text=f"{late} late")


def _of_witness(shown: VictimPage) -> Iterator[Tag]:
    if shown.care and shown.care.vulnerable:
        yield Tag(state="soon", text="Vulnerable or intimidated")
    if shown.unsafe:
        yield Tag(state="late", text="Shared telephone: do not ring, agree another way")


def reach_of(shown: VictimPage) -> list[tuple[str, object]]:
    care = shown.care
    if care is None or not care.method:
        return [("Reach them", "Nothing agreed yet")]
    how = "NOT SAFE: others share this telephone" if shown.unsafe else f"{method_title(care.method)} {care.reached_at}"
    return [("Reach them", how.strip()), ("Never", care.avoid)]


def facts_of(shown: VictimPage) -> list[tuple[Any, ...]]:
    care = shown.care
    to_crime = url_for("investigation.crime", crime_id=shown.crime.id)
    officer = shown.crime.officer_in_case.name if shown.crime.officer_in_case else "Not allocated"
    every = (care and care.every_days) or rules.EVERY_DAYS
    return [
        ("Crime", shown.crime.reference or shown.crime.label, to_crime),
        *reach_of(shown),
        ("Update every", f"{every} days"),
        ("Officer in the case", officer),
    ]


def review_tag(review: VictimReview) -> Tag:
    """How the answer to a request for a review stands: by when it is due, or what it was."""
    if review.answered_at:
        return Tag(state="soon" if review.overturned else "done", text=REVIEWED[bool(review.overturned)])
    today = day_of(clock.now())
    return Tag(state=STATES[rules.standing(review.due_on, today)], text=rules.said(review.due_on, today))


def needs_of(care: VictimCare | None) -> list[tuple[str, object]]:
    if care is None or care.assessed_at is None:
        return []
    measures = titles_of([(rules.MEASURES, each) for each in care.measures])
    interpreter = f"Yes: {care.language}" if care.interpreter else care.interpreter
    return [
        ("Communication", care.communication or None),
        ("Interpreter", interpreter),
        ("Special measures", ", ".join(measures.get((rules.MEASURES, each), each) for each in care.measures) or None),
        ("Other support", care.support or None),
        ("Assessed", care.assessed_at),
        ("By", care.assessed_by.name if care.assessed_by else None),
    ]
