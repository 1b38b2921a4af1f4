"""The demonstration: a fictional force, its people and crimes, and the first walk from report to case file."""
