"""Where deals come from, where they stick and why they are lost (L1, L4, L5)."""
