"""Author block to authorships, affiliations and who belongs to which."""
