"""Investigation for other programs, one file a topic."""
