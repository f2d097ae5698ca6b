"""What every part of the demo company's story needs."""

from dataclasses import dataclass
from random import Random

from okno.team.people.models import Employee
from okno.top.demo.clockwork import Clockwork


@dataclass
class World:
    """The people by their keys, the calendar and the dice."""

    people: dict[str, Employee]
    clockwork: Clockwork
    dice: Random
