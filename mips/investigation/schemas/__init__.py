"""What investigation accepts and shows: one schema for the form, the API and the import."""
