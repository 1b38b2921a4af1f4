"""What the whiteboard says of authorities: what was asked, what is put off, what is to be said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import exists, select

from mips.core import db
from mips.custody.model.authority import (
    AuthorityRequest,
    Disagreement,
    Extension,
    RightDelay,
    WarrantApplication,
)
from mips.custody.model.care import Review, RightKind
from mips.custody.model.detention import Detention
from mips.custody.rules.mentions import Column, Mention, Tone
from mips.custody.rules.representations import Heard
from mips.custody.usecases.board_line import say_on_board

TOPIC = "authority"
PAGE = "custody.authorities"


def say_authority(detention: Detention) -> None:
    """Say on the board how it stands with authorities. To be called whenever that changes."""
    db.session.flush()
    said = [*_asked(detention), *_delays(detention), *_to_say(detention), *_court(detention)]
    say_on_board(detention.id, TOPIC, said if detention.held else [])


def _asked(detention: Detention) -> Iterator[Mention]:
    of_it = select(AuthorityRequest).where(AuthorityRequest.detention_id == detention.id)
    for each in db.session.scalars(of_it.where(AuthorityRequest.answered_at.is_(None))):
        yield Mention(
            column=Column.NEEDS, words=f"{each.wanted.short} asked", tone=Tone.SOON, since=each.asked_at, page=PAGE
        )
    open_ = select(Disagreement).where(Disagreement.detention_id == detention.id, Disagreement.decided_at.is_(None))
    for row in db.session.scalars(open_):
        yield Mention(
            column=Column.NEEDS, words="Superintendent to settle (s.39(6))", tone=Tone.LATE, since=row.at, page=PAGE
        )


def _delays(detention: Detention) -> Iterator[Mention]:
    of_it = select(RightDelay).where(RightDelay.detention_id == detention.id, RightDelay.ended_at.is_(None))
    for each in db.session.scalars(of_it):
        section = _SHORT[each.kind]
        how = "denied" if each.denied else "delayed"
        yield Mention(column=Column.NEEDS, words=f"{section} {how} until", due_at=each.latest_end, page=PAGE)
        if each.oral and each.written_at is None:
            yield _todo(f"{section} in writing", "Confirm in writing")
        if each.told_at is None:
            yield _todo(f"Tell of {section} delay", "Tell them")


_SHORT: Final = {
    RightKind.SOMEONE_INFORMED: "s.56",
    RightKind.LEGAL_ADVICE: "s.58",
    RightKind.TELEPHONE: "Calls, letters",
}
"""How the board names the rights that may be put off."""


def _to_say(detention: Detention) -> Iterator[Mention]:
    reviews = exists().where(
        Review.detention_id == detention.id, Review.detainee_heard == Heard.ASLEEP, Review.told_at.is_(None)
    )
    extensions = exists().where(
        Extension.detention_id == detention.id, Extension.detainee_heard == Heard.ASLEEP, Extension.told_at.is_(None)
    )
    if db.session.scalar(select(reviews | extensions)):
        yield Mention(
            column=Column.NEEDS,
            words="Tell of review",
            tone=Tone.SOON,
            page="custody.tell_decisions",
            todo="Tell them once awake",
        )


def _court(detention: Detention) -> Iterator[Mention]:
    of_it = select(WarrantApplication).where(WarrantApplication.detention_id == detention.id)
    for each in db.session.scalars(of_it.where(WarrantApplication.ruled_at.is_(None))):
        yield Mention(column=Column.NEEDS, words="Court for warrant", due_at=each.court_sits_at, page=PAGE)


def _todo(words: str, todo: str) -> Mention:
    return Mention(column=Column.NEEDS, words=words, tone=Tone.SOON, page=PAGE, todo=todo)
