"""Cases: the prosecution file as it goes to the prosecutor and to court."""
