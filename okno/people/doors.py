"""Who stands at a door: the pages' and the API's way to the employee."""

from okno.ui.doors import StaffRequest, caller, one_visible, signed_in

__all__ = ["StaffRequest", "caller", "one_visible", "signed_in"]
