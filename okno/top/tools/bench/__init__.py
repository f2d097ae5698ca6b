"""`okno bench`: a million invented companies, and how near the pages are to their least."""
