"""Going on without the server: the pack a suite keeps, and what was written on paper meanwhile."""
