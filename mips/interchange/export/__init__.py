"""Everything the force holds, in open formats that need no MiPS to be read."""
