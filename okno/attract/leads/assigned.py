"""The result of an assignment: who gets a lead, and by which rule (L2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from okno.attract.leads.models import Lead
from okno.ground.kernel.errors import Text
from okno.ground.kernel.localized import freeze, lazy_format
from okno.team.people.models import Employee

Rule = Lead.Rule


@dataclass(frozen=True)
class Assigned:
    """An assignment. `rule_name` is the head's name of the rule that fired.

    `passed_by` gives for each seller who was not able to take the lead the reason why.
    """

    to: Employee | None
    rule: str
    rule_name: str = ""
    passed_by: Mapping[str, str] | None = None

    @property
    def word(self) -> object:
        """Return the reason for the choice as the journal keeps it, to be read in each reader's language."""
        return freeze(named_rule(self.rule_name) if self.rule_name else Rule(self.rule))


def named_rule(name: str) -> Text:
    """Return the text that names the head's rule."""
    return lazy_format(gettext_lazy("by the rule «%(name)s»"), name=name)
