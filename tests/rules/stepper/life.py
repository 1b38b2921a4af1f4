"""Lives through the events of one detention: what each changes, and the minutes that pass between them."""

from tests.rules.stepper.bail import BailPeriod
from tests.rules.stepper.clock import Clock
from tests.rules.stepper.instants import instant_of, minute_of

DAY, PAUSE = 24 * 60, 3 * 60
MOST_COUNTED = 96 * 60
AT_LIBERTY, ARRESTED, HELD, ON_BAIL, RETAKEN = "at liberty", "arrested", "held", "on bail", "retaken under s.46A"
SENIOR = frozenset({"superintendent", "chief_superintendent", "commander"})
INSPECTORS = SENIOR | {"inspector", "chief_inspector"}


class Life:
    def __init__(self, case):
        self.outside = "arrest_place" in case
        self.events = sorted(case["events"], key=lambda event: instant_of(event["at"]))
        self.now = minute_of(self.events[0]["at"])
        self.state = AT_LIBERTY
        self.clock = None
        self.at_hospital = self.questioned = self.charged = False
        self.paused_until = 0
        self.pause_began = self.pause_used = self.pause_ended = None
        self.returned_with = self.bailed_with = self.counted_before = self.counted_after = None
        self.clock_for = self.offence_class = None
        self.s42_answer = None
        self.bail_period = None
        self.custody_limit_from = None

    def live(self):
        """All the events in their order, then the time that would follow if nothing more happened."""
        for event in self.events:
            self.pass_minutes(minute_of(event["at"]))
            getattr(self, f"on_{event['type']}")(event)
        while self.clock and self.goes_on() and not self.all_is_said():
            self.pass_minutes(self.now + 60)
        return self

    def goes_on(self):
        waiting = self.clock.relevant is None and self.clock.deadline is not None
        return waiting or (self.state == HELD and not (self.at_hospital and not self.questioned))

    def all_is_said(self):
        clock = self.clock
        limits = self.charged or len(clock.counted) >= MOST_COUNTED
        return limits and (not clock.dues or len(clock.reviewable) >= clock.dues[-1])

    def pass_minutes(self, until):
        while self.now < until:
            deadline = self.clock and self.clock.deadline
            self.live_minutes(until if deadline is None else min(until, deadline))
            if self.now == deadline:
                self.hold()

    def live_minutes(self, until):
        """The heart: one minute after another, each put on the heaps of what it counts for, or on none."""
        heaps = self.heaps()
        paused_until = self.paused_until
        for minute in range(self.now, until):
            if minute >= paused_until:
                for heap in heaps:
                    heap.append(minute)
        self.now = until

    def heaps(self):
        """Where the minutes go while nothing happens."""
        clock = self.clock
        if clock is None or self.state != HELD:
            return []
        running = clock.relevant is not None and not self.charged
        if self.at_hospital and not self.questioned:
            return [clock.excluded] * running
        return [clock.counted] * running + [clock.reviewable] * (clock.authorised is not None)

    # Arrest and arrival

    def on_arrest(self, event):
        if self.clock is None or self.state == AT_LIBERTY:
            self.start_afresh()
        clock = self.clock
        if event.get("at_station"):
            self.hold()
        elif self.outside:
            clock.investigating = True
        elif event.get("sought_by", event.get("area")) != event.get("area") and not event["questioned_in_arrest_area"]:
            clock.area, clock.deadline = event["sought_by"], self.now + DAY

    def start_afresh(self):
        self.clock = Clock(self.now)
        self.state = ARRESTED
        self.at_hospital = self.questioned = False
        self.returned_with = self.bailed_with = self.counted_before = self.counted_after = None
        self.pause_began = self.pause_used = self.pause_ended = None
        self.paused_until = 0

    def hold(self):
        self.state = HELD
        self.clock.begin(self.now)

    def on_enter_england_wales(self, event):
        self.clock.deadline = self.now + DAY

    def on_attend_voluntarily(self, event):
        self.state = AT_LIBERTY

    def on_release_street_bail(self, event):
        """Its three months are the first three of any bail that follows (s.47ZM(2))."""
        self.state = ON_BAIL
        self.bail_period = BailPeriod(self.clock.arrested, "standard")

    def on_attend_answer_street_bail(self, event):
        self.clock.first_arrival = self.clock.arrived = self.now
        self.hold()

    def on_arrive_station(self, event):
        if self.clock is None:
            self.start_afresh()
        clock = self.clock
        if self.state == RETAKEN:
            self.paused_until = self.now + PAUSE
            self.pause_began, self.pause_ended = self.now, None
            self.came_back_on_bail()
        clock.arrived = self.now
        self.offence_class = event.get("offence_class", self.offence_class)
        self.state = HELD
        if clock.first_arrival is None:
            clock.first_arrival = self.now
            clock.first_was_designated = event.get("designated", True)
        if clock.would_begin_at(event.get("area"), event.get("investigating", True)):
            clock.begin(self.now)

    def on_depart_station(self, event):
        self.clock_for = event.get("for_offence", self.clock_for)
        if "for_offence" in event and event["for_offence"] not in event["questioned_about"]:
            arrested = self.clock.arrested
            self.start_afresh()
            self.state = HELD
            self.clock.arrested = arrested
            self.clock.area, self.clock.deadline = event["to_area"], self.now + DAY

    def on_arrest_s31(self, event):
        """Section 41(4): no new clock."""

    on_arrest_new_offence = on_arrest_s31

    # Detention and reviews

    def on_detention_authorised(self, event):
        self.clock.authorise(self.now)

    def on_review_done(self, event):
        self.clock.review(self.now)

    def on_charged(self, event):
        self.charged = True

    # Hospital

    def on_leave_for_hospital(self, event):
        self.at_hospital = event["reason"] == "treatment"
        self.clock.visited_hospital = True

    def on_arrive_hospital(self, event):
        """Straight from the scene no clock has begun; from the station it stopped on leaving."""

    def on_return_from_hospital(self, event):
        self.at_hospital = False
        self.came_back()

    def came_back_on_bail(self):
        self.counted_before, self.counted_after = self.bailed_with, None
        self.came_back()

    def came_back(self):
        self.returned_with = len(self.clock.counted)

    def on_questioning_start(self, event):
        self.questioned = True

    def on_questioning_end(self, event):
        self.questioned = False

    # Longer detention

    def on_s42_request(self, event):
        self.s42_answer = self.reason_against_s42(event)

    def reason_against_s42(self, event):
        first = self.clock.s42_until is None
        if event.get("rank", "superintendent") not in SENIOR:
            return "rank_below_superintendent"
        if self.offence_class == "summary_only":
            return "offence_not_indictable"
        if first and self.clock_has_run_out():
            return "more_than_24h"
        if first and len(self.clock.held) < 2:
            return "second_review_not_done"
        return "allowed"

    def clock_has_run_out(self):
        """Whether more than 24 hours have been counted: to the minute of 24 hours is in time."""
        counted = self.clock.counted
        return len(counted) > DAY

    def on_s42_authorised(self, event):
        self.clock.s42_until = minute_of(event["until"])

    def on_court_next_sits(self, event):
        self.clock.court_sits = self.now

    def on_wfd_issued(self, event):
        self.clock.warrant_ends_at_count = len(self.clock.counted) + event["hours"] * 60

    def on_wfd_extended(self, event):
        self.clock.warrant_ends_at_count += event["hours"] * 60

    def on_wfd_refused(self, event):
        self.clock.warrant_refused = self.now

    def on_s56_delay_authorised(self, event):
        self.clock.right_delayed |= event["rank"] in INSPECTORS

    def on_s58_delay_authorised(self, event):
        self.clock.right_delayed |= event["rank"] in SENIOR

    # Release, bail and return

    def on_bail(self, event):
        if event.get("by", "custody_officer") == "custody_officer":
            self.end_detention(ON_BAIL)
            self.bailed_with = len(self.clock.counted)
            if self.counted_before is None:
                self.counted_before = self.bailed_with
        if self.bail_period is None or "case" in event:
            self.bail_period = BailPeriod(self.clock.arrested, event.get("case", "standard"))
        self.bail_period.ask_bail(event)

    def end_detention(self, state):
        """Whoever had come back from bail now ends a later detention."""
        if self.bailed_with is not None:
            self.counted_before, self.counted_after = self.bailed_with, len(self.clock.counted)
        self.state = state
        self.at_hospital = self.questioned = False
        if self.pause_began is not None and self.pause_ended is None:
            self.pause_ended = min(self.now, self.paused_until)
        self.paused_until = 0

    def on_released(self, event):
        self.end_detention(AT_LIBERTY)

    on_release_under_investigation = on_released

    def on_answer_bail(self, event):
        self.state = HELD
        self.came_back_on_bail()

    def on_arrest_s46A(self, event):
        self.state = RETAKEN

    def on_rearrest_new_evidence(self, event):
        self.start_afresh()
        self.bail_period = None

    def on_abp_extension_request(self, event):
        self.bail_period.ask_extension(event, self.now)

    # Court

    def on_first_remand(self, event):
        self.custody_limit_from = (self.now, event["mode"], 0)

    def on_sent_to_crown(self, event):
        self.custody_limit_from = (self.now, event["mode"], event.get("days_already_held", 0))
