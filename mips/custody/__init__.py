"""Custody: detention from arrival through rights, reviews and charge to release."""
