"""Byline's answers against gold labels: what each stage gets right, with intervals."""
