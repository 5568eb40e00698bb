"""A study for other programs: tables, networks, and a package with its manifest."""
