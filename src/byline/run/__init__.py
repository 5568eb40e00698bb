"""Stages, shards and the runner that resumes them."""
