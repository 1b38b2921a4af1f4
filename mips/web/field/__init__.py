"""The kinds of field, by topic. Schemas take them from `mips.web.fields`."""
