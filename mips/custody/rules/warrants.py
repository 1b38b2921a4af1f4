"""Applying to the court for further detention, and what the court may give. PACE 1984 s.43, s.44."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from mips.custody.rules.arithmetic import Deadline, to_minute
from mips.custody.rules.refusing import refused
from mips.custody.rules.sources import S42_1, S43_5, S43_12, S44_3
from mips.custody.rules.sources_of_people import S43_1, S43_7, S43_17, S44_1
from mips.custody.rules.story import Ruling, Story

MOST_HOURS: Final = 36


def running_warrant(story: Story) -> bool:
    """A warrant has been issued, and nothing has been refused since. PACE 1984 s.43(12), s.44(1)."""
    return bool(story.warrants) and story.warrants[-1].ruling is not Ruling.REFUSED


def refused_before(story: Story) -> bool:
    """An application has been refused. PACE 1984 s.43(17)."""
    return any(each.ruling is Ruling.REFUSED for each in story.warrants)


def check_may_apply(story: Story, *, only_summary: bool, new_evidence: str) -> None:
    """Refuse for what is not indictable, after charge, or again without new evidence. PACE 1984 s.43(1), s.43(17)."""
    if story.charged_at is not None or story.at_liberty:
        raise refused("Only somebody held without charge", S43_1)
    if only_summary:
        raise refused("None of the offences is indictable", S43_1, instead="Charge or release them by 24 hours")
    if refused_before(story) and not new_evidence.strip():
        raise refused(
            "An application was refused: say what new evidence came to light since",
            S43_17,
            instead="Without it, charge or release them",
            field="new_evidence",
        )


def check_sitting(
    sits_at: datetime, *, made_at: datetime, most: Deadline | None, latest: Deadline | None, late_why: str
) -> None:
    """The court sits before 36 hours, or within the six after with the reason recorded. PACE 1984 s.43(5), s.43(7)."""
    if to_minute(sits_at) < to_minute(made_at):
        raise refused("The court sits after the application is made", S43_5, field="court_sits_at")
    if isinstance(most, datetime) and to_minute(sits_at) > to_minute(most) and not late_why.strip():
        raise refused("That is after 36 hours: say why it could not be before", S43_7, field="late_why")
    if isinstance(latest, datetime) and to_minute(sits_at) > to_minute(latest):
        raise refused(
            "By then they may no longer be held for the court",
            S43_5,
            instead="Find a court that sits sooner, or charge or release them",
            field="court_sits_at",
        )


def check_ruling(ruling: Ruling, *, hours: int | None, running: bool, why: str) -> None:
    """A warrant of 1 to 36 hours, an extension only of one that runs, a refusal with its reason. PACE 1984 s.43(12)."""
    source = S44_3 if ruling is Ruling.EXTENDED else S43_12
    if ruling is Ruling.REFUSED:
        if not why.strip():
            raise refused("Write down why the court refused", S43_1, field="ruling_reason")
        return
    if hours is None or not 1 <= hours <= MOST_HOURS:
        raise refused("A court gives 1 to 36 hours", source, field="hours_given")
    if ruling is Ruling.EXTENDED and not running:
        raise refused("No warrant runs that could be extended", S44_1, instead="Record it as issued", field="ruling")
    if ruling is Ruling.ISSUED and running:
        raise refused("There is a warrant already", S44_1, instead="Record it as extended", field="ruling")


def check_ruled_at(at: datetime, *, made_at: datetime, end: Deadline | None) -> None:
    """After the application, and while detention is lawful. PACE 1984 s.42(1), s.43(5)."""
    if to_minute(at) < to_minute(made_at):
        raise refused("The court ruled after the application was made", S43_5, field="ruled_at")
    if isinstance(end, datetime) and to_minute(at) > to_minute(end):
        raise refused("Lawful detention had ended by then", S42_1, instead="Release them", field="ruled_at")
