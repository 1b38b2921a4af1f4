"""The tables of custody: suites and cells, detentions with their dated facts, and what is done for a detainee."""
