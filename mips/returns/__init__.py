"""Returns: figures that the force owes to others, drawn up over a period, signed off, and kept as they were then."""
