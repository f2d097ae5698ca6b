"""The check for dead code finds what nobody uses, and not what a template or a setting names."""

from pathlib import Path

from scripts import dead_code


def test_it_finds_what_nobody_uses_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "deals.py").write_text(
        "class Deal:\n"
        "    def is_late(self): return True\n"
        "    def is_lost(self): return True\n"
        "    def forgotten(self): return True\n"
        "def handler(): return Deal()\n"
        "HANDLERS = ['okno.deals.handler']\n"
        "print(HANDLERS, Deal().is_lost())\n"
    )
    (tmp_path / "page.html").write_text("{{ deal.is_late }}")
    unused = list(dead_code.unused([tmp_path]))
    assert [(line, kind, name) for _path, line, kind, name in unused] == [(4, "method", "forgotten")]
