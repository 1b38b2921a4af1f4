"""How record joins the rest: what it answers, hears and offers."""

from __future__ import annotations

from mips.between.offers import RecordPage, offer
from mips.record.identity.upkeep import start_keeping_keys
from mips.record.pages import finding, home, people, tasks
from mips.record.reference.api import resources as reference_resources
from mips.record.reference.cli import reference
from mips.record.reference.offences import OFFENCES
from mips.record.reference.pages import pages as reference_pages
from mips.web.endpoints import Domain
from mips.web.pickers import provide

TOPICS = (home, finding, people, tasks)


def wire() -> Domain:
    start_keeping_keys()
    provide(finding.PERSON_PICKER)
    provide(OFFENCES)
    offer(RecordPage(kind="person", title="Person", endpoint="record.person", id_name="person_id"))
    return Domain(
        pages=[*dict.fromkeys(topic.pages for topic in TOPICS), reference_pages],
        resources=[reference_resources],
        commands=[reference],
    )
