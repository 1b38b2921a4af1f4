"""Cases: the prosecution file, from the charge that opens it to the bundle a prosecutor can work from."""
