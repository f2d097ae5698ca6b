"""A small company's clients with near namesakes, and fifty questions of a real seller to them."""

from collections.abc import Iterator
from datetime import date, datetime

from okno.attract.deals.models import Deal
from okno.attract.leads.models import Lead
from okno.attract.quotes.models import Quote
from okno.ground.kernel.fake_ids import make_inn
from okno.records.clients.models import AccountManagerTerm, Company, Contact, NumberSeries
from okno.team.people.models import Employee

# Name, e-mail, site, phone; the first four are kept by the manager, six are clients.
COMPANIES = [
    ("Ромашка", "info@romashka.test", "romashka.test", "+74951234567"),
    ("Ромашка-Юг", "office@yug.test", "yug.test", "+78631112233"),
    ("Окно в Европу", "hello@evropa.test", "okno-evropa.test", "+78121234500"),
    ("Ёлки и Палки", "zakaz@elki.test", "elki.test", "+74959990011"),
    ("СтройДом", "stroy@dom.test", "stroydom.test", "+74957770001"),
    ("Строитель", "a@stroitel.test", "", "+74957770002"),
    ("Стройка века", "v@vek.test", "", "+74957770003"),
    ("Строгий костюм", "", "", ""),
    ("Серверная Компания", "it@srv.test", "srv.test", "+74957770004"),
    ("Северный Ветер", "wind@north.test", "", "+79210000001"),
    ("Северная Звезда", "", "", "+79210000002"),
    ("М-Телеком", "mail@mtel.test", "mtel.test", ""),
    ("Альфа Логистика", "alfa@log.test", "alfa-log.test", ""),
    ("Логистика Плюс", "", "", ""),
    ("Банк Восход", "b@voshod.test", "", ""),
    ("Восход", "", "", ""),
    ("Dataline Group", "sales@dataline.test", "dataline.test", ""),
    ("1С-Партнёр", "", "", ""),
    ("Кофейня на Углу", "", "", ""),
    ("Кофе Хаус", "", "", ""),
]
PEOPLE = [
    (0, "Иванов Пётр Сергеевич", "директор", "petrov.p@romashka.test", "+79161112233"),
    (0, "Сидорова Анна", "главный бухгалтер", "sidorova@romashka.test", ""),
    (2, "Иванов Олег", "системный администратор", "", "+79035556677"),
    (8, "Кузнецова Мария", "закупки", "kuz@srv.test", "+79261230099"),
    (12, "Ахметзянов Рустам", "", "", ""),
]
DEALS = [
    (0, "Аренда двух серверов"),
    (1, "Аренда стойки"),
    (2, "Каналы связи 10 Гбит"),
    (12, "Облако и резервные копии"),
    (16, "Аренда сервера для бухгалтерии"),
]
# What a seller types, and the page, or the title, that he means; it is among the first three.
QUESTIONS = [
    ("ромашка", "Ромашка"),
    ("РОМАШКА", "Ромашка"),
    ("ромашки", "Ромашка"),
    ("ромашке", "Ромашка"),
    ("ром", "Ромашка"),
    ("ромашка юг", "Ромашка-Юг"),
    ("ооо ромашка", "Ромашка"),
    ("ООО «Ромашка»", "Ромашка"),
    ("hjvfirf", "Ромашка"),
    ("jryj", "Окно в Европу"),
    ("окно", "Окно в Европу"),
    ("окна", "Окно в Европу"),
    ("европа", "Окно в Европу"),
    ("елки", "Ёлки и Палки"),
    ("ёлки", "Ёлки и Палки"),
    ("елки-палки", "Ёлки и Палки"),
    ("`krb", "Ёлки и Палки"),
    ("стройдом", "СтройДом"),
    ("строитель", "Строитель"),
    ("стройка", "Стройка века"),
    ("северная", "Северная Звезда"),
    ("ветер", "Северный Ветер"),
    ("м-телеком", "М-Телеком"),
    ("телеком", "М-Телеком"),
    ("логистика", "Логистика Плюс"),
    ("альфа", "Альфа Логистика"),
    ("восход", "Восход"),
    ("dataline", "Dataline Group"),
    ("вфефдшту", "Dataline Group"),
    ("1с", "1С-Партнёр"),
    ("партнер", "1С-Партнёр"),
    ("кофе", "Кофе Хаус"),
    ("8 (495) 123-45-67", "Ромашка"),
    ("123-45-67", "Ромашка"),
    ("4951234567", "Ромашка"),
    ("+74951234567", "Ромашка"),
    ("8 916 111 22 33", "Иванов Пётр Сергеевич"),
    ("INN 0", "Ромашка"),
    ("romashka.test", "Ромашка"),
    ("https://www.romashka.test/about", "Ромашка"),
    ("info@romashka.test", "Ромашка"),
    ("sidorova@romashka.test", "Сидорова Анна"),
    ("kuz@srv", "Кузнецова Мария"),
    ("иванов", "Иванов Пётр Сергеевич"),
    ("иванов ромашка", "Иванов Пётр Сергеевич"),
    ("бухгалтер ромашка", "Сидорова Анна"),
    ("ахметзянов", "Ахметзянов Рустам"),
    ("ромашка сервер", "Аренда двух серверов"),
    ("аренда стойки", "Аренда стойки"),
    ("облако", "Облако и резервные копии"),
    ("новый лид", "Новый лид"),
    ("лид", "Новый лид"),
    ("записать звонок", "Записать звонок"),
    ("звонок ромашка", "Записать звонок: Ромашка"),
    ("записать звонок окно", "Записать звонок: Окно в Европу"),
    ("сделки", "Сделки"),
    ("закрыть день", "Закрыть день"),
    ("кп 12", "Предложение 2026-000012"),
    ("2026-000012", "Предложение 2026-000012"),
]


def lay_cast(manager: Employee, at: datetime) -> list[Company]:
    companies = [
        Company(
            name=name,
            legal_name=f"ООО «{name}»",
            inn=make_inn(100 + place),
            email=email,
            site=site,
            phone=phone,
            is_client=place < 6,
            client_since_on=date(2026, 1, 1) if place < 6 else None,
            created_at=at,
        )
        for place, (name, email, site, phone) in enumerate(COMPANIES)
    ]
    for one in companies:
        one.fill_search()
    Company.objects.bulk_create(companies)
    Contact.objects.bulk_create(
        Contact(company=companies[place], name=name, position=position, email=email, phone=phone)
        for place, name, position, email, phone in PEOPLE
    )
    AccountManagerTerm.objects.bulk_create(
        AccountManagerTerm(company=one, manager=manager, starts_on=date(2026, 1, 1)) for one in companies[:4]
    )
    for place, title in DEALS:
        _deal(companies[place], title, manager, at)
    return companies


def _deal(company: Company, title: str, owner: Employee, at: datetime) -> Deal:
    lead = Lead.objects.create(
        company=company,
        source_type="net",
        channel="site",
        assigned_to=owner,
        assignment_rule="turn",
        status="qualified",
        received_at=at,
        closed_at=at,
    )
    return Deal.objects.create(
        lead=lead, company=company, owner=owner, title=title, stage_since_at=at, opened_on=at.date()
    )


def lay_quote(seller: Company, at: datetime) -> Quote:
    deal = Deal.objects.get(title="Аренда стойки")
    NumberSeries.objects.create(seller=seller, kind="quote", year=2026, last=12)
    return Quote.objects.create(
        deal=deal,
        company=deal.company,
        seller=seller,
        year=2026,
        sequence=12,
        created_at=at,
        valid_until_on=at.date(),
        token="search",
    )


def questions() -> Iterator[tuple[str, str]]:
    for typed, meant in QUESTIONS:
        yield (make_inn(100) if typed == "INN 0" else typed), meant
