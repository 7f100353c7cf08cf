"""Records become a PDF."""
