"""What is asked at a stop and search, of a review of one, and what lists are narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from marshmallow import Schema, ValidationError

from mips.investigation.rules import after_search
from mips.investigation.rules import stop_search as rules
from mips.investigation.rules.stop_search import Extent, SearchType
from mips.investigation.usecases.search_filters import NOT_KNOWN
from mips.investigation.usecases.section_60 import authorities_to_cite
from mips.record.reference.lookup import choices, ever_listed
from mips.web import fields
from mips.web.filters import moment

WHO, WHAT, HOW, ENDED = "Who, as far as is known", "What and why", "How", "What came of it"
WHEN: Final = "PACE 1984 s.3(6)"
GENDERS = [("Male", "Male"), ("Female", "Female"), ("Other", "Other")]
SEARCHES = [(each.value, each.label) for each in SearchType if each is not SearchType.STOP]
_FURTHER = "extent=more|intimate-parts"
_SOMETHING = "outcome=arrest|community-resolution|penalty-notice|summons|warning|caution"
_ANY = "search_type=" + "|".join(value for value, _ in SEARCHES)
"""Always the case: keeps the word \u2018optional\u2019 from what a rule asks of all but an unattended vehicle."""


class _KindOfSearch(fields.Choice):
    """What was searched; a stop without a search has a form of its own."""

    def one_of(self, value: Any) -> SearchType:
        return SearchType(super().one_of(value))


class _Cited(fields.EntityRef):
    """A section 60 authority, from the list of those that may be cited."""

    widget = "select"

    @property
    def options(self) -> list[tuple[str, str]]:
        return [
            (str(each.id), f"{each.reference}, {each.area.splitlines()[0][:60]}, until {moment(each.ends_at)}")
            for each in authorities_to_cite()
        ]


class SearchPlaceIn(Schema):
    point = fields.LatLong("Point", hint="Where you are, or a tap on the map")
    address = fields.Text("In words", max=500, hint="Like: outside 12 High Street")


class _Person(Schema):
    self_defined = fields.Choice("How they describe their ethnicity", choices(rules.SELF_DEFINED))
    not_stated_why = fields.Choice(
        "Why they did not state it", choices(rules.NOT_STATED_WHY), shown_when=f"self_defined={rules.NOT_STATED}"
    )
    officer_defined = fields.Choice("As you perceive it", choices(rules.OFFICER_DEFINED))
    age_range = fields.Choice("About what age", choices(rules.AGES))
    gender = fields.Choice("Gender", GENDERS)


class RecordSearchIn(Schema):
    """A search on the spot: in the order in which it happens."""

    told = fields.Tick("I told them all of this before the search")
    search_type = _KindOfSearch("What is searched", SEARCHES, required=True, thing="what is searched")
    searched_for = fields.Choice(
        "Looking for", choices(rules.OBJECTS), required=True, thing="what you look for", group=WHAT
    )
    power = fields.Choice("Power", choices(rules.POWERS), required=True, thing="the power", group=WHAT)
    authority_id = _Cited(
        "Section 60 authority", shown_when=f"power={rules.SECTION_60}", thing="the authority", group=WHAT
    )
    inside_area = fields.Tick("The place is inside its area", shown_when=f"power={rules.SECTION_60}", group=WHAT)
    grounds = fields.LongText(
        "Grounds",
        required=True,
        max=4000,
        hint="What you saw, heard or know of this person, here and now. Under section 60: why here, why them",
        group=WHAT,
    )
    where = fields.Part("Where", SearchPlaceIn, required=True)
    at = fields.Moment("When", past=WHEN, hint="Leave as now, or 14:20, or yesterday 23:10")
    registration = fields.Identifier(
        "Registration",
        "vehicle-registration",
        width=10,
        shown_when="search_type=Vehicle search|Person and Vehicle search",
    )
    unattended = fields.Tick("Nobody was with the vehicle", shown_when="search_type=Vehicle search")
    notice_left = fields.Tick("I left the notice in or on it", shown_when="search_type=Vehicle search")
    self_defined = fields.Choice(
        "How they describe their ethnicity", choices(rules.SELF_DEFINED), shown_when=_ANY, group=WHO, hint="Ask them"
    )
    not_stated_why = fields.Choice(
        "Why they did not state it",
        choices(rules.NOT_STATED_WHY),
        shown_when=f"self_defined={rules.NOT_STATED}",
        group=WHO,
    )
    officer_defined = fields.Choice("As you perceive it", choices(rules.OFFICER_DEFINED), shown_when=_ANY, group=WHO)
    age_range = fields.Choice("About what age", choices(rules.AGES), shown_when=_ANY, group=WHO)
    gender = fields.Choice("Gender", GENDERS, shown_when=_ANY, group=WHO)
    person_id = fields.PersonRef("Person on the record", hint="They need not give a name or address", group=WHO)
    extent = fields.Choice(
        "Taken off", Extent, shown_when="search_type=Person search|Person and Vehicle search", group=HOW
    )
    out_of_view = fields.YesNo("Out of public view?", shown_when=_FURTHER, group=HOW)
    same_sex = fields.YesNo("By and before officers of the same sex only?", shown_when=_FURTHER, group=HOW)
    where_taken = fields.Text("Where that was done", max=200, shown_when=_FURTHER, group=HOW)
    supervisor_id = fields.EntityRef(
        "Supervisor consulted first",
        "officer",
        shown_when="extent=intimate-parts",
        hint="Collar number or name of a sergeant or above",
        group=HOW,
    )
    adult_present = fields.YesNo("Appropriate adult there?", shown_when="extent=intimate-parts", group=HOW)
    adult_why_not = fields.Text("If not, why", max=500, shown_when="adult_present=no", group=HOW)
    force_used = fields.YesNo("Was force used?", required=True, group=HOW)
    body_worn = fields.YesNo("Was body-worn video on?", required=True, group=HOW)
    body_worn_why_not = fields.Text("Why it was off", max=500, shown_when="body_worn=no", group=HOW)
    outcome = fields.Choice("Outcome", choices(rules.OUTCOMES), required=True, thing="the outcome", group=ENDED)
    linked = fields.YesNo("Has it to do with what you looked for?", shown_when=_SOMETHING, group=ENDED)
    found = fields.Text("What was found", max=1000, group=ENDED)
    operation = fields.Text("Operation", max=100, group=ENDED)


class RecordStopIn(_Person):
    """A stop to account without a search (Code A 4.12)."""

    grounds = fields.LongText("Why they were stopped", required=True, max=4000, thing="why they were stopped")
    where = fields.Part("Where", SearchPlaceIn, required=True)
    at = fields.Moment("When", past=WHEN, hint="Leave as now, or 14:20, or yesterday 23:10")
    registration = fields.Identifier("Registration", "vehicle-registration", width=10)
    person_id = fields.PersonRef("Person on the record", hint="They need not give a name or address")
    body_worn = fields.YesNo("Was body-worn video on?", required=True)
    body_worn_why_not = fields.Text("Why it was off", max=500, shown_when="body_worn=no")
    operation = fields.Text("Operation", max=100)


class NameSearchedIn(Schema):
    person_id = fields.PersonRef("Person", required=True, hint="Name, date of birth or number", thing="a person")


class ReviewSearchIn(Schema):
    enough = fields.YesNo("Are the grounds good enough?", required=True)
    reasons = fields.Choices("What is wrong with them", choices(after_search.REVIEW_REASONS), shown_when="enough=no")
    video_seen = fields.YesNo("Did you look at the video?", required=True)
    feedback = fields.LongText("To the officer", max=4000, hint="They find it in their work", needed="if there is any")


class _Worded(fields.Text):
    """A published value to narrow a list to: picked from those of a reference list, or not known."""

    widget = "select"

    def __init__(self, label: str, name: str, **rest: Any) -> None:
        self.name_of_list = name
        super().__init__(label, max=200, **rest)

    @property
    def options(self) -> list[tuple[str, str]]:
        words = [str(item.extra.get("published", item.title)) for item in ever_listed(self.name_of_list)]
        return [(each, each) for each in dict.fromkeys(words) if each] + [(NOT_KNOWN, "Not known")]


class _Gender(fields.Choice):
    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if value not in ("", *(code for code, _ in self.options)):
            raise ValidationError(self.wanted)
        return value or None


class SearchFiltersIn(Schema):
    number = fields.Text("Number", width=10, max=20)
    search_type = fields.Choice("Kind", SearchType, widget="select")
    since = fields.Day("From", width=10)
    until = fields.Day("Until", width=10)
    legislation = _Worded("Power", rules.POWERS)
    searched_for = _Worded("Looked for", rules.OBJECTS)
    outcome = _Worded("Outcome", rules.OUTCOMES)
    age_range = _Worded("Age", rules.AGES)
    gender = _Gender("Gender", [*GENDERS, (NOT_KNOWN, "Not known")], widget="select")
    self_defined = _Worded("Self-defined ethnicity", rules.SELF_DEFINED)
    officer_defined = _Worded("As perceived", rules.OFFICER_DEFINED)
    waiting = fields.Tick("Not reviewed yet")
    mine = fields.Tick("Mine only")


class UnreviewedFilters(Schema):
    team = fields.Tick("My team only")


class SearchesWhereIn(SearchFiltersIn):
    """The filters of the list as a machine gives them, each only when it is meant, and where in the list to begin."""

    search_type = fields.Choice("Kind", SearchType, allow_none=False)
    since = fields.Day("From", allow_none=False)
    until = fields.Day("Until", allow_none=False)
    after = fields.Text("Cursor", max=2000, hint="`next` or `previous` of the page before", load_default=None)
