"""One small company with one of every thing in every state that a verb needs, and the way to each address."""
