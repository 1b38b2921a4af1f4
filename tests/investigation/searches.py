"""Scenery for the tests of stop and search: what a plain record holds, and those who make one."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from mips.access.permissions import Rank, Role
from mips.access.policy import Actor
from mips.investigation.model.section_60 import Section60
from mips.investigation.model.stop_search import StopSearch
from mips.investigation.rules.section_60 import Ground
from mips.investigation.rules.stop_search import Extent, SearchType
from mips.investigation.usecases.searching import record_search
from mips.investigation.usecases.section_60 import authorise_section_60
from tests.build import NOON, Build

HERE = (Decimal("51.507400"), Decimal("-0.127800"))


def a_search(**fields: Any) -> dict[str, Any]:
    """What record_search takes, complete: somebody is searched for drugs, and nothing is found."""
    return {
        "told": True,
        "search_type": SearchType.PERSON,
        "power": "mda-23",
        "searched_for": "controlled-drugs",
        "grounds": "Seen to pass a small bag to a driver who paid for it",
        "where": {"address": "Outside 12 High Street", "point": HERE},
        "at": NOON - timedelta(minutes=5),
        "self_defined": "W1",
        "officer_defined": "1",
        "age_range": "18-24",
        "gender": "Male",
        "extent": Extent.OUTER,
        "body_worn": True,
        "force_used": False,
        "outcome": "none",
    } | fields


def searched(build: Build, *, by: Actor | None = None, **fields: Any) -> StopSearch:
    return record_search(by or build.actor(Role.OFFICER), **a_search(**fields))


def inspector(build: Build, rank: Rank = Rank.INSPECTOR) -> Actor:
    return build.actor(Role.REVIEWING_INSPECTOR, rank=int(rank))


def authorised(build: Build, *, by: Actor | None = None, **fields: Any) -> Section60:
    given: dict[str, Any] = {
        "ground": Ground.MAY_HAPPEN,
        "reasons": "Two groups have said that they will meet here tonight",
        "area": "High Street from the bridge to the station",
        "begins_at": NOON - timedelta(hours=1),
        "ends_at": NOON + timedelta(hours=11),
        "point": HERE,
        "radius": 500,
    }
    return authorise_section_60(by or inspector(build), **(given | fields))
