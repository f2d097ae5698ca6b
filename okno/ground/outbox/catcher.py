"""A local mail server for development: the letters it accepts are stored as files and go nowhere."""

import re
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
LARGEST = 32 * 1024 * 1024


class Catcher:
    """The handler that stores each letter as `<moment>-<n>-<to>.eml` and reports it in one line."""

    def __init__(self, folder: Path, tell: Callable[[str], object], clock: Callable[[], datetime]) -> None:
        self.folder, self.tell, self.clock = folder, tell, clock
        self.caught = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        self.caught += 1
        at, to = self.clock(), ", ".join(envelope.rcpt_tos)
        readable = re.sub(r"[^\w.@-]", "_", to)[:80]
        path = self.folder / f"{at:%Y%m%d-%H%M%S}-{self.caught:04d}-{readable}.eml"
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        subject = message_from_bytes(raw, policy=policy.default)["Subject"] or ""
        self.tell(f"{at:%H:%M:%S} {to} «{' '.join(str(subject).split())}» {path.name}")
        return "250 Caught"


def controller(catcher: Catcher, port: int) -> Controller:
    """Return the server, not started yet; its `start()` raises OSError when the port is in use."""
    return Controller(catcher, hostname=HOST, port=port, data_size_limit=LARGEST)
