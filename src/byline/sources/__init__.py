"""Papers as their sources list them: folders and zips of PDFs, and tables of conferences."""
