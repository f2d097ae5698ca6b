"""The demo company: an invented hosting provider with 18 months of history made by the real actions."""

from okno.config.demo.cast import sign_ins

__all__ = ["sign_ins"]
