"""The load of leads and history from a file."""

import os
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from okno.attract.deals.models import Deal
from okno.attract.lead_imports.actions.import_leads import import_leads
from okno.attract.lead_imports.models import ImportedAgent, LeadsFile
from okno.attract.lead_imports.plan import preview
from okno.attract.leads.models import Lead
from okno.attract.leads.tests.cast import a_lead
from okno.ground.journal.models import Entry
from okno.ground.kernel.errors import Forbidden, Invalid
from okno.records.clients.models import Company

SAMPLES = Path(os.environ.get("OKNO_SAMPLES", Path(__file__).resolve().parents[5] / "shared/samples"))
PIPELINE = SAMPLES / "pipeline/maven_sales_pipeline.csv"

needs_sample = pytest.mark.skipif(
    not PIPELINE.exists(),
    reason="no samples folder (OKNO_SAMPLES): 3 tests of the real pipeline are left out",
)
pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

HISTORY = """opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
A1,Anna Snelling,GTX Basic,Acme,Won,7/12/25,11/1/25,556
A2,Anna Snelling,GTX Pro,,Prospecting,,,
A3,Reed Clapper,MG Special,acme,Lost,9/23/25,1/6/25,0
A4,Reed Clapper,MG Special,Beta,Engaging,10/30/25,,
"""


def load(text, by, at, **given):
    return import_leads(content=text.encode(), name="file.csv", by=by, at=at, **given)


@needs_sample
def test_the_real_pipeline_loads_whole_and_as_foretold(head, now):
    foretold = preview(PIPELINE.read_bytes())
    with connection.execute_wrapper(counter := Counter()):
        plan = import_leads(content=PIPELINE.read_bytes(), name=PIPELINE.name, by=head, at=now)
    assert counter.queries < 1500, "in sets, not row by row"
    assert (
        plan.counts()
        == foretold.counts()
        == {
            "rows": 8800,
            "history": 8800,
            "open": 2089,
            "won": 4238,
            "lost": 2473,
            "without_company": 1425,
            "fresh": 0,
            "again": 0,
            "already": 0,
            "companies": 85,
            "unknown_agents": 30,
            "warnings": 1150,
            "errors": 0,
        }
    )
    assert Lead.objects.filter(imported=True).count() == Deal.objects.filter(imported=True).count() == 8800
    assert Deal.objects.filter(company__isnull=True).count() == 1425
    assert Deal.objects.filter(status="won").count() == 4238
    assert (
        Deal.objects.filter(status="lost", loss_reason="not_recorded", attitude="not_recorded").count()
        == 2473
    )
    assert Deal.objects.filter(status="open", stage="qualification").count() == 500
    assert Deal.objects.filter(status="open", stage="proposal").count() == 1589
    assert Company.objects.count() == 85
    assert ImportedAgent.objects.filter(employee__isnull=True).count() == 30
    assert Entry.objects.filter(kind="deals.lead_imported").count() == 8800


@needs_sample
def test_the_real_pipeline_twice_adds_nothing(head, now):
    import_leads(content=PIPELINE.read_bytes(), name=PIPELINE.name, by=head, at=now)
    before = [model.objects.count() for model in (Lead, Deal, Company, Entry, LeadsFile, ImportedAgent)]
    foretold = preview(PIPELINE.read_bytes())
    plan = import_leads(content=PIPELINE.read_bytes(), name=PIPELINE.name, by=head, at=now)
    assert plan.counts() == foretold.counts()
    assert plan.already == 8800 and plan.adds_nothing
    assert [
        model.objects.count() for model in (Lead, Deal, Company, Entry, LeadsFile, ImportedAgent)
    ] == before


@needs_sample
def test_the_real_pipeline_is_mapped_by_its_headings():
    assert preview(PIPELINE.read_bytes()).mapping == {
        "opportunity_id": "external_id",
        "sales_agent": "agent",
        "product": "title",
        "account": "company",
        "deal_stage": "stage",
        "engage_date": "opened_on",
        "close_date": "closed_on",
        "close_value": "value",
    }


def test_history_keeps_what_the_file_says(head, now):
    load(HISTORY, head, now)
    won, open_one, lost, engaging = Deal.objects.order_by("lead__external_id")
    assert (won.status, won.opened_on, won.closed_on) == ("won", date(2025, 7, 12), date(2025, 11, 1))
    assert (won.imported_value_minor, won.monthly_minor) == (556_00, None)
    assert (lost.status, lost.loss_reason_id, lost.attitude) == ("lost", "not_recorded", "not_recorded")
    assert lost.company == won.company
    assert (open_one.stage_id, open_one.company, open_one.opened_on) == (
        "qualification",
        None,
        date(2026, 10, 12),
    )
    assert (engaging.stage_id, engaging.status, engaging.title) == ("proposal", "open", "MG Special")
    assert all(deal.imported and deal.lead.imported for deal in (won, open_one, lost, engaging))


def test_a_deal_closed_before_it_began_is_taken_with_a_warning():
    plan = preview(HISTORY.encode())
    assert [line for line, _text in plan.warnings] == [4]
    assert "2025-01-06" in plan.warnings[0][1]
    assert plan.errors == []


def test_errors_name_the_line_and_keep_the_whole_file_out(head, now):
    wrong = HISTORY + "A5,Reed Clapper,MG Special,Beta,Dreaming,31/31/25,,\nA6,,,Beta,Won,7/1/25,,12\n"
    plan = preview(wrong.encode())
    assert [line for line, _text in plan.errors] == [6, 6, 7]
    with pytest.raises(Invalid) as refusal:
        load(wrong, head, now)
    assert "6" in str(refusal.value) and "Dreaming" in str(refusal.value)
    assert (
        not Lead.objects.exists()
        and not Company.objects.exists()
        and not Entry.objects.filter(kind__startswith="sales.").exists()
    )


def test_an_agent_with_a_name_of_ours_is_known(head, closer, now):
    plan = load(HISTORY.replace("Anna Snelling", closer.name), head, now)
    assert plan.unknown_agents == ["Reed Clapper"]
    assert Deal.objects.get(lead__external_id="A1").owner == closer
    assert ImportedAgent.objects.get(name=closer.name).employee == closer


def test_half_of_the_rows_were_loaded_before(head, now):
    load("\n".join(HISTORY.splitlines()[:3]), head, now)
    plan = load(HISTORY, head, now)
    assert (plan.already, len(plan.history), len(plan.new_companies)) == (2, 2, 1)
    assert Deal.objects.count() == 4


def test_a_row_that_stands_twice_in_the_file_loads_once(head, now):
    plan = load(HISTORY + "A1,Anna Snelling,GTX Basic,Acme,Won,7/12/25,11/1/25,556\n", head, now)
    assert (plan.already, Deal.objects.count()) == (1, 4)


RUSSIAN = """Номер;Компания;ИНН;Контакт;Телефон;Почта;Комментарий;Этап;Дата создания;Дата закрытия;Сумма
1;ООО «Ёлка»;7707083893;Ёлкин;8 (916) 000-00-01;elka@elka.test;Сервер;Проиграна;01.02.2025;15.03.2025;1 250,50
2;ООО «Ель»;7707083890;;;;VPS;Переговоры;05.03.2025;;
"""


def test_a_russian_file_in_windows_encoding_with_semicolons(head, now):
    plan = import_leads(content=RUSSIAN.encode("cp1251"), name="сделки.csv", by=head, at=now)
    assert (plan.table.encoding, plan.table.delimiter) == ("cp1251", ";")
    lost, talks = Deal.objects.order_by("lead__external_id")
    assert (lost.closed_on, lost.imported_value_minor) == (date(2025, 3, 15), 1_250_50)
    assert lost.company.inn == "7707083893" and lost.lead.contact.phone == "+79160000001"
    assert (talks.stage_id, talks.company.data_issues) == ("negotiation", ["inn"])
    assert [line for line, _text in plan.warnings] == [3]


def test_a_known_inn_or_name_leads_to_the_company_of_the_base(head, now, client_company):
    text = RUSSIAN.replace("7707083893", client_company.inn).replace("ООО «Ель»;7707083890", "«РОМАШКА»;")
    plan = load(text, head, now)
    assert plan.counts()["companies"] == 0
    assert set(Deal.objects.values_list("company", flat=True)) == {client_company.pk}


FRESH = """company,email,phone,comment,source_type
Фиалка,f@fialka.test,,Выставка: сервер,net
Фиалка,F@FIALKA.test,+7 916 111-22-33,Ещё раз,net
Астра,,8 916 111 22 33,Позвонить,spear
Пион,pion@pion.test,,Хостинг,seed
"""


def test_rows_without_a_stage_are_leads_of_today(head, closer, other_closer, now):
    foretold = preview(FRESH.encode()).counts()
    plan = load(FRESH, head, now)
    assert plan.counts() == foretold
    assert (foretold["fresh"], foretold["again"], foretold["companies"]) == (2, 2, 2)
    assert Lead.objects.count() == Company.objects.count() == 2
    assert not Lead.objects.filter(imported=True).exists() and not Deal.objects.exists()
    assert set(Lead.objects.values_list("assigned_to__name", "assignment_rule")) == {
        (closer.name, "turn"),
        (other_closer.name, "turn"),
    }
    assert Entry.objects.filter(kind="leads.lead_came_again").count() == 2


def test_leads_of_today_twice_add_nothing(head, closer, now):
    load(FRESH, head, now)
    entries = Entry.objects.count()
    foretold = preview(FRESH.encode()).counts()
    plan = load(FRESH, head, now)
    assert plan.counts() == foretold and plan.already == 4
    assert (Lead.objects.count(), Entry.objects.count()) == (2, entries)


def test_a_row_of_a_lead_in_work_comes_again(head, closer, now):
    lead = a_lead(by=head, at=now, email="pion@pion.test")
    foretold = preview(FRESH.encode()).counts()
    plan = load(FRESH, head, now)
    assert plan.counts() == foretold
    assert (foretold["fresh"], foretold["again"]) == (1, 3)
    assert Entry.objects.about(lead).filter(kind="leads.lead_came_again").count() == 1


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04rest", b"a,b\0\n1,2\n", b"company,email\n", b"x,y\n1,2\n"]
)
def test_what_is_no_file_of_leads_is_invalid(content, head, now):
    with pytest.raises(Invalid):
        import_leads(content=content, name="file.csv", by=head, at=now)


def test_a_mapping_of_ones_own(head, now):
    load("a,b\nРоза,100\n", head, now, mapping={"a": "company", "b": "external_id"})
    assert Lead.objects.get().company.name == "Роза"


@pytest.mark.parametrize(
    "mapping", [{"a": "company", "b": "company"}, {"c": "company"}, {"a": "pay"}, {"b": "stage"}]
)
def test_a_wrong_mapping_is_invalid(mapping, head, now):
    with pytest.raises(Invalid):
        load("a,b\nРоза,100\n", head, now, mapping=mapping)


def test_who_sells_does_not_load_files(closer, now):
    with pytest.raises(Forbidden):
        load(HISTORY, closer, now)


class Counter:
    def __init__(self):
        self.queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)
