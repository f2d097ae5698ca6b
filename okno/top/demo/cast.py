"""Who works at the demo company. Every name is invented and says so."""

from dataclasses import dataclass

from okno.team.people.models import Role


@dataclass(frozen=True)
class Part:
    """One employee: his sign-in is `<key>@kitezh.example`."""

    key: str
    name: str
    position: str
    roles: tuple[Role, ...]
    takes_leads: bool = False

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


DOMAIN = "kitezh.example"
PASSWORD = "okno-demo-2026"

CAST = [
    Part("owner", "Ольга Придуманова", "Собственник", (Role.OWNER,)),
    Part("head", "Роман Образцов", "Руководитель отдела продаж", (Role.HEAD_OF_SALES,)),
    Part("anna", "Анна Примерова", "Аккаунт-менеджер", (Role.ACCOUNT_MANAGER, Role.CLOSER), takes_leads=True),
    Part(
        "boris", "Борис Вымыслов", "Аккаунт-менеджер", (Role.ACCOUNT_MANAGER, Role.CLOSER), takes_leads=True
    ),
    Part("vera", "Вера Небылицына", "Менеджер по продажам", (Role.CLOSER,), takes_leads=True),
    Part("gleb", "Глеб Сказкин", "Квалификатор, входящие", (Role.QUALIFIER_INBOUND,)),
    Part("darya", "Дарья Понарошкина", "Квалификатор, исходящие", (Role.QUALIFIER_OUTBOUND,)),
    Part("egor", "Егор Макетов", "Инженер", (Role.ENGINEER,)),
    Part("zhanna", "Жанна Черновикова", "Инженер", (Role.ENGINEER,)),
    Part("ivan", "Иван Шаблонов", "Проджект-менеджер", (Role.PROJECT_MANAGER,)),
    Part("kira", "Кира Эскизова", "Бухгалтер", (Role.ACCOUNTANT,)),
    Part("lev", "Лев Набросков", "Маркетолог", (Role.MARKETER,)),
    Part("maria", "Мария Заготовкина", "Помощник", (Role.ASSISTANT,)),
]


def sign_ins() -> list[tuple[str, str, str, str]]:
    """(name, position, e-mail, password) of those whom a newcomer may try, the head of sales first."""
    first = ("head", "owner", "anna", "vera", "egor", "kira")
    parts = {part.key: part for part in CAST}
    return [(p.name, p.position, p.email, PASSWORD) for p in (parts[key] for key in first)]
