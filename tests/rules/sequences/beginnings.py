"""How a detention begins: each way of s.41(2) to come under the clock."""

from tests.rules.sequences.happenings import authorised_or_not, treatment
from tests.rules.sequences.tape import DAY

MET, KENT, ESSEX = "01", "46", "42"


def from_the_street(tape, **arrival):
    tape.add("arrest", area=MET, offence="burglary")
    tape.add("arrive_station", (1, 300), area=MET, **arrival)


def voluntarily(tape):
    tape.add("attend_voluntarily")
    tape.add("arrest", (1, 300), at_station=True, offence="burglary")


def on_street_bail(tape):
    tape.add("arrest", area=MET, offence="burglary")
    tape.add("release_street_bail", (5, 90))
    tape.add("attend_answer_street_bail", (60, 20 * DAY))


def sought_elsewhere(tape):
    """Arrested in Kent for the Met, with or without questions there, and taken over at once or much later."""
    sought_by = tape.pick(MET, MET, MET, KENT)
    tape.add("arrest", area=KENT, sought_by=sought_by, questioned_in_arrest_area=tape.maybe(), offence="fraud")
    arrested = tape.now
    if tape.maybe():
        tape.add("arrive_station", (1, 200), area=KENT, designated=tape.pick(None, True, False))
        authorised_or_not(tape)
        if tape.pick(True, False, False):
            treatment(tape)
        tape.add("depart_station", (1, 26 * 60), area=KENT, to_area=MET)
    if tape.pick(True, False, False):
        tape.wait_until_about(arrested + DAY)
        tape.add("arrive_station", (1, 1), area=MET)
    else:
        tape.add("arrive_station", (1, 400), area=MET)


def outside_england_and_wales(tape):
    tape.more["arrest_place"] = "Scotland"
    tape.add("arrest", offence="fraud")
    tape.add("enter_england_wales", (1, 20 * 60))
    if tape.maybe():
        tape.add("arrive_station", (1, 300), area=KENT, investigating=False)
        tape.add("depart_station", (1, 24 * 60), area=KENT, to_area=MET)
    tape.add("arrive_station", (1, 900), area=MET, investigating=True)


def straight_to_hospital(tape):
    tape.add("arrest", area=MET, offence="burglary")
    tape.add("arrive_hospital", (5, 90), direct_from_scene=True)
    if tape.maybe():
        tape.add("questioning_start")
        tape.add("questioning_end")
    tape.add("arrive_station", (5, 600), area=MET)


def to_another_area(tape):
    """Section 41(5): in one area's detention, sought in another."""
    from_the_street(tape)
    authorised_or_not(tape)
    if tape.maybe():
        treatment(tape)
    questioned = tape.pick([], [], ["burglary"], ["fraud"], ["burglary", "fraud"])
    tape.add("depart_station", (5, 1000), area=MET, to_area=ESSEX, for_offence="fraud", questioned_about=questioned)
    tape.add("arrive_station", (5, 30 * 60), area=ESSEX)


BEGINNINGS = (from_the_street, voluntarily, sought_elsewhere, outside_england_and_wales, straight_to_hospital)


def begin(tape):
    tape.pick(*BEGINNINGS)(tape)
