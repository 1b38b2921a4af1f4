"""Interchange: what comes in from and goes out to other systems, each row with a verdict."""
