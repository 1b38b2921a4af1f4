"""Finding a person: keys that few errors can escape, weights that say how sure we are, and why."""
