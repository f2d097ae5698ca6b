"""A process that sends one keyed write: `knock SECRET KEY`, see test_api_race.py.

It says "ready", waits for a line, invites one colleague, and says the status and the answer's body.
"""

import json
import os
import sys

import django


def main(secret: str, key: str) -> str:
    from django.test import Client

    body = {"name": "Nina Newova", "email": "nina@okno.test", "roles": ["closer"], "hired_on": "2026-10-12"}
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key}
    print("ready", flush=True)
    sys.stdin.readline()
    sent = {"content_type": "application/json", "headers": headers, "SERVER_NAME": "localhost"}
    answer = Client().post("/api/v1/employees", json.dumps(body), **sent)
    return f"{answer.status_code} {answer.content.decode()}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okno.top.config.settings")
    django.setup()
    print(main(*sys.argv[1:]), flush=True)
