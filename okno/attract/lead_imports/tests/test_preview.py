"""The preview tells exactly what the run then does (complaint 12), whatever the file."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.db.models import Count, Q
from hypothesis import event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from okno.attract.deals.models import Deal
from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.lead_imports.models import ImportedAgent
from okno.attract.lead_imports.plan import preview
from okno.attract.leads.models import Lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.actors import CONSOLE
from okno.ground.kernel.clock import at_hour
from okno.ground.kernel.errors import Invalid
from okno.ground.kernel.fake_ids import make_inn
from okno.records.clients.models import Company
from okno.team.people.actions.invite_employee import invite_employee

ON = date(2024, 1, 9)
AT = at_hour(ON, 10)
ROW = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["", "1", "2", "3"]),
        "company": st.sampled_from(["", "Acme", "ACME ", "Beta"]),
        "inn": st.sampled_from(["", "", make_inn(31), "7707083890"]),
        "email": st.sampled_from(["", "a@a.test", "B@b.test", "b@b.test", "wrong"]),
        "phone": st.sampled_from(["", "", "89160000001"]),
        "agent": st.sampled_from(["", "Al", "Bo"]),
    }
)
STAGE = st.fixed_dictionaries(
    {
        "stage": st.sampled_from(["Engaging", "Prospecting", "Won", "Lost"]),
        "opened": st.sampled_from(["", "2025-05-01", "7/12/25"]),
        "closed": st.sampled_from(["2025-06-01", "31.12.2024", "5/31/25", "2025-06-01", ""]),
    }
)
FRESH = st.lists(ROW, min_size=1, max_size=8)
HISTORY = st.lists(st.builds(lambda row, stage: {**row, **stage}, ROW, STAGE), min_size=1, max_size=8)


def written(rows):
    out = StringIO()
    table = csv.DictWriter(out, list(rows[0]))
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode()


def standing():
    statuses = {status: Count("pk", Q(status=status)) for status in ("open", "won", "lost")}
    return {
        **Deal.objects.aggregate(
            history=Count("pk"), without_company=Count("pk", Q(company=None)), **statuses
        ),
        "fresh": Lead.objects.filter(imported=False).count(),
        "again": Entry.objects.filter(kind="leads.lead_came_again").count(),
        "companies": Company.objects.count(),
        "unknown_agents": ImportedAgent.objects.filter(employee=None).count(),
    }


class PreviewIsTheRun(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.one_of(FRESH, HISTORY), min_size=1, max_size=2))
    def test_the_run_does_what_was_foretold_and_nothing_twice(self, files):
        by = invite_employee(
            name="Head", email="h@h.test", roles=["head_of_sales"], hired_on=ON, by=CONSOLE, at=AT
        )
        for rows in files:
            content, before = written(rows), standing()
            try:
                foretold = preview(content).counts()
            except Invalid:
                event("no file")
                continue
            if foretold["errors"]:
                event("errors")
                with pytest.raises(Invalid):
                    import_leads(content=content, name="f.csv", by=by, at=AT)
                assert standing() == before
                continue
            event("loaded")
            known = set(ImportedAgent.objects.values_list("name", flat=True))
            plan = import_leads(content=content, name="f.csv", by=by, at=AT)
            assert plan.counts() == foretold
            new_agents = len(set(plan.unknown_agents) - known)
            done = {name: value - before[name] for name, value in standing().items()}
            assert done == {name: foretold[name] for name in done} | {"unknown_agents": new_agents}
            again = import_leads(content=content, name="f.csv", by=by, at=AT)
            assert again.adds_nothing and again.already == len([r for r in rows if any(r.values())])
