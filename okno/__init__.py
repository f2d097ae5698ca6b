"""Okno: one window from a client's first touch to farewell."""

__version__ = "0.1.0"
