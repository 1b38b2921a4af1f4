"""Backup of the whole record to a folder, its restoration, and the proof that a restoration would give it all back."""
