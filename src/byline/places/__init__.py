"""Affiliation strings to institutions and countries, by rules that are stored with the row."""
