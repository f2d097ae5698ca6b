"""The command `okno`: Django's management with Okno's settings and the house's exit codes."""

import os
import secrets
import sys

# These work in throw-away databases or on the sources alone, so any key will do.
KEYLESS = {"bench", "map", "messages", "makemigrations", "help", "--help"}


def main() -> None:
    """Run `okno <verb>`. Exit codes: 0 done, 1 refused or failed, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okno.top.config.settings")
    if KEYLESS & set(sys.argv[1:2]):
        os.environ.setdefault("OKNO_SECRET_KEY", secrets.token_urlsafe())

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import OperationalError, ProgrammingError

    try:
        execute_from_command_line(["okno", *sys.argv[1:]])
    except ImproperlyConfigured as error:
        sys.exit(f"okno: {error}")
    # SQLite says OperationalError where PostgreSQL says ProgrammingError; any other fault keeps its
    # traceback.
    except (OperationalError, ProgrammingError) as error:
        if "no such table" in str(error) or "does not exist" in str(error):
            sys.exit("okno: the database has no tables yet: run `okno migrate` (or bin/demo) first.")
        raise


if __name__ == "__main__":
    main()
