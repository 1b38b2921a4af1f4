"""Setting and ending the flags of a crime."""

from __future__ import annotations

import uuid

from flask.typing import ResponseReturnValue

from mips.core import clock
from mips.investigation.model.crime import Crime, CrimeFlag
from mips.investigation.pages.blueprint import pages
from mips.investigation.pages.investigating import one_job
from mips.investigation.rules.flags import LIST, in_force
from mips.investigation.schemas.flags import EndFlagIn, SetFlagIn
from mips.investigation.usecases.flagging import end_flag, set_flag
from mips.record.reference.titles import titles_of
from mips.web.endpoints import current_actor
from mips.web.spoken import in_london
from mips.web.tables import Tag


@pages.page("/<uuid:crime_id>/flags", does=set_flag, methods=["GET", "POST"])
def flag(crime_id: uuid.UUID) -> ResponseReturnValue:
    return one_job(
        crime_id,
        SetFlagIn(),
        lambda fields: set_flag(current_actor(), crime_id=crime_id, **fields),
        title="Set a flag",
        submit="Set",
        done="Flag set",
    )


@pages.page("/<uuid:crime_id>/flags/<flag>/end", does=end_flag, methods=["GET", "POST"])
def unflag(crime_id: uuid.UUID, flag: str) -> ResponseReturnValue:
    title = titles_of([(LIST, flag)]).get((LIST, flag), flag)
    return one_job(
        crime_id,
        EndFlagIn(),
        lambda fields: end_flag(current_actor(), crime_id=crime_id, flag=flag, **fields),
        title=f"End the flag \u2018{title}\u2019",
        submit="End it",
        done="Flag ended",
    )


def flags_said(crime: Crime) -> list[tuple[CrimeFlag, str, bool]]:
    """Each flag with its title and whether it counts today, those that do first."""
    titles, today = titles_of([(LIST, each.flag) for each in crime.flags]), in_london(clock.now()).date()
    said = [
        (each, titles.get((LIST, each.flag), each.flag), in_force(each.from_on, each.until_on, today))
        for each in crime.flags
    ]
    return sorted(said, key=lambda row: not row[2])


def flag_tags(crime: Crime) -> list[Tag]:
    """The flags that count today."""
    return [Tag(state="soon", text=title) for _, title, counts in flags_said(crime) if counts]
