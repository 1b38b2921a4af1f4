"""The offences somebody is in custody for: the rows that follow the allegation, offered and picked, never retyped."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import inspect as sa_inspect
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import set_committed_value

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.between.notices import OfficerChanged
from mips.between.questions import crime_facts, crime_officers
from mips.core import db
from mips.core.errors import InputInvalid
from mips.custody.model.detention import Detention
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.murder import is_murder
from mips.custody.rules.story import OffenceClass
from mips.custody.usecases.writing import name_after
from mips.record.interests import hand_to
from mips.record.model.case import Offence, Stage
from mips.record.model.interest import InterestKind
from mips.record.reference.lookup import require_offence_code
from mips.record.reference.model import ListedOffence
from mips.usecase import usecase

Particulars = Mapping[str, Any]
"""An offence that is not on the record yet: code and if known committed_from, committed_until, location."""


@usecase(Permission.CUSTODY_RECORD_CREATE, verb=Verb.CONSULTED)
def offences_offered(
    actor: Actor,
    *,
    person_id: uuid.UUID | None = None,
    crime_id: uuid.UUID | None = None,
    detention_id: uuid.UUID | None = None,
) -> list[Offence]:
    """What somebody may have been arrested for: of this person or crime, and not yet in custody elsewhere."""
    return open_offences(person_id=person_id, crime_id=crime_id, detention_id=detention_id)


def open_offences(
    *,
    person_id: uuid.UUID | None = None,
    crime_id: uuid.UUID | None = None,
    detention_id: uuid.UUID | None = None,
) -> list[Offence]:
    """Those of a person, a crime or a detention that nobody has dealt with or holds somebody else for."""
    about = [column == value for column, value in _about(person_id, crime_id, detention_id) if value]
    if not about:
        return []
    found = select(Offence).where(or_(*about), Offence.stage.in_((Stage.SUSPECTED, Stage.ARRESTED)))
    rows = db.session.scalars(found.options(joinedload(Offence.crime)).order_by(Offence.created_at)).unique()
    return [row for row in rows if _open_to(row, person_id, detention_id)]


def _about(*ids: uuid.UUID | None) -> Iterable[tuple[Any, uuid.UUID | None]]:
    return zip((Offence.person_id, Offence.crime_id, Offence.detention_id), ids, strict=True)


def _open_to(offence: Offence, person_id: uuid.UUID | None, detention_id: uuid.UUID | None) -> bool:
    """Not in custody elsewhere, and nobody else's."""
    return offence.detention_id in (None, detention_id) and offence.person_id in (None, person_id)


def take_in(detention: Detention, offence_ids: Collection[uuid.UUID], others: Sequence[Particulars] = ()) -> None:
    """Put these offences, and no others of the record, on a detention; those not on record yet are made."""
    there, wanted = _on_or_picked(detention, offence_ids), set(offence_ids)
    picked = {offence.id: offence for offence in there if offence.id in wanted}
    if len(picked) != len(wanted) or not all(
        _open_to(offence, detention.person_id, detention.id) for offence in picked.values()
    ):
        raise InputInvalid({"offence_ids": ["Select offences from the list"]})
    here = {"detention_id": detention.id, "person_id": detention.person_id}
    made = [Offence(**each, title=offence_title(place, each), **here) for place, each in enumerate(others)]
    held_for = [*sorted(picked.values(), key=_as_made), *made]
    set_committed_value(detention, "offences", held_for)
    if sa_inspect(detention).pending:
        name_after(detention)
        db.session.flush()  # offences point at it: it is there before they do
    for offence in there:
        if offence.id not in picked:
            offence.detention_id = None
    for offence in picked.values():
        offence.detention_id = detention.id
        offence.person_id = offence.person_id or detention.person_id
    db.session.add_all(made)
    for place, offence in enumerate(held_for, start=1):
        offence.sequence = place
    put_into_hands(detention, seen=there)


def _as_made(offence: Offence) -> tuple[datetime, uuid.UUID]:
    return offence.created_at, offence.id


def offences_about(
    person_id: uuid.UUID, ids: Collection[uuid.UUID], others: Sequence[Particulars], *, nothing: str
) -> list[Offence]:
    """These offences of a person who is in no custody, theirs from now on; those not on the record yet are made.

    Raises InputInvalid, saying `nothing` where there is none.
    """
    rows = list(db.session.scalars(select(Offence).where(Offence.id.in_(ids)))) if ids else []
    if len(rows) != len(set(ids)) or not all(row.person_id in (None, person_id) for row in rows):
        raise InputInvalid({"offence_ids": ["Select offences from the list"]})
    made = [Offence(**each, title=offence_title(place, each), person_id=person_id) for place, each in enumerate(others)]
    if not rows and not made:
        raise InputInvalid({"offence_ids": [nothing]})
    db.session.add_all(made)
    for row in rows:
        row.person_id = row.person_id or person_id
    db.session.flush()
    return [*rows, *made]


def offence_title(place: int, particulars: Particulars) -> str:
    """As the list of offences has it, on the day it was committed where that is known."""
    since = particulars.get("committed_from")
    day = since and since.astimezone(LONDON).date()
    return require_offence_code(particulars["code"], field=f"other_offences-{place}-code", on=day).title


def _on_or_picked(detention: Detention, ids: Collection[uuid.UUID]) -> Sequence[Offence]:
    """The offences somebody is held for now, and those that were picked."""
    new = sa_inspect(detention).pending
    if new and not ids:
        return []
    theirs = Offence.id.in_(ids) if new else or_(Offence.detention_id == detention.id, Offence.id.in_(ids))
    with db.session.no_autoflush:  # nothing that waits to be written bears on it
        return db.session.scalars(select(Offence).where(theirs)).all()


def put_into_hands(detention: Detention, *, seen: Iterable[Offence]) -> None:
    """The officers in the cases somebody is held for read the custody record as their own (ROL-3: OIC Rt).

    While no case has one, it is whoever made the arrest. `seen` are the offences of the record that are at hand.
    """
    crimes = {each.crime_id for each in detention.offences if each.crime_id} | _crimes_unseen(detention, seen)
    officers = set(crime_officers(sorted(crimes)).values()) if crimes else set()
    hand_to(detention, InterestKind.OFFICER_IN_CASE, officers or {each for each in [detention.arrested_by_id] if each})


def _crimes_unseen(detention: Detention, seen: Iterable[Offence]) -> set[uuid.UUID]:
    """Of offences that whoever writes may not see, as they are in the database: a new record has none."""
    if sa_inspect(detention).pending:
        return set()
    others = (Offence.detention_id == detention.id, Offence.id.not_in([each.id for each in seen]))
    of_them = select(Offence.crime_id).where(*others, Offence.crime_id.is_not(None))
    return {each for each in db.session.scalars(of_them, execution_options=_AS_IT_IS) if each}


_AS_IT_IS: Final = {**UNSEEN_TOO, "autoflush": False}


def on_officer_changed(notice: OfficerChanged) -> None:
    """Custody records follow the case into its new officer's hands."""
    held_for = select(Offence.detention_id).where(Offence.crime_id == notice.crime_id)
    of_it = select(Detention).where(Detention.id.in_(held_for)).options(joinedload(Detention.person))
    for detention in db.session.scalars(of_it, execution_options=UNSEEN_TOO).unique().all():
        put_into_hands(detention, seen=())


def gravest_class(detention: Detention) -> OffenceClass | None:
    """The class of the gravest offence somebody is held for, as the list of offences has it; None when it has none."""
    codes = {offence.code for offence in detention.offences}
    listed = select(ListedOffence.category).where(ListedOffence.code.in_(codes))
    found = set(db.session.scalars(listed, execution_options={"autoflush": False}))
    return next((kind for category, kind in _GRAVEST_FIRST.items() if category in found), None)


_GRAVEST_FIRST = {
    "CI": OffenceClass.INDICTABLE,
    "CE": OffenceClass.EITHER_WAY,
    "CM": OffenceClass.SUMMARY_ONLY,
    "CS": OffenceClass.SUMMARY_ONLY,
}
"""Category of the list of offences -> its class."""


def is_for_murder(offences: Iterable[Offence]) -> bool:
    """Whether one of these is murder, by its code and Home Office class. CJA 2009 s.115."""
    codes = {offence.code for offence in offences}
    found = select(ListedOffence.code, ListedOffence.ho_class).where(ListedOffence.code.in_(codes))
    return is_murder((code, ho_class) for code, ho_class in db.session.execute(found))


def investigators(detention: Detention) -> set[uuid.UUID]:
    """Whoever investigates what somebody is held for: the arresting officer and the officers in the cases."""
    crimes = {offence.crime_id for offence in detention.offences if offence.crime_id}
    found = {facts.officer_id for facts in crime_facts(sorted(crimes))} if crimes else set()
    return {each for each in (*found, detention.arrested_by_id) if each}


def officer_in_case(detention: Detention) -> uuid.UUID | None:
    """The officer of the first crime that has one; else whoever made the arrest."""
    crimes = list(dict.fromkeys(offence.crime_id for offence in detention.offences if offence.crime_id))
    known = [facts.officer_id for facts in crime_facts(crimes)] if crimes else []
    return next((officer for officer in known if officer), detention.arrested_by_id)
