# A busy machine draws nothing for many seconds, and that is no fault of a page. In milliseconds.
PATIENCE = 30_000
