"""How record joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.access.permissions import Permission
from mips.between.offers import NavLink, RecordPage, TimelineLines, offer
from mips.record.api import objects as objects_api
from mips.record.api import people as people_api
from mips.record.api import work as work_api
from mips.record.identity.upkeep import start_keeping_keys
from mips.record.pages import colleagues, finding, hanging, home, objects, people, person_parts, tasks
from mips.record.reference.api import resources as reference_resources
from mips.record.reference.cli import reference
from mips.record.reference.offences import OFFENCES
from mips.record.reference.pages import pages as reference_pages
from mips.record.usecases.timeline import allegations, other_events
from mips.web.endpoints import Domain
from mips.web.pickers import provide

TOPICS = (home, finding, people, person_parts, objects, hanging, tasks, colleagues)


def wire() -> Domain:
    start_keeping_keys()
    provide(finding.PERSON_PICKER)
    provide(colleagues.COLLEAGUE_PICKER)
    provide(OFFENCES)
    for each in objects.KINDS:
        provide(objects.picker_of(each))
        offer(RecordPage(kind=each.kind, title=each.title, endpoint=f"record.{each.kind}", id_name="object_id"))
    offer(NavLink(label="My work", endpoint="record.home", permission=Permission.RECORD_TASK_CREATE, order=1))
    offer(RecordPage(kind="person", title="Person", endpoint="record.person", id_name="person_id"))
    offer(
        TimelineLines(
            key="allegations",
            title="Allegations",
            permission=Permission.RECORD_PERSON_READ,
            lines=allegations,
            order=80,
        ),
        TimelineLines(
            key="other", title="Other events", permission=Permission.RECORD_PERSON_READ, lines=other_events, order=90
        ),
    )
    return Domain(
        pages=[*dict.fromkeys(topic.pages for topic in TOPICS), reference_pages],
        resources=[people_api.resources, objects_api.resources, work_api.resources, reference_resources],
        commands=[reference],
    )
