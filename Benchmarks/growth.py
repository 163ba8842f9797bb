"""Measures what the hub costs as its store grows: mail, the officers' pages and search, and `wasl verify`.

growth.py TOOLS: TOOLS holds the built feed. The first tickets come through LMTP, each with an acknowledgement and a second mail of
the same person; then the rows are multiplied (multiply.py). BENCH_GROWTH: the sizes in tickets, each a multiple of the first
(10000,100000,1000000; three messages a ticket); BENCH_MESSAGES new mails at each size, BENCH_ASKED requests of each kind, over
one connection.
"""

import email.utils
import http.client
import os
import pathlib
import random
import re
import sys
import tempfile
import time
import urllib.parse

import machine
import mails
import pages
from hub import Hub, trained
from multiply import Multiplied

SIZES = [int(size) for size in os.environ.get("BENCH_GROWTH", "10000,100000,1000000").split(",")]
MESSAGES = int(os.environ.get("BENCH_MESSAGES", 3000))
ASKED = int(os.environ.get("BENCH_ASKED", 300))
REPEATS = int(os.environ.get("BENCH_REPEATS", 3))
CONNECTIONS = 32
WAITING = "SELECT count(*) FROM jobs WHERE kind = 'read'"
UNINDEXED = "SELECT count(*) FROM jobs WHERE kind = 'index'"


def main(tools):
    """The whole run."""
    print(machine.description(), flush=True)
    table = machine.Table()
    with tempfile.TemporaryDirectory(prefix="wasl-growth-") as folder:
        folder = pathlib.Path(folder)
        hub = Hub(folder / "hub", trained(folder))
        try:
            grow(Growth(folder, pathlib.Path(tools), hub, table))
        finally:
            hub.remove()
    print(table.text())


def grow(growth):
    """All sizes, one after the other."""
    begun = time.monotonic()
    growth.begin()
    multiplied = Multiplied(growth.hub, seed=7)
    cookies = None
    for size in SIZES:
        multiplied.grow(size // SIZES[0] - 1)
        tickets, messages = (growth.hub.number(f"SELECT count(*) FROM {name}") for name in ("tickets", "messages"))
        print(f"{tickets:,} tickets, {messages:,} messages after {time.monotonic() - begun:.0f} s, "
              f"{(growth.hub.data / 'wasl.db').stat().st_size / 1e9:.1f} GB", flush=True)
        growth.verify(size)
        cookies = growth.measure(size, cookies, multiplied.vocabulary)
    growth.compare()


class Growth:
    """One hub whose store grows."""

    def __init__(self, folder, tools, hub, table):
        self.folder, self.tools, self.hub, self.table, self.fed = folder, tools, hub, table, 0
        self.rates, self.queues = {}, {}

    def begin(self):
        """The first tickets, and an answer to each."""
        self.hub.hold_mail()
        first = mails.write(self.folder / "first", SIZES[0], seed=11)
        second = [(sender, recipient, answer(pathlib.Path(path))) for sender, recipient, path in first]
        self.hub.start()
        self.hub.takes_mail()
        for written in (first, second):
            self.feed(written)
        self.hub.wait(UNINDEXED, 1200)
        self.hub.stop()

    def feed(self, written):
        """Delivers mails and waits until they are routed; messages a second."""
        fed = self.hub.feed(self.tools, CONNECTIONS, written)
        return len(written) / (self.hub.wait(WAITING, 600) - fed["from"])

    def verify(self, size):
        """How long the ledger takes; it has to find nothing."""
        begun = time.monotonic()
        if self.hub.command("verify", seconds=1800).strip().splitlines()[-1] != "balanced":
            raise SystemExit("The grown store is not balanced.")
        self.table.add(f"{size:,} tickets: wasl verify", "s", time.monotonic() - begun)

    def measure(self, size, cookies, vocabulary):
        """Pages first, then mail; returns the cookies of the session."""
        hub = self.hub
        self.table.add(f"{size:,} tickets: start to first answer", "s", hub.start())
        hub.takes_mail()
        cookies = cookies or pages.sign_in(hub)
        with hub.store() as store:
            references = store.execute(
                "SELECT association, reference FROM tickets ORDER BY id % 9973, id LIMIT ?", (ASKED,)).fetchall()
        console = Console(hub, cookies)
        chance = random.Random(3)
        queries = [query(vocabulary, chance) for _ in range(ASKED)]
        for _ in range(REPEATS):
            queue = self.note(size, "queue page", [console.get("/console") for _ in range(ASKED)])
            self.queues.setdefault(size, []).append(queue)
            self.note(size, "list of all tickets", [console.get("/console/lists/all") for _ in range(ASKED)])
            self.note(size, "ticket page", [console.get("/console/tickets/%s/%s" % row) for row in references])
            self.note(size, "search", [console.search(words) for words in queries])
        for _ in range(REPEATS):
            self.fed += 1
            written = mails.write(self.folder / f"more-{self.fed}", MESSAGES, seed=100 + self.fed)
            rate = self.feed(written)
            self.rates.setdefault(size, []).append(rate)
            self.table.add(f"{size:,} tickets: routed", "messages/s", rate)
        self.table.add(f"{size:,} tickets: memory, resident", "MB", hub.memory()[0])
        hub.wait(UNINDEXED, 600)
        hub.stop()
        return cookies

    def note(self, size, name, took):
        """Median and 99th percentile of requests; returns the median."""
        took.sort()
        median = took[len(took) // 2] * 1e3
        self.table.add(f"{size:,} tickets: {name}, p50", "ms", median)
        self.table.add(f"{size:,} tickets: {name}, p99", "ms", took[len(took) * 99 // 100] * 1e3)
        return median

    def compare(self):
        """Each size beside the first."""
        for size in SIZES[1:]:
            for rate, first in zip(self.rates[size], self.rates[SIZES[0]]):
                self.table.add(f"cost of a message at {size:,} / at {SIZES[0]:,}", "ratio", first / rate)
            for median, first in zip(self.queues[size], self.queues[SIZES[0]]):
                self.table.add(f"queue page at {size:,} / at {SIZES[0]:,}, p50", "ratio", median / first)


class Console:
    """An officer's browser: one connection that is kept."""

    def __init__(self, hub, cookies):
        self.connection = http.client.HTTPConnection("127.0.0.1", hub.http, timeout=60)
        self.cookies = cookies
        self.token = re.search(r'name="csrf" value="([^"]*)"', self.ask("GET", "/console")[1]).group(1)

    def get(self, path):
        """The seconds that a page takes."""
        return self.ask("GET", path)[0]

    def search(self, words):
        """The seconds that a search takes."""
        return self.ask("POST", "/console/search", urllib.parse.urlencode({"csrf": self.token, "search": words}))[0]

    def ask(self, method, path, body=None):
        """One request: its seconds, and the page."""
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        begun = time.monotonic()
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        page = response.read()
        if response.status != 200:
            raise SystemExit(f"{method} {path} was answered {response.status}.")
        return time.monotonic() - begun, page.decode()


def query(vocabulary, chance):
    """One or two words, of any frequency; every fourth time one that almost every Arabic or English mail has."""
    if chance.random() < 0.25:
        return chance.choice(["المساعدة", "إيجار", "rent", "papers", "والدتي"])
    ranks = [int(10 ** chance.uniform(0, 4.5)) for _ in range(chance.choice([1, 1, 2]))]
    return " ".join(vocabulary.rank(rank) for rank in ranks)


def answer(path):
    """Writes the mail in which a person comes back to a mail of theirs; its file."""
    raw = path.read_bytes()
    head = raw.split(b"\r\n\r\n", 1)[0].decode()
    message, sender, to = (
        re.search(rf"^{name}: (.*(?:\r\n[ \t].*)*)", head, re.M).group(1) for name in ("Message-ID", "From", "To"))
    file = path.with_suffix(".answer")
    file.write_bytes((
        f"From: {sender}\r\nTo: {to}\r\nSubject: Re: my request\r\nIn-Reply-To: {message}\r\nReferences: {message}\r\n"
        f"Message-ID: <again.{message.strip('<>')}>\r\nDate: {email.utils.format_datetime(email.utils.localtime())}\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        "I would like to add that the paper from the hospital is ready. Shall I bring it on Sunday?\r\n").encode())
    return file


if __name__ == "__main__":
    main(sys.argv[1])
