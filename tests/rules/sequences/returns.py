"""Detentions that end and go on: bail, its breach, new evidence, and what follows in the courts."""

from tests.rules.sequences import ranks
from tests.rules.sequences.beginnings import MET, begin, from_the_street, on_street_bail, voluntarily
from tests.rules.sequences.happenings import authorised_or_not, further_arrests, treatment, visits
from tests.rules.sequences.tape import DAY


def returns_on_bail(tape):
    begin(tape)
    authorised_or_not(tape)
    for _ in range(tape.between(1, 3)):
        happenings_while_fresh(tape)
        if tape.pick(True, False, False):
            treatment(tape, open_end=True)
        tape.add("bail", (1, 400))
        tape.add("answer_bail", (60, 15 * DAY))
        authorised_again(tape)
    if tape.maybe():
        tape.add(tape.pick("bail", "released", "release_under_investigation"), (1, 400))


def happenings_while_fresh(tape):
    if tape.maybe():
        treatment(tape)
    further_arrests(tape)


def authorised_again(tape):
    if any(event["type"] == "detention_authorised" for event in tape.events):
        authorised_or_not(tape)


def broken_bail(tape):
    """Arrested under s.46A once or more, let go inside the three hours or held beyond, with hospital in either."""
    begin(tape)
    authorised_or_not(tape)
    tape.add("bail", (1, 600))
    for _ in range(tape.between(1, 3)):
        tape.add("arrest_s46A", (60, 12 * DAY), reason="breach")
        tape.add("arrive_station", (1, 120), area=MET)
        if tape.maybe():
            treatment_soon(tape)
        tape.add("bail", tape.pick((1, 179), (180, 180), (100, 500)))
    last_word(tape)


def treatment_soon(tape):
    tape.add("leave_for_hospital", (1, 200), reason="treatment")
    if tape.maybe():
        tape.add("questioning_start", (1, 30))
        tape.add("questioning_end", (1, 60))
    tape.add("return_from_hospital", (1, 240))


def last_word(tape):
    if tape.maybe():
        tape.add("arrest_s46A", (60, 6 * DAY), reason="failed_to_answer")
        tape.add("arrive_station", (1, 120), area=MET)
        if tape.maybe():
            tape.add(tape.pick("released", "release_under_investigation"), (1, 400))


def on_new_evidence(tape):
    begin(tape)
    authorised_or_not(tape)
    happenings_while_fresh(tape)
    tape.add("bail", (1, 600))
    if tape.maybe():
        tape.add("answer_bail", (60, 3 * DAY))
        tape.add("bail", (1, 300))
    tape.add("rearrest_new_evidence", (60, 12 * DAY), power="s.47(2)")
    tape.add("arrive_station", (1, 120), area=MET, investigating=True)
    authorised_or_not(tape)
    visits(tape, 1)


def let_go_and_arrested_again(tape):
    """Released without bail, then arrested anew: a fresh clock (CK-7)."""
    begin(tape)
    authorised_or_not(tape)
    tape.add(tape.pick("released", "release_under_investigation"), (1, 900))
    tape.more.clear()
    tape.now += tape.between(DAY, 10 * DAY)
    from_the_street(tape)
    authorised_or_not(tape)
    visits(tape, 1)


def on_bail_for_months(tape):
    """Bail and what is asked about its length, in time and too late, by ranks high enough or not."""
    tape.pick(from_the_street, from_the_street, voluntarily, on_street_bail)(tape)
    arrested = tape.now
    standard = tape.pick(True, True, True, False)
    by = tape.pick("custody_officer", None, None, None)
    tape.add("bail", (1, 900), case=None if standard else "SFO/FCA/HMRC/NCA", by=by)
    if standard and tape.maybe():
        ask_for_longer(tape, "6_months", arrested + tape.pick(75, 90, 91, 92, 93) * DAY)
    if standard and tape.maybe():
        ask_for_longer(tape, "9_months", arrested + tape.pick(80, 92, 170, 181, 182, 183, 184, 185) * DAY)


def ask_for_longer(tape, to, about):
    tape.now = max(tape.now, about)
    tape.add("abp_extension_request", (1, DAY), to=to, rank=tape.pick(*ranks.LOW, *ranks.HIGH, *ranks.HIGH))


def before_the_court(tape):
    mode = tape.pick("summary_only", "either_way_before_allocation", "either_way_allocated_summary", None)
    if mode:
        tape.add("first_remand", mode=mode)
    if not mode or tape.maybe():
        mode = tape.pick("indictable_only", "either_way_allocated_crown", "voluntary_bill")
        tape.add("sent_to_crown", (1, 60 * DAY), mode=mode, days_already_held=tape.between(0, 60))
