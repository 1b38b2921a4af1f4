"""One detention from its beginning to its end or to charge."""

from tests.rules.sequences.beginnings import (
    BEGINNINGS,
    MET,
    begin,
    from_the_street,
    on_street_bail,
    sought_elsewhere,
    straight_to_hospital,
    to_another_area,
    voluntarily,
)
from tests.rules.sequences.happenings import (
    authorised,
    authorised_or_not,
    further_arrests,
    happenings,
    reviews,
    treatment,
    visits,
)
from tests.rules.sequences.tape import DAY


def plain(tape):
    begin(tape)
    authorised_or_not(tape)
    further_arrests(tape)


def in_another_area(tape):
    to_another_area(tape)
    authorised_or_not(tape)


def street_bail_answered(tape):
    on_street_bail(tape)
    authorised(tape)
    happenings(tape)


def not_designated(tape):
    from_the_street(tape, designated=tape.pick(None, True, False, False))
    authorised(tape)
    if tape.maybe():
        tape.add("depart_station", (1, 360), area=MET, to_area=MET)
        tape.add("arrive_station", (1, 90), area=MET, designated=True)
    visits(tape, 1)


def reviewed(tape):
    tape.pick(*BEGINNINGS, on_street_bail)(tape)
    authorised(tape)
    reviews(tape, 6)
    if tape.maybe():
        treatment(tape)
        reviews(tape, 2)


def reviewed_until_charge(tape):
    reviewed(tape)
    if tape.maybe():
        tape.add("charged", (1, 400))
        if tape.maybe():
            tape.add("review_done", (1, 500), by="custody_officer")


def in_hospital(tape):
    tape.pick(from_the_street, voluntarily, on_street_bail, straight_to_hospital)(tape)
    authorised_or_not(tape)
    visits(tape)
    treatment(tape, open_end=tape.maybe())


def interrupted_at_a_limit(tape):
    """Off to hospital or on bail in the minute before, on or after a limit or a review falls."""
    from_the_street(tape)
    arrived = tape.now
    authorised(tape)
    limit = tape.pick(tape.now + 6 * 60, arrived + 24 * 60, arrived + 36 * 60, arrived + 96 * 60)
    tape.wait_until_about(limit)
    if tape.maybe():
        tape.add("leave_for_hospital", (1, 1), reason="treatment")
        back = "return_from_hospital"
    else:
        tape.add("bail", (1, 1))
        back = "answer_bail"
    if tape.maybe():
        tape.add(back, (1, 600))


def everything(tape):
    tape.pick(from_the_street, voluntarily, sought_elsewhere, on_street_bail)(tape)
    authorised(tape)
    happenings(tape)
    if tape.maybe():
        tape.add("bail", (1, 600))
        tape.add("answer_bail", (60, 8 * DAY))
        happenings(tape)
    if tape.maybe():
        tape.add("bail", (1, 600))
        tape.add("arrest_s46A", (60, 8 * DAY), reason="breach")
        tape.add("arrive_station", (1, 100), area=MET)
        treatment(tape)
