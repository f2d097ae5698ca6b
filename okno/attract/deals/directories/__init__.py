"""The lists of deals that heads keep: stages, reasons of loss."""

from okno.attract.deals.directories import losses, stages

__all__ = ["losses", "stages"]
