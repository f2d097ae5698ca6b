"""A machine that fires random sequences of real actions at one small company (guards 1 to 5 and 7)."""

from tests.machine.delivering import Delivering
from tests.machine.paying import Paying
from tests.machine.selling import Selling
from tests.machine.world import Broken, World

__all__ = ["Broken", "GuardMachine", "World"]


class GuardMachine(Selling, Delivering, Paying):
    """Every rule of the three; a test narrows it by `only` and lets it begin further on by `ahead`."""
