"""English that people read must not be Russian word by word: calques seen too often are refused.

Read is what is shown: a key of the code, or the `en` catalogue's words over it. Words to search by are free.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
# What is refused, and what Salesforce, HubSpot, Stripe and Linear would say.
CALQUES = {
    r"\b(he|him|his|himself|she|her|hers)\b": "they, them, their",
    r"\bwhom\b|\bof whom\b|\bof which\b": "a plain subject",
    r"\bsomebody\b": "someone",
    r"\beverybody\b": "everyone",
    r"\bwhoever\b|\bwhatever\b|\bwhichever\b": "anyone, anything, or the noun itself",
    r"\bnobody's\b": "unassigned",
    r"\bany more\b": "no longer",
    r"\bif any\b": "(optional)",
    r"\btold\b|\bis told of\b|\btell me\b|\btells\b": "notified, quoted, shown",
    r"\ba yes\b|\byour yes\b|\byour word\b": "approval, decision",
    r"\bhand-?overs? (to whom|of deals)\b|\bhand-over": "handover, deal handovers",
    r"\bkeep the promise\b|\bpromise kept\b|^kept$": "Mark as done, done",
    r"\bmove the (promise|date)\b|\bthe date is moved\b": "Reschedule",
    r"\bhand (the|over) (all )?promises?\b|\bhand the .* over\b": "Reassign promise, hand over client",
    r"\bclimb(s|ed)?\b": "escalate",
    r"\bslip(s|ped)?\b": "missed promise",
    r"\bstand(s|ing)? (in|in for|here|there|now)\b|\bstood in\b": "cover for; is, appears",
    r"\bcomes? (on|at) (their|his) own\b|\bby themselves\b|\bby itself\b": "automatically",
    r"\bnatures?\b": "source type",
    r"\b(seed|net|spear): ": "seed (word of mouth), net (marketing), spear (outbound)",
    r"\bturn(s|ed)? (down|.* down)\b": "disqualify",
    r"\bfirst answers?\b": "first response",
    r"\bin turn\b": "round robin",
    r"\bpass(es|ed)? on\b": "reassign",
    r"\blet (all )?go\b": "release",
    r"\brules of assignment\b|\bquestions? of the qualification\b": "assignment rules, qualification",
    r"\bin force\b": "active",
    r"\bby probability\b|\blikely, by\b": "weighted",
    r"\bi (do not )?commit\b|^committed to\b": "Commit, Uncommit",
    r"\bgone stale\b|\bgetting old\b": "stale, aging",
    r"\bmark a loss\b|\bloss reason\b": "Mark as lost, lost reason",
    r"\bfiner\b": "sub-reason",
    r"\bcommercial proposal\b|\bfor whom\b|^on our side\b": "Quote, Prepared for, Seller",
    r"\bcan it be delivered\b": "Feasibility",
    r"\b(on top of|inside) the prices?\b|\bwith VAT inside\b": "VAT excluded, VAT included",
    r"\bdraw(s|n)?\b(?!-)": "calculate payroll, create a quote or a contract",
    r"\bgive up\b|\bdeal of\b": "Cancel, Owner",
    r"\bwaits? for a person\b|\bsort out what\b|\bunclear payments?\b": "Needs review, unmatched payments",
    r"\bleft (to pay|of it)\b|\bfor what\b|\bwhat it asks for\b": "Amount due, Unallocated, Description",
    r"\bbill through\b|\brunning services?\b": "Bill up to, active services",
    r"\bupkeep\b|\battraction\b|\bby judgement\b": "retention or acquisition commission, discretionary bonus",
    r"\b(no|all|outgoing|the|a) letters?\b|^letters?\b|\be-mail\b": "email",
    r"\bjournal\b": "activity",
    r"\bdead (months?|season)\b|\bbusiness is (busy|dead)\b": "slow months",
    r"\bdoubts?\b|\bword of his\b": "data warnings",
    r"\bthere is no such\b|\bis not there\b": "No such, does not exist",
    r"^say (why|what|who|which|when|by|it|how|first)\b": "Enter, Choose",
    r"^(write|name) (a|an|the|why|what|who|whom|how|both|your)\b": "Enter",
    r"\bthrow (it |the draft )?away\b|\btake out\b": "Discard, Remove",
    r"\bbegin(s|ning)?\b|\bbegun\b": "start",
    r"\b(keeps?|kept by|keeping) (the|this|that|no|them|a)? ?clients?\b": "owns the client",
    r"\bjudge[sd]?\b": "grant a bonus",
    r"\bthe head\b(?! of)": "head of sales, manager",
    r"\bthe owner of the company\b": "business owner",
    r"\bguard\b": "guardrail",
    r"\bfold the menu\b|\bwhat is new\b|\bwho is where\b": "Collapse sidebar, Notifications, Team calendar",
    r"\bby them\b|\bat the side\b|\bopen whole\b": "by these rules, Preview, Open full page",
    r"[«»]": "“ ”",
    r"\d %": "a number and its % without a space",
    r"\blook (again|at it)\b|\bopen it again\b": "reload",
    r"\bmost often\b|\bmost of all\b": "most common",
    r"\babout the month\b|\bas it was\b": "month, unchanged",
    r"\bmarked\b(?! (as|done|cells))|\bunmark\b": "selected, clear selection",
    r"\bcame again\b|\bwho came\b": "repeat, contact",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*[^{}]*\}")
PATTERNS = {re.compile(pattern, re.IGNORECASE): instead for pattern, instead in CALQUES.items()}


def complaints(root: Path = ROOT) -> Iterator[str]:
    """Yield a line for each sentence that people would read with a calque in it."""
    for path in sorted(root.glob("okno/**/locale/ru/LC_MESSAGES/django.po")):
        room = path.relative_to(root).parents[3].as_posix()
        for text in sorted(set(_shown(path))):
            for pattern, instead in PATTERNS.items():
                # What stands in a placeholder is data: any figure will do.
                if match := pattern.search(PLACEHOLDER.sub("0", text)):
                    yield f"{room}: {match[0]!r} in {text!r}: say {instead}"


def _shown(path: Path) -> Iterator[str]:
    """Yield the English of a room: its keys, those with an override in its words."""
    english = path.parents[2] / "en/LC_MESSAGES/django.po"
    overrides = {}
    if english.exists():
        overrides = {(entry.msgid, entry.msgctxt): entry for entry in polib.pofile(str(english))}
    for key in polib.pofile(str(path)):
        entry = overrides.get((key.msgid, key.msgctxt))
        if ";" in key.msgid and "; " not in key.msgid:
            continue
        if key.msgid_plural:
            yield from entry.msgstr_plural.values() if entry else (key.msgid, key.msgid_plural)
        else:
            yield entry.msgstr if entry else key.msgid


def main() -> int:
    calques = list(complaints())
    print("\n".join(calques))
    return 1 if calques else 0


if __name__ == "__main__":
    sys.exit(main())
