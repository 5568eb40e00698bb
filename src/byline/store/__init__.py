"""The tables of a study on disk: Parquet is the truth, store.duckdb is built from it."""
