"""Pre-charge bail: the day it begins, the last day of each period, and who could lengthen it."""

from tests.rules.stepper.days import ONE_DAY, last_day_of_months
from tests.rules.stepper.instants import day_of

JUNIOR = frozenset({"staff", "constable", "sergeant"})
MIDDLE = frozenset({"inspector", "chief_inspector"})


class BailPeriod:
    def __init__(self, arrested, case):
        self.start = day_of(arrested) + ONE_DAY
        self.standard = case == "standard"
        self.inspector_said_yes = False
        self.end = self.after(3 if self.standard else 6)
        self.answer = None

    def after(self, months):
        return last_day_of_months(self.start, months)

    def ask_bail(self, event):
        allowed = event.get("by", "custody_officer") == "custody_officer"
        self.answer = "allowed" if allowed else "bail_needs_custody_officer"

    def ask_extension(self, event, now):
        self.answer = self.reason_against(event, day_of(now))
        if self.answer == "allowed":
            self.inspector_said_yes = True
            self.end = self.after(6 if event["to"] == "6_months" else 9)

    def reason_against(self, event, today):
        further = event["to"] == "9_months"
        if today > self.end:
            return "abp_ended"
        if further and not self.inspector_said_yes:
            return "inspector_extension_not_given"
        if event["rank"] in JUNIOR or (further and event["rank"] in MIDDLE):
            return "rank_too_low"
        return "allowed"

    def ends(self):
        """The last day of each stage, by the contract's names."""
        if self.standard:
            stages = {"initial": 3, "inspector": 6, "superintendent": 9, "court_first": 12}
        else:
            stages = {"initial": 6, "decision_maker": 12, "court_first": 18}
        return {f"abp_{stage}_end": self.after(months).isoformat() for stage, months in stages.items()}
