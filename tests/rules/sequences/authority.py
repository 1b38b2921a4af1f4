"""Longer detention: the superintendent, the court, and rights delayed meanwhile."""

from tests.rules.sequences import ranks
from tests.rules.sequences.beginnings import from_the_street
from tests.rules.sequences.happenings import authorised, review, treatment

DAY = 1440
CLASSES = ("summary_only", "either_way", "indictable")


def asks_superintendent(tape):
    """Requests under s.42 of every kind, some too early, some too late, some by too low a rank."""
    from_the_street(tape, offence_class=tape.pick(*CLASSES))
    arrived = tape.now
    authorised(tape)
    for _ in range(tape.pick(0, 1, 2, 2, 2)):
        review(tape, (240, 560))
    if tape.maybe():
        treatment(tape)
    rank = tape.pick(None, *ranks.HIGH, *ranks.LOW)
    asked = tape.pick((1, 1), (1, 200), (200, 900), (300, 500))
    if asked == (1, 1):
        tape.wait_until_about(arrived + DAY)
    tape.add("s42_request", asked, rank=rank, until=tape.instant(tape.now + tape.between(600, 1500)))


def until_36_hours(tape):
    """A lawful s.42 authorisation, perhaps shorter first and topped up later; gives its arrival's minute."""
    from_the_street(tape, offence_class=tape.pick("either_way", "indictable"))
    arrived = tape.now
    tape.add("detention_authorised", (1, 30))
    for _ in range(2):
        tape.add("review_done", (300, 360))
    tape.add("s42_request", (1, 180), until=tape.instant(arrived + 36 * 60))
    first = tape.between(25 * 60, 36 * 60)
    tape.add("s42_authorised", (1, 30), until=tape.instant(arrived + first))
    if first < 30 * 60 and tape.maybe():
        further = tape.instant(arrived + tape.between(first, 36 * 60))
        tape.now = arrived + first - 40
        tape.add("s42_request", (1, 15), rank=tape.pick(None, *ranks.HIGH), until=further)
        tape.add("s42_authorised", (1, 15), until=further)
    return arrived


def authority_to_hold_on(tape):
    arrived = until_36_hours(tape)
    if tape.maybe():
        tape.add(tape.pick("s56_delay_authorised", "s58_delay_authorised"), (1, 30), rank=tape.pick(*ranks.HIGH))
    tape.now = max(tape.now, arrived + 24 * 60)
    end = tape.pick("none", "refused", "warrant", "warrant", "extended", "twice")
    if end == "refused":
        tape.add("wfd_refused", (60, 8 * 60))
    elif end != "none":
        warrant(tape, {"warrant": 0, "extended": 1, "twice": 2}[end])


def warrant(tape, extensions):
    hours = tape.between(12, 36)
    tape.add("wfd_issued", (60, 10 * 60), hours=hours)
    if tape.pick(True, False, False):
        treatment(tape)
    for _ in range(extensions):
        towards_its_end = (hours * 50, hours * 55)
        hours = tape.between(6, 36)
        tape.add("wfd_extended", towards_its_end, hours=hours)


def court_sits(tape):
    from_the_street(tape)
    arrived = tape.now
    authorised(tape)
    if tape.maybe():
        treatment(tape)
    if tape.maybe():
        tape.add(tape.pick("s56_delay_authorised", "s58_delay_authorised"), (1, 300), rank=tape.pick(*ranks.HIGH))
    if tape.maybe():
        tape.wait_until_about(arrived + tape.pick(36, 42) * 60)
    else:
        tape.wait_until_about(arrived + tape.between(30 * 60, 48 * 60))
    tape.add("court_next_sits", (1, 1))
