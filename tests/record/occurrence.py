"""An event of no domain, for tests of what every event has."""

from mips.access.permissions import Permission
from mips.record.model.event import Event


class Occurrence(Event, kind="occurrence", read=Permission.RECORD_PERSON_READ):
    """Something that happened: no more than an event."""
