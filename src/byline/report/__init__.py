"""The report: one HTML file that stands alone and shows the words behind every number."""
