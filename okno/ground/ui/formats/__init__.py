"""How each language writes dates: one way everywhere, instead of Django's own."""
