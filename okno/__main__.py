"""The command `okno`: Django's management with Okno's settings and the house's exit codes."""

import os
import sys


def main() -> None:
    """Run `okno <verb>`. Exit codes: 0 done, 1 refused or failed, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okno.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["okno", *sys.argv[1:]])


if __name__ == "__main__":
    main()
