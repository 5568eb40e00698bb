"""PDF bytes to a Document: true text, pages, sections and the geometry of the author block."""
