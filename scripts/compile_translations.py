"""Compile every room's django.po to django.mo, where it is newer. Needs no GNU gettext."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def compile_all(root: Path = ROOT) -> int:
    """Returns how many catalogues were compiled."""
    done = 0
    for source in sorted(root.glob("okno/*/*/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            done += 1
    return done


if __name__ == "__main__":
    compile_all()
