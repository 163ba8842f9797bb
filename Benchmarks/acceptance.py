"""Measures how fast mail is accepted, by the same client: the hub's LMTP door, and Postfix handing to Dovecot.

acceptance.py TOOLS: TOOLS holds the built disk and feed. smtp-source delivers mails of 4 KiB of its own, each with another
Message-ID, over 1, 10 and 100 connections that are kept; the own driver brings the mails of the other measurements and says how
long each waited for its answer. The hub reads and routes while it accepts, as Postfix hands over. BENCH_ACCEPTED mails
a time (2,000), BENCH_REPEATS times.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import machine
import mails
from hub import Hub, trained
from mta import MailServer

COUNT = int(os.environ.get("BENCH_ACCEPTED", 2000))
REPEATS = int(os.environ.get("BENCH_REPEATS", 3))
CONNECTIONS = (1, 10, 100)
WAITS_TO_BE_READ = "SELECT count(*) FROM jobs WHERE kind = 'read'"


def main(tools):
    """The whole run."""
    print(machine.description(), flush=True)
    table = machine.Table()
    with tempfile.TemporaryDirectory(prefix="wasl-acceptance-") as folder:
        folder, tools = pathlib.Path(folder), pathlib.Path(tools)
        model = trained(folder)
        written = mails.write(folder / "mails", COUNT, seed=5)
        server = MailServer()
        try:
            for number in range(REPEATS):
                for connections in CONNECTIONS:
                    turn(Turn(folder / f"{number}-{connections}", tools, table, connections), model, written, server)
        finally:
            server.remove()
    print(f"{COUNT} mails a time\n")
    print(table.text())



class Turn:
    """One number of connections, once."""

    def __init__(self, folder, tools, table, connections):
        folder.mkdir()
        self.folder, self.tools, self.table, self.connections = folder, tools, table, connections
        self.noun = f"{connections} connection" + ("" if connections == 1 else "s")

    def disk(self):
        """How fast the disk alone is."""
        done = subprocess.run([self.tools / "disk", self.folder, "1"], capture_output=True, text=True, timeout=60, check=True)
        return json.loads(done.stdout)

    def source(self, port, recipient, *words):
        """Seconds in which smtp-source has delivered COUNT mails."""
        begun = time.monotonic()
        done = subprocess.run(
            ["smtp-source", *words, "-d", "-s", str(self.connections), "-m", str(COUNT), "-l", "4096",
             "-f", "person@home.example", "-t", recipient, f"127.0.0.1:{port}"],
            capture_output=True, text=True, timeout=300)
        if done.returncode != 0:
            raise SystemExit(f"smtp-source: {done.stderr[-600:]}")
        return time.monotonic() - begun

    def add(self, name, unit, value):
        """One more figure of this number of connections."""
        self.table.add(f"{self.noun}: {name}", unit, value)


def turn(turn, model, written, server):
    """The disk, the hub by both drivers, Postfix with Dovecot, in this order and close together."""
    disk = turn.disk()
    turn.table.add("disk: made durable", "a second", disk["per_second"])
    turn.table.add("disk: one fdatasync, median", "ms", disk["p50_ms"])
    turn.table.add("disk: one fdatasync, p99", "ms", disk["p99_ms"])
    hub_rate, slow = hub(turn, model, written)
    user = f"u{turn.connections}x{turn.folder.name.split('-')[0]}"
    begun = time.monotonic()
    taken = turn.source(server.port, f"{user}@bench.example")
    done = server.wait(user, COUNT)
    turn.add("Postfix: accepted", "messages/s", COUNT / taken)
    turn.add("Postfix and Dovecot: accepted and delivered", "messages/s", COUNT / (done - begun))
    turn.add("hub / Postfix, accepted, smtp-source", "ratio", hub_rate / (COUNT / taken))
    turn.add("hub / Postfix and Dovecot, accepted and delivered", "ratio", hub_rate / (COUNT / (done - begun)))
    turn.add("hub: p99 of one acceptance / one fdatasync", "ratio", slow / disk["p50_ms"])


def hub(turn, model, written):
    """Both drivers at a fresh hub; its rate by smtp-source, and the 99th percentile of an acceptance in ms."""
    hub = Hub(turn.folder / "hub", model)
    hub.hold_mail()
    try:
        hub.start()
        hub.takes_mail()
        fed = hub.feed(turn.tools, turn.connections, written)
        turn.add("hub: accepted, mails that differ", "messages/s", COUNT / (fed["to"] - fed["from"]))
        turn.add("hub: one acceptance, p50", "ms", fed["p50_ms"])
        turn.add("hub: one acceptance, p99", "ms", fed["p99_ms"])
        hub.wait(WAITS_TO_BE_READ, 300)
        taken = turn.source(hub.lmtp, written[0][1], "-L")
        turn.add("hub: accepted, smtp-source", "messages/s", COUNT / taken)
        kept = hub.number("SELECT count(*) FROM deliveries")
        if kept != 2 * COUNT:
            raise SystemExit(f"Of {2 * COUNT} mails {kept} are kept.")
        return COUNT / taken, fed["p99_ms"]
    finally:
        hub.remove()


if __name__ == "__main__":
    main(sys.argv[1])
