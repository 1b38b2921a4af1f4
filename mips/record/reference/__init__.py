"""Reference data: the code lists of the justice system and of the force, dated so that old records keep their sense."""
