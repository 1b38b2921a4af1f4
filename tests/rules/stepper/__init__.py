"""A second calculator of the detention clock, made from the text of the law alone: it lives every minute, one by one.

It shares no code with the rules and is built the other way round, with counters where they have intervals, so that the
two agree only where both are right (or both misread the law).
"""
