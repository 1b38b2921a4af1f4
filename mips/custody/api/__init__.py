"""Custody for other programs, one file a topic."""
