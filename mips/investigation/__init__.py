"""Investigation: recording crime, victims and suspects, enquiries, exhibits, stop and search, outcomes."""
