"""One detention clock as heaps of minutes: those that counted to the limits, and those that counted to the reviews."""

FIRST_REVIEW, NEXT_REVIEW = 6 * 60, 9 * 60


class Clock:
    """Every minute is put on the heaps it belongs to; how high a heap is says how long has been counted.

    A clock that waits for an arrival starts at `deadline` at the latest; `area` is where the arrival must be, where
    it matters; `investigating` says that only a station of the force investigating will do.
    """

    def __init__(self, arrested):
        self.arrested = arrested
        self.relevant = None
        self.deadline = None
        self.area = None
        self.investigating = False
        self.counted = []
        self.excluded = []
        self.reviewable = []
        self.first_arrival = None
        self.first_was_designated = True
        self.arrived = None
        self.visited_hospital = False
        self.authorised = None
        self.waited = None
        self.dues = []
        self.held = []
        self.warrant_ends_at_count = None
        self.warrant_refused = None
        self.s42_until = None
        self.court_sits = None
        self.right_delayed = False

    def begin(self, now):
        if self.relevant is None:
            self.relevant = now
            self.deadline = None

    def would_begin_at(self, area, investigating):
        """Whether arrival at this station starts the clock (s.41(2))."""
        if self.investigating:
            return investigating
        return self.area is None or self.area == area

    def authorise(self, now):
        if self.authorised is None:
            self.authorised = now
            self.waited = None if None in (self.arrived, self.relevant) else now - self.arrived
            self.dues.append(FIRST_REVIEW)

    def review(self, now):
        """A review on time moves the next one to nine hours after it; a late one does not move it at all."""
        used = len(self.reviewable)
        self.held.append((now, used))
        self.dues.append(min(used, self.dues[-1]) + NEXT_REVIEW)


def end_of(heap, count):
    """The end of the count-th minute of a heap; None where it is not so high."""
    return heap[count - 1] + 1 if count <= len(heap) else None
