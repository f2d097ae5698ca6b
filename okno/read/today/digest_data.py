"""The digest as data and as plain lines, for the API and the console."""

from datetime import datetime

from django.utils import timezone

from okno.ground.ui.formatting import money_text
from okno.read.today.digest import Digest, ManagerDigest
from okno.read.today.risks import Risk


def digest_data(digest: Digest | None) -> list[dict[str, object]]:
    """Return an object per manager: moved (client, entries), promised, risks; none for a quiet day."""
    return [_manager(part) for part in (digest.managers if digest else [])]


def _manager(part: ManagerDigest) -> dict[str, object]:
    return {
        "manager": part.manager.name,
        "away_until": part.absence.ends_on.isoformat() if part.absence else None,
        "substitute": part.absence.substitute.name if part.absence else None,
        "moved": [
            {
                "client": day.company.name,
                "entries": [_entry(entry.at, entry.sentence) for entry in day.entries],
            }
            for day in part.moved
        ],
        "promised": [{"what": item.what, "due_at": item.due_at.isoformat()} for item in part.promised],
        "risks": [
            {
                "kind": str(risk.kind),
                "client": str(risk.company),
                "what": risk.what,
                "on": risk.on.isoformat(),
                "amount_minor": risk.amount_minor,
            }
            for _kind, risks in part.risks
            for risk in risks
        ],
    }


def digest_lines(digest: Digest | None) -> list[str]:
    """Return the digest as lines of text; none for a quiet day."""
    lines: list[str] = []
    for part in digest.managers if digest else []:
        away = f" ({part.absence.ends_on:%d.%m} ← {part.absence.substitute})" if part.absence else ""
        lines.append(f"== {part.manager.name}{away}")
        for day in part.moved:
            lines.append(f"  {day.company.name}")
            lines += [
                # Of a letter or a long note the first line is enough to know it by.
                f"    {timezone.localtime(entry.at):%H:%M} {entry.sentence.splitlines()[0]}"
                for entry in day.entries
            ]
        lines += [f"  → {timezone.localtime(item.due_at):%d.%m %H:%M} {item.what}" for item in part.promised]
        lines += [f"  ! {_risk(risk)}" for _kind, risks in part.risks for risk in risks]
    return lines


def _risk(risk: Risk) -> str:
    owed = money_text(risk.amount_minor) if risk.amount_minor else ""
    return " ".join(filter(None, [f"{risk.kind}: {risk.on:%d.%m}", str(risk.company or ""), risk.what, owed]))


def _entry(at: datetime, sentence: str) -> dict[str, str]:
    return {"at": at.isoformat(), "sentence": sentence}
