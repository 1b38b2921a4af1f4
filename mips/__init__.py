"""MiPS: one record of people, events and cases for a police force, from first intelligence to the court-ready file."""
