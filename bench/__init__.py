"""Measurements: each prints its figure beside a floor that was measured in the same run."""
