"""What is known of how things ended for somebody, which decides how long their fingerprints and DNA are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Select, select

from mips.access.visibility import UNSEEN_TOO
from mips.core import db
from mips.custody.model.detention import Detention
from mips.custody.rules.arithmetic import LONDON
from mips.custody.rules.disposals import Disposal
from mips.custody.rules.retention import Kept, Outcome, how_it_ended, is_conviction
from mips.custody.usecases.reading import is_child
from mips.record.model.case import Offence, Stage
from mips.record.reference.lookup import ever_listed
from mips.record.reference.model import ListedOffence
from mips.record.usecases.holds import holds_on

_CAUTIONS: Final = (
    Disposal.SIMPLE_CAUTION,
    Disposal.CONDITIONAL_CAUTION,
    Disposal.YOUTH_CAUTION,
    Disposal.YOUTH_CONDITIONAL_CAUTION,
)
_DROPPED: Final = (Disposal.NO_ACTION, Disposal.REFUSED, Disposal.PENALTY_NOTICE, Disposal.COMMUNITY_RESOLUTION)
_DONE: Final = (Stage.RESULTED, Stage.ENDED)


def what_decides(detention: Detention) -> Kept:
    """Everything of s.63D to s.63L that the record knows of this detention, and of the person before it.

    Read whoever asks: a date that depended on who may see an offence would be wrong for somebody.
    """
    ours = _offences(detention)
    dropped = detention.disposal in _DROPPED and detention.charged_at is None
    return Kept(
        taken_on=detention.arrived_at.astimezone(LONDON).date(),
        ended=how_it_ended(
            [Outcome(ended=each.stage in _DONE, result=each.result) for each in ours],
            cautioned=detention.disposal in _CAUTIONS,
            dropped=dropped,
        ),
        convicted_before=_convicted_before(detention, ours),
        qualifying=bool(_classes(ours) & {each.code for each in ever_listed("qualifying-offence")}),
        charged=detention.charged_at is not None,
        under_18=is_child(detention.person, _committed(ours) or detention.arrived_at),
        held=bool(holds_on(detention.id)),
        penalty_notice=detention.disposal is Disposal.PENALTY_NOTICE,
    )


def _offences(detention: Detention) -> Sequence[Offence]:
    of_it = select(Offence).where(Offence.detention_id == detention.id)
    return db.session.scalars(of_it.execution_options(**UNSEEN_TOO)).all()


def _convicted_before(detention: Detention, ours: Sequence[Offence]) -> bool:
    """Of a recordable offence or cautioned for one; a single one under 18 does not count (PACE 1984 s.63I(3))."""
    if detention.person_id is None:
        return False
    ages = [is_child(detention.person, at) for at in (*_convictions(detention, ours), *_cautions(detention))]
    return len(ages) > 1 or not all(ages)


def _convictions(detention: Detention, ours: Sequence[Offence]) -> list[datetime]:
    """When the other offences were committed that this person was convicted of."""
    held = {each.id for each in ours}
    of_them = select(Offence).where(Offence.person_id == detention.person_id, Offence.result != "")
    found = [each for each in db.session.scalars(of_them.execution_options(**UNSEEN_TOO)) if each.id not in held]
    minor = set(db.session.scalars(_unrecordable([each.code for each in found]))) if found else set()
    convicted = [each for each in found if is_conviction(each.result) and each.code not in minor]
    return [each.committed_from or each.arrested_at or each.created_at for each in convicted]


def _cautions(detention: Detention) -> Sequence[datetime]:
    others = select(Detention.arrived_at).where(
        Detention.person_id == detention.person_id,
        Detention.id != detention.id,
        Detention.disposal.in_(_CAUTIONS),
    )
    return db.session.scalars(others.execution_options(**UNSEEN_TOO)).all()


def _unrecordable(codes: Sequence[str]) -> Select[str]:
    return select(ListedOffence.code).where(ListedOffence.code.in_(codes), ListedOffence.recordable.is_(False))


def _classes(offences: Sequence[Offence]) -> set[str]:
    """Home Office classes: '034' of 034/01."""
    codes = [each.code for each in offences]
    found = db.session.scalars(select(ListedOffence.ho_class).where(ListedOffence.code.in_(codes))) if codes else ()
    return {each.partition("/")[0] for each in found if each}


def _committed(offences: Sequence[Offence]) -> datetime | None:
    return min((each.committed_from for each in offences if each.committed_from), default=None)
