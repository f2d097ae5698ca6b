"""What the demo provider sells, where, and what it costs him (S1–S4)."""

from datetime import datetime
from typing import NamedTuple

from okno.ground.kernel.actors import actor_of
from okno.ground.kernel.clock import local_date
from okno.records.catalog.actions.set_cost import set_cost
from okno.records.catalog.actions.set_formula import set_formula
from okno.records.catalog.models import Configuration, Coverage, Location, Service
from okno.records.resources.actions.set_capacity import set_capacity
from okno.team.people.models import Employee

PLACES = [
    ("msk-1", "Москва, ЦОД «Заречье»", "Москва, ул. Вымышленная, 1"),
    ("spb-1", "Петербург, ЦОД «Невидимка»", "Санкт-Петербург, Примерный пр., 7"),
    ("kzn-1", "Казань, ЦОД «Кабан»", "Казань, ул. Образцовая, 3"),
]


class Offer(NamedTuple):
    """A line of the price list; money in kopecks without VAT, the outlay paid back over its months."""

    service: str
    code: str
    name: str
    monthly_minor: int
    one_off_minor: int
    resource: str
    units: int
    cost_minor: int
    outlay_minor: int
    payback_months: int


SERVICES = {
    "dedicated": "Выделенный сервер",
    "colocation": "Размещение оборудования",
    "virtual": "Виртуальный сервер",
    "internet": "Доступ в интернет",
}
OFFERS = [
    Offer("dedicated", "ds-1", "Сервер 8 ядер, 64 ГБ", 12_900_00, 0, "server", 1, 6_000_00, 24_000_00, 12),
    Offer(
        "dedicated",
        "ds-2",
        "Сервер 16 ядер, 128 ГБ",
        21_900_00,
        5_000_00,
        "server",
        1,
        10_200_00,
        60_000_00,
        18,
    ),
    Offer(
        "dedicated",
        "ds-3",
        "Сервер 32 ядра, 512 ГБ",
        46_000_00,
        10_000_00,
        "server",
        1,
        22_000_00,
        180_000_00,
        24,
    ),
    Offer("colocation", "u-1", "1 юнит, 350 Вт", 3_900_00, 2_000_00, "unit", 1, 2_100_00, 0, 0),
    Offer(
        "colocation",
        "rack",
        "Стойка 42 юнита, 5 кВт",
        98_000_00,
        15_000_00,
        "unit",
        42,
        62_000_00,
        120_000_00,
        24,
    ),
    Offer("virtual", "vm-s", "2 vCPU, 4 ГБ, 60 ГБ SSD", 1_290_00, 0, "vcpu", 2, 520_00, 0, 0),
    Offer("virtual", "vm-m", "4 vCPU, 16 ГБ, 200 ГБ SSD", 4_200_00, 0, "vcpu", 4, 1_900_00, 0, 0),
    Offer("virtual", "vm-l", "16 vCPU, 64 ГБ, 800 ГБ SSD", 15_500_00, 0, "vcpu", 16, 7_400_00, 0, 0),
    Offer("internet", "net-100", "Канал 100 Мбит/с", 5_500_00, 3_000_00, "port", 1, 2_600_00, 6_000_00, 12),
    Offer("internet", "net-1g", "Канал 1 Гбит/с", 24_000_00, 8_000_00, "port", 1, 13_000_00, 20_000_00, 12),
]
CAPACITY = {"server": 60, "unit": 420, "vcpu": 640, "port": 96}


def open_market(*, by: Employee, at: datetime) -> None:
    """Places, services, prices, costs, the floor formula, coverage and capacity."""
    on = local_date(at)
    places = [
        Location.objects.create(code=code, name=name, address=address) for code, name, address in PLACES
    ]
    services = {code: Service.objects.create(code=code, name=name) for code, name in SERVICES.items()}
    for place in places:
        for kind, total in CAPACITY.items():
            set_capacity(location=place, kind=kind, total=total, by=actor_of(by), at=at)
    for service in services.values():
        # Kazan is still being built: it is covered by a plan only, so an engineer answers there.
        for place in places:
            status = Coverage.Status.PLANNED if place.code == "kzn-1" else Coverage.Status.PRESENT
            Coverage.objects.create(service=service, location=place, status=status)
    set_formula(
        starts_on=on,
        overhead_bp=1000,
        seller_share_bp=500,
        partner_share_bp=0,
        margin_bp=1500,
        by=actor_of(by),
        at=at,
    )
    for offer in OFFERS:
        _offer(offer, services[offer.service], by=by, at=at)
    Configuration.objects.create(
        service=services["colocation"],
        code="cage",
        name="Клетка на шесть стоек",
        monthly_minor=540_000_00,
        resource_kind="unit",
        units=252,
    )


def _offer(offer: Offer, service: Service, *, by: Employee, at: datetime) -> None:
    configuration = Configuration.objects.create(
        service=service,
        code=offer.code,
        name=offer.name,
        monthly_minor=offer.monthly_minor,
        one_off_minor=offer.one_off_minor,
        resource_kind=offer.resource,
        units=offer.units,
    )
    costs: list[tuple[str, str, int, int | None]] = [
        ("Площадка и питание", "monthly", offer.cost_minor, None)
    ]
    if offer.outlay_minor:
        costs.append(("Закупка и подключение", "outlay", offer.outlay_minor, offer.payback_months))
    for name, kind, amount_minor, months in costs:
        set_cost(
            configuration=configuration,
            name=name,
            kind=kind,
            amount_minor=amount_minor,
            payback_months=months,
            starts_on=local_date(at),
            by=actor_of(by),
            at=at,
        )
