"""Drafts of rules of assignment: their checks, and how they are written (L2)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from okno.attract.assignment.models import AssignmentRule, RuleSet, RuleShare
from okno.attract.leads.models import Lead, SourceType
from okno.ground.kernel.errors import Invalid, Text
from okno.ground.kernel.fingerprint import fingerprint
from okno.ground.kernel.localized import deferred
from okno.ground.kernel.moves import change_if, changed_meanwhile
from okno.ground.kernel.text import fold
from okno.records.catalog.models import Service
from okno.team.people.models import Employee
from okno.team.people.permissions import SELLERS

ADDED, CHANGED = gettext_lazy("«{name}» is added"), gettext_lazy("«{name}» is changed")
TAKEN_OUT, ORDERED = gettext_lazy("«{name}» is taken out"), gettext_lazy("the order: {name}")
WORDS_AT_MOST, LONGEST_WORD, RULES_AT_MOST = 50, 100, 50
MOST_MINUTES, MOST_PASSES, MOST_OPEN = 10_000, 20, 10_000


@dataclass(frozen=True, slots=True)
class ShareDraft:
    """A seller's share in a draft."""

    employee: Employee
    weight: int = 1
    most_open: int | None = None


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule as a head writes it; an empty condition takes any lead.

    `key` is the rule of the draft that it replaces, None for a new one. `seen` is the fingerprint of that
    rule when it was opened (`print_of`), empty when nobody has opened it.
    """

    name: str
    shares: Sequence[ShareDraft] = ()
    source_types: Collection[str] = ()
    channels: Collection[str] = ()
    campaigns: Collection[str] = ()
    services: Collection[int] = ()
    places: Collection[str] = ()
    key: int | None = None
    seen: str = ""


def hold_draft(rule_set: RuleSet) -> None:
    """Lock the draft; raise Conflict when it is no draft any more.

    The row is written before it is read: of two heads the second waits, and sees the changes of the first.
    """
    draft, gone = RuleSet.Status.DRAFT, _("These rules are no draft any more: open the page again.")
    change_if(rule_set, seen={"status": draft}, otherwise=gone, status=draft)


def check_timing(answer_minutes: int, most_passes: int) -> None:
    """Raise Invalid for time limits out of bounds."""
    if not 0 <= answer_minutes <= MOST_MINUTES:
        raise Invalid(answer_minutes=_("From 0 to {most} working minutes.").format(most=MOST_MINUTES))
    if not 0 <= most_passes <= MOST_PASSES:
        raise Invalid(most_passes=_("From 0 to {most} times.").format(most=MOST_PASSES))


def conditions_of(draft: RuleDraft) -> dict[str, Any]:
    """Return the columns of the rule; raise Invalid for values that do not exist."""
    name = " ".join(draft.name.split())[:100]
    if not name:
        raise Invalid(name=_("Name the rule: the lead's page tells it."))
    _require_allowed(
        source_types=(draft.source_types, SourceType.values), channels=(draft.channels, Lead.Channel.values)
    )
    services = sorted(set(draft.services))
    if Service.objects.filter(pk__in=services).count() != len(services):
        raise Invalid(services=_("There is no such service any more."))
    return {
        "name": name,
        "source_types": sorted(set(draft.source_types)),
        "channels": sorted(set(draft.channels)),
        "services": services,
        "campaigns": _words(draft.campaigns, "campaigns"),
        "places": _words(draft.places, "places"),
    }


def print_of(rule: AssignmentRule) -> str:
    """Return a fingerprint of the rule with its shares."""
    columns = ("name", "source_types", "channels", "campaigns", "services", "places")
    shares = sorted((share.employee_id, share.weight, share.most_open) for share in rule.shares.all())
    return fingerprint({**{name: getattr(rule, name) for name in columns}, "shares": list(map(list, shares))})


def rules_of(rule_set: RuleSet) -> list[RuleDraft]:
    """Return the rules of the draft as they stand, in their order."""
    return [
        RuleDraft(
            name=row.name,
            shares=[ShareDraft(share.employee, share.weight, share.most_open) for share in row.shares.all()],
            source_types=row.source_types,
            channels=row.channels,
            campaigns=row.campaigns,
            services=row.services,
            places=row.places,
            key=row.pk,
            seen=print_of(row),
        )
        for row in rule_set.rules.prefetch_related("shares__employee")
    ]


def moved(rules: Sequence[RuleDraft], key: int, place: int) -> list[RuleDraft]:
    """Return the rules with one of them at `place`, from 1; beyond the ends it is the first or the last."""
    others = [rule for rule in rules if rule.key != key]
    place = max(0, min(place - 1, len(others)))
    return [*others[:place], *(rule for rule in rules if rule.key == key), *others[place:]]


def replaced(rules: Sequence[RuleDraft], new: RuleDraft) -> list[RuleDraft]:
    """Return the rules with `new` in the place of the rule with its key, or at the end when that is gone."""
    if new.key not in {rule.key for rule in rules}:
        return [*rules, new]
    return [new if rule.key == new.key else rule for rule in rules]


def write_shares(rule: AssignmentRule, drafts: Sequence[ShareDraft]) -> None:
    """Replace the shares of the rule; raise Invalid for an employee who may not have one.

    Turns begin anew, because the rule is a draft.
    """
    people = [draft.employee.pk for draft in drafts]
    if len(set(people)) != len(people):
        raise Invalid(shares=_("Somebody stands here twice."))
    sellers = set(
        Employee.objects.working().with_role(*SELLERS).filter(pk__in=people).values_list("pk", flat=True)
    )
    for draft in drafts:
        if draft.employee.left_on is not None:
            raise Invalid(shares=_("{name} does not work here any more.").format(name=draft.employee.name))
        if draft.employee.pk not in sellers:
            raise Invalid(shares=_("{name} does not take leads.").format(name=draft.employee.name))
        if not 1 <= draft.weight <= 100:
            raise Invalid(shares=_("{name}: a weight is from 1 to 100.").format(name=draft.employee.name))
        if draft.most_open is not None and not 1 <= draft.most_open <= MOST_OPEN:
            raise Invalid(shares=_("{name}: full is at 1 or more.").format(name=draft.employee.name))
    rule.shares.all().delete()
    RuleShare.objects.bulk_create(
        RuleShare(rule=rule, employee=draft.employee, weight=draft.weight, most_open=draft.most_open)
        for draft in drafts
    )


def write_rules(rule_set: RuleSet, rules: Sequence[RuleDraft]) -> list[Text]:
    """Replace the rules of the draft, in this order, and return a sentence for each change.

    An unchanged rule is not checked again, so that sellers who have left stay in rules that nobody has
    touched. Raises Conflict when a rule was changed or removed since it was opened, Invalid when one cannot
    stand or two have one name, because a lead names its rule.
    """
    if len(rules) > RULES_AT_MOST:
        too_many = _("{most} rules are enough: nobody could tell which one fires.")
        raise Invalid(name=too_many.format(most=RULES_AT_MOST))
    stored = {rule.key: rule for rule in rules_of(rule_set)}
    order, names, changes = list(stored), set[str](), list[Text]()
    for position, rule in enumerate(rules, start=1):
        before = stored.pop(rule.key, None)
        if rule.key and (before is None or rule.seen not in ("", before.seen)):
            raise changed_meanwhile(rule.name)
        is_untouched = before == rule
        columns = {"name": rule.name} if is_untouched else conditions_of(rule)
        if fold(columns["name"]) in names:
            raise Invalid(name=_("There is a rule of this name already."))
        names.add(fold(columns["name"]))
        _write_rule(rule_set, rule, {**columns, "position": position}, with_shares=not is_untouched)
        if not is_untouched:
            changes.append(_change(CHANGED if before else ADDED, columns["name"]))
    rule_set.rules.filter(pk__in=[key for key in stored if key]).delete()
    changes += [_change(TAKEN_OUT, rule.name) for rule in stored.values()]
    left = [rule.key for rule in rules if rule.key]
    if left != [key for key in order if key in left]:
        changes.append(_change(ORDERED, ", ".join(rule.name for rule in rules)))
    return changes


def _write_rule(rule_set: RuleSet, rule: RuleDraft, columns: Mapping[str, Any], *, with_shares: bool) -> None:
    """Write the row of one rule, with its shares when they changed."""
    row = AssignmentRule(rule_set=rule_set)
    if rule.key:
        row = rule_set.rules.get(pk=rule.key)
    for column, value in columns.items():
        setattr(row, column, value)
    row.save()
    if with_shares:
        write_shares(row, rule.shares)


def _change(sentence: Text, name: str) -> Text:
    """Return the sentence about a change, put together when it is read."""
    return deferred(lambda: str(sentence).format(name=name))


def copy_rules(source: RuleSet, target: RuleSet) -> None:
    """Copy all rules and shares, those of sellers who have left too: the page warns of them."""
    for rule in source.rules.prefetch_related("shares"):
        shares = list(rule.shares.all())
        # Without its key Django inserts the row anew. A copy begins with no turns: who was served last is the
        # past of the rules it is copied from.
        rule.pk, rule.rule_set, rule.turns = None, target, 0
        rule._state.adding = True
        rule.save()
        RuleShare.objects.bulk_create(
            RuleShare(
                rule=rule, employee_id=share.employee_id, weight=share.weight, most_open=share.most_open
            )
            for share in shares
        )


def _words(typed: Iterable[str], field: str) -> list[str]:
    """Return the distinct texts without empty ones; raise Invalid for too many or too long ones."""
    texts = list(dict.fromkeys(squeezed for text in typed if (squeezed := " ".join(text.split()))))
    if len(texts) > WORDS_AT_MOST:
        raise Invalid(**{field: _("At most {most} words.").format(most=WORDS_AT_MOST)})
    if any(len(text) > LONGEST_WORD for text in texts):
        raise Invalid(**{field: _("A word here is at most {most} letters.").format(most=LONGEST_WORD)})
    return texts


def _require_allowed(**values: tuple[Collection[str], Collection[str]]) -> None:
    """Raise Invalid for the first value that is not among the allowed ones."""
    for field, (chosen, allowed) in values.items():
        if strange := sorted(set(chosen) - set(allowed)):
            raise Invalid(**{field: _("There is no «{value}» here.").format(value=strange[0])})


def rule_draft_of(raw: Mapping[str, Any], people: Mapping[int, Employee]) -> RuleDraft:
    """Return the rule of an API's body as a draft; raise Invalid for an employee who does not exist."""
    shares = []
    for share in raw["shares"]:
        if (person := people.get(share["employee_id"])) is None:
            raise Invalid(shares=_("There is no such employee."))
        shares.append(ShareDraft(person, share["weight"], share["most_open"]))
    return RuleDraft(**{**raw, "shares": shares})
