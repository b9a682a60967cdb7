"""A mail server on loopback that keeps what it takes, and answers as it is told to."""

import asyncio
import threading
from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP

# Told instead of an answer: the mail is taken and the line cut before the yes; nothing is ever said.
CUT_AFTER_TAKING, SILENCE = "451 cut", "451 silence"
TAKEN = "250 OK"
LISTENS_WITHIN = 10
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True)
class Mail:
    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self):
        return message_from_bytes(self.content, policy=policy.default)

    @property
    def message_id(self):
        return self.message["Message-ID"]


class Sink:
    """`with Sink() as sink:` then `sink.url` is what EMAIL_URL takes, and `sink.mails` what has arrived."""

    def __init__(self):
        self.port = 0
        self.mails = []
        self.tries = Counter()
        self._answers = defaultdict(deque)
        self._lock = threading.Lock()
        self._thread = None

    def __enter__(self):
        self.up()
        return self

    def __exit__(self, *_):
        self.down()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def up(self):
        """On the same port as before, so that whoever was told the address finds it again."""
        listening = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(listening)), daemon=True)
        self._thread.start()
        if not listening.wait(LISTENS_WITHIN):
            raise RuntimeError("the mail server does not listen")

    def down(self):
        """Whoever is on the line is cut off; who comes later is refused."""
        if self._thread is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join()
            self._thread = None

    def answer(self, address, *answers, at="data"):
        """What the next mails to this address hear, one after the other; after that they are taken.

        `at` is "data", after the mail, or "recipient", when it is said whom it is for.
        """
        self._answers[at, address].extend(answers)

    def to(self, address):
        return self.by_recipient()[address]

    def by_recipient(self):
        """{address: its mails in the order in which they came}"""
        found = defaultdict(list)
        with self._lock:
            for mail in self.mails:
                for address in mail.recipients:
                    found[address].append(mail)
        return found

    async def _serve(self, listening):
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        lines = []

        def line():
            lines.append(SMTP(self, data_size_limit=LARGEST, decode_data=False, hostname="sink"))
            return lines[-1]

        server = await self._loop.create_server(line, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        listening.set()
        await self._stop.wait()
        server.close()
        for one in lines:
            if one.transport is not None:
                one.transport.abort()
        await server.wait_closed()

    async def handle_RCPT(self, server, session, envelope, address, options):
        said = self._next("recipient", address)
        if said == TAKEN:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server, session, envelope):
        said = self._next("data", envelope.rcpt_tos[0])
        if said == SILENCE:
            await self._stop.wait()
        if said in (TAKEN, CUT_AFTER_TAKING):
            self._keep(envelope)
        if said == CUT_AFTER_TAKING:
            server.transport.abort()
        return said

    def _next(self, at, address):
        answers = self._answers[at, address]
        said = answers.popleft() if answers else TAKEN
        if at == "data" or said != TAKEN:
            self.tries[address] += 1
        return said

    def _keep(self, envelope):
        mail = Mail(envelope.mail_from, tuple(envelope.rcpt_tos), bytes(envelope.content))
        with self._lock:
            self.mails.append(mail)
