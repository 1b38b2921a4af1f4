"""What custody accepts and shows: one schema for form, API and import."""
