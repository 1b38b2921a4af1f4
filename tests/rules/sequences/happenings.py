"""What happens in detention: authorisation, reviews, hospital, further arrests."""

from hypothesis import strategies as st

EVIDENTIAL = ("evidential_xray", "evidential_ultrasound", "evidential_intimate_search")
NO_REVIEWER = "no review officer readily available"


def authorised(tape):
    tape.add("detention_authorised", (1, 40))


def authorised_or_not(tape):
    if tape.maybe():
        authorised(tape)


def reviews(tape, most=4):
    for _ in range(tape.between(0, most)):
        review(tape, tape.pick((120, 700), (120, 700), (359, 361), (539, 541)))


def review(tape, after):
    postponed = tape.pick(None, None, False, True)
    tape.add("review_done", after, postponed=postponed, reason=NO_REVIEWER if postponed else None)


def treatment(tape, open_end=False):
    """A visit to hospital, questions asked in it, over its beginning, over its end, before it or not at all."""
    reason = tape.pick("treatment", "treatment", "treatment", *EVIDENTIAL)
    style = tape.pick("none", "none", "inside", "over the beginning", "over the end", "twice", "round it all")
    if style in {"over the beginning", "round it all"}:
        tape.add("questioning_start", (1, 200))
    tape.add("leave_for_hospital", (1, 200), reason=reason)
    if style == "over the beginning":
        tape.add("questioning_end")
    for _ in range({"inside": 1, "twice": 2}.get(style, 0)):
        tape.add("questioning_start")
        tape.add("questioning_end")
    if open_end and style != "round it all":
        return
    if style == "over the end":
        tape.add("questioning_start")
    tape.add("return_from_hospital", (1, 700))
    if style in {"over the end", "round it all"}:
        tape.add("questioning_end")


def visits(tape, most=3):
    for _ in range(tape.between(0, most)):
        treatment(tape)


def further_arrests(tape):
    for _ in range(tape.between(0, 2)):
        tape.add(tape.pick("arrest_s31", "arrest_new_offence"), (1, 400), offence="theft")


def happenings(tape):
    """Reviews, hospital and further arrests in any order."""
    for happening in tape.draw(st.lists(st.sampled_from([reviews, visits, further_arrests]), max_size=3)):
        happening(tape)
