"""Byline: who wrote the papers of a conference together, from where, with the proof."""
