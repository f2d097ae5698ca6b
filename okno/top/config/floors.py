"""Floors and rooms in the order of import: a room imports only from those above it in this list."""

FLOORS: dict[str, tuple[str, ...]] = {
    "ground": ("kernel", "ui", "journal", "directory", "jobs", "imports", "outbox"),
    "team": ("people", "promises", "approvals"),
    "records": ("clients", "relations", "catalog", "resources"),
    "attract": ("leads", "assignment", "deals", "lead_imports", "quotes"),
    "deliver": ("contracts", "delivery"),
    "money": ("invoicing", "payments", "plans", "compensation"),
    "read": ("today", "reports"),
    "top": ("config", "demo", "tools"),
}
ROOMS = [room for rooms in FLOORS.values() for room in rooms]
ROOM_PATHS = [f"okno.{floor}.{room}" for floor, rooms in FLOORS.items() for room in rooms]
