"""A small made-up conference that ships with the package, so that all can be tried offline."""
