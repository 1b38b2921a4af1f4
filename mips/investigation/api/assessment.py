"""Assessments of crimes over HTTP for machines."""

from __future__ import annotations

import uuid
from typing import Any

from mips.investigation.api.blueprint import resources
from mips.investigation.model.assessment import Assessment
from mips.investigation.model.crime import Crime
from mips.investigation.schemas.assessment import (
    AssessDomesticAbuseIn,
    AssessHateIn,
    AssessmentOut,
    AssessmentsOut,
    AssessThriveIn,
    LookAgainIn,
    ScreenCrimeIn,
    ScreenStalkingIn,
    thrive_given,
)
from mips.investigation.schemas.shown import CrimePageOut
from mips.investigation.schemas.stop_search_shown import AfterIn
from mips.investigation.usecases.assessing import assess_domestic_abuse, look_again
from mips.investigation.usecases.screening import assess_hate, assess_thrive, screen_crime, screen_stalking
from mips.investigation.usecases.unassessed import Assessed, list_unassessed, read_assessments
from mips.web.endpoints import current_actor
from mips.web.keyset import Page


@resources.operation("/crimes/unassessed", does=list_unassessed)
@resources.arguments(AfterIn, location="query")
@resources.response(200, CrimePageOut)
def get_unassessed(where: dict[str, Any]) -> Page[Crime]:
    """List crimes of domestic abuse that nobody has assessed"""
    return list_unassessed(current_actor(), **where).page


@resources.operation("/crimes/<uuid:crime_id>/assessments", does=read_assessments)
@resources.response(200, AssessmentsOut)
def get_assessments(crime_id: uuid.UUID) -> Assessed:
    """List what was assessed of a crime"""
    return read_assessments(current_actor(), crime_id=crime_id)


@resources.operation("/crimes/<uuid:crime_id>/assessments/domestic-abuse", does=assess_domestic_abuse, methods=["POST"])
@resources.arguments(AssessDomesticAbuseIn)
@resources.response(201, AssessmentOut)
def post_domestic_abuse(fields: dict[str, Any], crime_id: uuid.UUID) -> Assessment:
    """Assess the risk to a victim of domestic abuse"""
    return assess_domestic_abuse(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/assessments/<uuid:assessment_id>/second-look", does=look_again, methods=["POST"])
@resources.arguments(LookAgainIn)
@resources.response(200, AssessmentOut)
def post_second_look(fields: dict[str, Any], assessment_id: uuid.UUID) -> Assessment:
    """Look again at the risk to a victim of domestic abuse"""
    return look_again(current_actor(), assessment_id=assessment_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/assessments/thrive", does=assess_thrive, methods=["POST"])
@resources.arguments(AssessThriveIn)
@resources.response(201, AssessmentOut)
def post_thrive(fields: dict[str, Any], crime_id: uuid.UUID) -> Assessment:
    """Go through THRIVE for a crime"""
    return assess_thrive(current_actor(), crime_id=crime_id, **thrive_given(fields))


@resources.operation("/crimes/<uuid:crime_id>/assessments/screening", does=screen_crime, methods=["POST"])
@resources.arguments(ScreenCrimeIn)
@resources.response(201, AssessmentOut)
def post_screening(fields: dict[str, Any], crime_id: uuid.UUID) -> Assessment:
    """Decide whether a crime is investigated further"""
    return screen_crime(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/assessments/stalking", does=screen_stalking, methods=["POST"])
@resources.arguments(ScreenStalkingIn)
@resources.response(201, AssessmentOut)
def post_stalking(fields: dict[str, Any], crime_id: uuid.UUID) -> Assessment:
    """Screen a crime for stalking"""
    return screen_stalking(current_actor(), crime_id=crime_id, **fields)


@resources.operation("/crimes/<uuid:crime_id>/assessments/hate", does=assess_hate, methods=["POST"])
@resources.arguments(AssessHateIn)
@resources.response(201, AssessmentOut)
def post_hate(fields: dict[str, Any], crime_id: uuid.UUID) -> Assessment:
    """Assess the risk of a hate crime"""
    return assess_hate(current_actor(), crime_id=crime_id, **fields)
