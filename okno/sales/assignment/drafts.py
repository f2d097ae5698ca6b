"""What may stand in a rule of assignment, and how it is written into the draft (L2)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from okno.catalog.models import Service
from okno.kernel.errors import Conflict, Invalid
from okno.kernel.fingerprint import fingerprint
from okno.kernel.text import fold
from okno.people.models import Employee
from okno.people.permissions import SELLERS
from okno.sales.models import AssignmentRule, Lead, Nature, RuleSet, RuleShare

WORDS_AT_MOST, LONGEST_WORD, RULES_AT_MOST = 50, 100, 50
MOST_MINUTES, MOST_PASSES, MOST_OPEN = 10_000, 20, 10_000


@dataclass(frozen=True, slots=True)
class GivenShare:
    employee: Employee
    weight: int = 1
    most_open: int | None = None


@dataclass(frozen=True, slots=True)
class GivenRule:
    """A rule as a head writes it; an empty condition takes any lead."""

    name: str
    shares: Sequence[GivenShare] = ()
    natures: Collection[str] = ()
    channels: Collection[str] = ()
    campaigns: Collection[str] = ()
    services: Collection[int] = ()
    places: Collection[str] = ()


def hold_draft(rule_set: RuleSet) -> None:
    """Written before it is read: of two heads at one draft the second waits, and sees what the first did."""
    held = RuleSet.objects.filter(pk=rule_set.pk, status=RuleSet.Status.DRAFT)
    if not held.update(status=RuleSet.Status.DRAFT):
        raise Conflict(_("These rules are no draft any more: open the page again."))


def check_timing(answer_minutes: int, most_passes: int) -> None:
    if not 0 <= answer_minutes <= MOST_MINUTES:
        raise Invalid(answer_minutes=_("From 0 to {most} working minutes.").format(most=MOST_MINUTES))
    if not 0 <= most_passes <= MOST_PASSES:
        raise Invalid(most_passes=_("From 0 to {most} times.").format(most=MOST_PASSES))


def conditions_of(given: GivenRule) -> dict[str, Any]:
    """The columns of a rule; Invalid for what can never match by mistake."""
    name = " ".join(given.name.split())[:100]
    if not name:
        raise Invalid(name=_("Name the rule: the lead's page tells it."))
    _require_known(natures=(given.natures, Nature.values), channels=(given.channels, Lead.Channel.values))
    services = sorted(set(given.services))
    if Service.objects.filter(pk__in=services).count() != len(services):
        raise Invalid(services=_("There is no such service any more."))
    return {
        "name": name,
        "natures": sorted(set(given.natures)),
        "channels": sorted(set(given.channels)),
        "services": services,
        "campaigns": _words(given.campaigns, "campaigns"),
        "places": _words(given.places, "places"),
    }


def print_of(rule: AssignmentRule) -> str:
    """A fingerprint of the rule as its row and shares stand now; empty when it is no more."""
    row = AssignmentRule.objects.filter(pk=rule.pk).first()
    if row is None:
        return ""
    columns = ("name", "natures", "channels", "campaigns", "services", "places")
    shares = row.shares.order_by("employee").values_list("employee", "weight", "most_open")
    said = {name: getattr(row, name) for name in columns}
    return fingerprint({**said, "shares": [list(one) for one in shares]})


def write_shares(rule: AssignmentRule, given: Sequence[GivenShare]) -> None:
    """These and no others; what was turned before begins anew, for it is a draft."""
    people = [one.employee.pk for one in given]
    if len(set(people)) != len(people):
        raise Invalid(shares=_("Somebody stands here twice."))
    sellers = set(
        Employee.objects.working().with_role(*SELLERS).filter(pk__in=people).values_list("pk", flat=True)
    )
    for one in given:
        if one.employee.left_on is not None:
            raise Invalid(shares=_("{name} does not work here any more.").format(name=one.employee.name))
        if one.employee.pk not in sellers:
            raise Invalid(shares=_("{name} does not take leads.").format(name=one.employee.name))
        if not 1 <= one.weight <= 100:
            raise Invalid(shares=_("{name}: a weight is from 1 to 100.").format(name=one.employee.name))
        if one.most_open is not None and not 1 <= one.most_open <= MOST_OPEN:
            raise Invalid(shares=_("{name}: full is at 1 or more.").format(name=one.employee.name))
    rule.shares.all().delete()
    RuleShare.objects.bulk_create(
        RuleShare(rule=rule, employee=one.employee, weight=one.weight, most_open=one.most_open)
        for one in given
    )


def add_at_the_end(rule_set: RuleSet, given: GivenRule) -> AssignmentRule:
    count = rule_set.rules.count()
    if count >= RULES_AT_MOST:
        raise Invalid(
            name=_("{most} rules are enough: nobody could tell which one fires.").format(most=count)
        )
    last = rule_set.rules.order_by("-position").values_list("position", flat=True).first() or 0
    columns = conditions_of(given)
    check_name(columns["name"], rule_set.rules.all())
    rule = AssignmentRule.objects.create(rule_set=rule_set, position=last + 1, **columns)
    write_shares(rule, given.shares)
    return rule


def check_name(name: str, others: Iterable[AssignmentRule]) -> None:
    """A lead tells its rule by the name: two of one name, as of a form sent twice, tell nothing apart."""
    if fold(name) in {fold(one.name) for one in others}:
        raise Invalid(name=_("There is a rule of this name already."))


def copy_rules(source: RuleSet, target: RuleSet) -> None:
    """Rules and shares as they stand, those of people who left too: the page points them out."""
    for rule in source.rules.prefetch_related("shares"):
        shares = list(rule.shares.all())
        rule.pk, rule.rule_set, rule.turns = None, target, 0
        rule._state.adding = True
        rule.save()
        RuleShare.objects.bulk_create(
            RuleShare(rule=rule, employee_id=one.employee_id, weight=one.weight, most_open=one.most_open)
            for one in shares
        )


def _words(given: Iterable[str], field: str) -> list[str]:
    words = list(dict.fromkeys(squeezed for word in given if (squeezed := " ".join(word.split()))))
    if len(words) > WORDS_AT_MOST:
        raise Invalid(**{field: _("At most {most} words.").format(most=WORDS_AT_MOST)})
    if any(len(word) > LONGEST_WORD for word in words):
        raise Invalid(**{field: _("A word here is at most {most} letters.").format(most=LONGEST_WORD)})
    return words


def _require_known(**asked: tuple[Collection[str], Collection[str]]) -> None:
    for field, (given, known) in asked.items():
        if strange := sorted(set(given) - set(known)):
            raise Invalid(**{field: _("There is no «{value}» here.").format(value=strange[0])})


def as_given(raw: Mapping[str, Any], people: Mapping[int, Employee]) -> GivenRule:
    """A rule of the API's body; its people by their numbers."""
    shares = []
    for one in raw["shares"]:
        if (person := people.get(one["employee_id"])) is None:
            raise Invalid(shares=_("There is no such employee."))
        shares.append(GivenShare(person, one["weight"], one["most_open"]))
    return GivenRule(**{**raw, "shares": shares})
