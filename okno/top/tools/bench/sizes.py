"""How big the invented company is, and who is who in it by number."""

from dataclasses import dataclass
from typing import Final

# Of eleven companies one is kept by a manager; the tail belongs to nobody, as after years of gathering.
KEPT_OF: Final = 11
CLIENTS_OF_MANAGER: Final = 300
HEAD, FIRST_MANAGER = 1, 2


@dataclass(frozen=True)
class Sizes:
    """A million companies bring 200,000 open deals and 3,000,000 entries of the journal; less brings less."""

    companies: int

    @property
    def deals(self) -> int:
        return self.companies // 5

    @property
    def entries(self) -> int:
        return self.companies * 3

    @property
    def kept(self) -> int:
        return max(1, self.companies // KEPT_OF)

    @property
    def managers(self) -> int:
        return max(1, self.kept // CLIENTS_OF_MANAGER)

    @property
    def employees(self) -> int:
        return self.managers + max(10, self.companies // 5_000)

    @property
    def promises(self) -> int:
        return self.companies * 3 // 10

    def keeper(self, company: str) -> str:
        """Return SQL for the manager of this company, if it is one that has a manager."""
        return f"{FIRST_MANAGER} + ({company} / {KEPT_OF}) %% {self.managers}"
