"""What every part needs and nothing imports upwards from: database, clock, errors, settings, identifiers."""
