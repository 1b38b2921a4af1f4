"""How a crime was done, in parts, and the crimes that were done like it (INV-11)."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from mips.access.permissions import Permission
from mips.access.policy import Actor
from mips.access.visibility import UNSEEN_TOO
from mips.audit.model import Verb
from mips.core import clock, db
from mips.investigation.model.crime import Crime
from mips.investigation.model.series import ModusFeature
from mips.investigation.rules import modus as rules
from mips.investigation.rules.modus import Agrees, Aspect, Done, Feature
from mips.investigation.usecases.writing import log
from mips.record.lookup import fetch
from mips.record.model.object import Place
from mips.record.reference.lookup import require_item
from mips.record.reference.titles import titles_of
from mips.usecase import usecase

MOST_COMPARED: Final = 200
MOST_SHOWN: Final = 10
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class AlikeCrime:
    """A crime done like another: what agrees, what tells most first, and how much that tells in all."""

    crime: Crime
    agrees: Sequence[Agrees]

    @property
    def score(self) -> int:
        return rules.score(self.agrees)


@dataclass(frozen=True)
class Modus:
    """How a crime was done, part by part in words, and the crimes done like it."""

    crime: Crime
    features: Mapping[Aspect, Sequence[str]]
    """Aspect -> titles of what it was, in the order of the aspects."""
    codes: Mapping[Aspect, Sequence[str]]
    alike: Sequence[AlikeCrime]

    def shown(self) -> Iterable[Crime]:
        return [self.crime, *(each.crime for each in self.alike)]


@usecase(Permission.INVESTIGATION_CRIME_READ, verb=Verb.CONSULTED)
def read_modus(actor: Actor, *, crime_id: uuid.UUID) -> Modus:
    """How one crime was done, and at most ten that were done like it, each with why it is shown."""
    crime = fetch(Crime, crime_id)
    own = sorted(_features([crime.id])[crime.id], key=lambda each: (list(Aspect).index(each[0]), each[1]))
    titles = _titles(own)
    said, codes = defaultdict[Aspect, list[str]](list), defaultdict[Aspect, list[str]](list)
    for aspect, code in own:
        said[aspect].append(titles[aspect, code])
        codes[aspect].append(code)
    return Modus(crime, said, codes, _alike(crime, titles))


@usecase(Permission.INVESTIGATION_LOG_UPDATE, verb=Verb.ALTERED, also=[Verb.COLLECTED, Verb.ERASED])
def say_how_it_was_done(
    actor: Actor, *, crime_id: uuid.UUID, chosen: Mapping[str, Sequence[str]], words: str | None = None
) -> Modus:
    """Say how it was done, in place of what was said. `chosen`: of each aspect the codes that apply, as entry_point."""
    crime, wanted = fetch(Crime, crime_id), set[Feature]()
    for aspect in rules.LISTED:
        name = aspect.value.replace("-", "_")
        for code in chosen.get(name, ()):
            wanted.add((aspect, require_item(aspect.list_name, code, field=name).code))
    if words and (plain := _BLANKS.sub(" ", words).strip().lower()):
        wanted.add((Aspect.WORDS, plain))
    rows = db.session.scalars(sa.select(ModusFeature).where(ModusFeature.crime_id == crime.id)).all()
    before = {(row.aspect, row.code): row for row in rows}
    for feature in before.keys() - wanted:
        db.session.delete(before[feature])
    db.session.add_all(ModusFeature(crime_id=crime.id, aspect=a, code=c) for a, c in sorted(wanted - before.keys()))
    if wanted != before.keys():
        log(actor.id, crime, clock.now(), _said(wanted), kind="entry")
    db.session.flush()
    return read_modus.run(actor, crime_id=crime.id)


def _said(features: Iterable[Feature]) -> str:
    parts = [f"{aspect.label}: {title}" for (aspect, _), title in sorted(_titles(features).items())]
    return f"How it was done. {'; '.join(parts)}" if parts else "How it was done: nothing is said any more"


def _titles(features: Iterable[Feature]) -> dict[Feature, str]:
    """Each feature in words; of words used, those."""
    wanted = list(features)
    titles = titles_of([(aspect.list_name, code) for aspect, code in wanted])
    return {(aspect, code): titles.get((aspect.list_name, code), code) for aspect, code in wanted}


def _features(crime_ids: Sequence[uuid.UUID]) -> defaultdict[uuid.UUID, set[Feature]]:
    found = defaultdict[uuid.UUID, set[Feature]](set)
    rows = sa.select(ModusFeature.crime_id, ModusFeature.aspect, ModusFeature.code)
    for crime_id, aspect, code in db.session.execute(rows.where(ModusFeature.crime_id.in_(crime_ids))):
        found[crime_id].add((aspect, code))
    return found


def _alike(crime: Crime, titles: Mapping[Feature, str]) -> list[AlikeCrime]:
    """Those that may be seen and agree in enough, those that agree most first."""
    own = frozenset(titles)
    if not own:
        return []
    any_of = sa.tuple_(ModusFeature.aspect, ModusFeature.code).in_([(aspect.value, code) for aspect, code in own])
    shared = sa.select(ModusFeature.crime_id, sa.func.count().label("same")).where(
        any_of, ModusFeature.crime_id != crime.id
    )
    most = shared.group_by(ModusFeature.crime_id).order_by(sa.desc("same"), ModusFeature.crime_id.desc())
    ids = [row.crime_id for row in db.session.execute(most.limit(MOST_COMPARED))]
    others = {each.id: each for each in db.session.scalars(sa.select(Crime).where(Crime.id.in_(ids)))}
    told, points = _features(list(others)), _points([crime, *others.values()])
    it, share = _done(crime, own, points), _shares(own)
    agrees = {
        each.id: rules.agreement(it, _done(each, frozenset(told[each.id]), points), share=share, titles=titles)
        for each in others.values()
    }
    return [AlikeCrime(others[key], agrees[key]) for key in rules.in_order(agrees, most=MOST_SHOWN)]


def _done(crime: Crime, features: frozenset[Feature], points: Mapping[uuid.UUID, tuple[float, float]]) -> Done:
    point = points.get(crime.place_id) if crime.place_id else None
    return Done(features=features, ho_class=crime.ho_class, point=point, at=crime.occurred_from)


def _points(crimes: Iterable[Crime]) -> Mapping[uuid.UUID, tuple[float, float]]:
    ids = [each.place_id for each in crimes if each.place_id]
    places = sa.select(Place.id, Place.latitude, Place.longitude).where(Place.id.in_(ids), Place.latitude.is_not(None))
    return {row.id: (float(row.latitude), float(row.longitude)) for row in db.session.execute(places)}


def _shares(own: frozenset[Feature]) -> dict[Feature, float]:
    """How many of the crimes of which it is said how they were done have each feature, hidden ones too: a share."""
    of_all = sa.select(sa.func.count(sa.distinct(ModusFeature.crime_id)))
    total = db.session.scalar(of_all.execution_options(**UNSEEN_TOO)) or 1
    counted = sa.select(ModusFeature.aspect, ModusFeature.code, sa.func.count()).where(
        sa.tuple_(ModusFeature.aspect, ModusFeature.code).in_([(aspect.value, code) for aspect, code in own])
    )
    rows = db.session.execute(counted.group_by(ModusFeature.aspect, ModusFeature.code).execution_options(**UNSEEN_TOO))
    return {(aspect, code): number / total for aspect, code, number in rows}
