"""The listings and PDFs of conferences, fetched politely, kept by their hash, asked for once."""
