"""Intelligence: reports graded 3x5x2, their handling, and what is known of a person."""
