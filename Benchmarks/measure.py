"""Measures the hub beside the machine's own limits, in one run, and prints one table.

1. mail through LMTP: kept, read, routed, acknowledgement queued, all of it durable
2. the same from files: `wasl ingest`, then `wasl work --until-idle`
3. the limit: plain C programs that write the same rows into the same tables and that parse the same mails with GMime,
   and the disk alone
4. starting and resting: until /healthz answers, memory after five seconds
5. pages: a public one and the officers' list
6. what an installation takes on disk

Each is repeated and the parts take turns, so that a noisy minute falls on all of them. BENCH_QUICK=1 measures the first
and the third alone, with fewer mails.
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
import pages
import sizes
from hub import BINARY, Hub, trained

QUICK = os.environ.get("BENCH_QUICK", "0") not in ("", "0")
MESSAGES = int(os.environ.get("BENCH_MESSAGES", 2000 if QUICK else 3000))
STORED = int(os.environ.get("BENCH_STORED", 10000))
REPEATS = int(os.environ.get("BENCH_REPEATS", 3))
CONNECTIONS = int(os.environ.get("BENCH_CONNECTIONS", 32))
GROUP = 128
PARSE_ROUNDS = 3
REST = 5

OFFICERS_LIST = "/console/lists/all?association=al-eman"
WAITS_TO_BE_READ = "SELECT count(*) FROM jobs WHERE kind = 'read'"
WAITS_TO_BE_SENT = "SELECT count(*) FROM jobs WHERE kind = 'send'"


def main(tools):
    """The whole run; `tools` holds the C programs."""
    if not BINARY.exists():
        raise SystemExit(f"{BINARY} is not there; build it with: swift build -c release --product wasl")
    print(machine.description(), flush=True)
    table = machine.Table()
    with tempfile.TemporaryDirectory(prefix="wasl-bench-") as folder:
        place = Place(pathlib.Path(folder), pathlib.Path(tools), table)
        for number in range(REPEATS):
            place.disk()
            finished = place.mail(number)
            place.limits(finished, number)
            finished.remove()
            if QUICK:
                continue
            place.mail_and_sending(number)
            place.files(number)
            place.start("empty", place.folder / f"empty-{number}")
        if not QUICK:
            place.stored()
            sizes.measure(table, place.folder, place.model)
    print(f"{MESSAGES} mails of {place.mail_bytes:,.0f} bytes a time over {CONNECTIONS} connections\n")
    print(table.text())


class Place:
    """The folder of a run, the mails and the model in it, and the table of figures."""

    def __init__(self, folder, tools, table):
        self.folder, self.tools, self.table = folder, tools, table
        self.model = trained(folder)
        self.mails = mails.write(folder / "mails", MESSAGES, seed=1)
        self.mail_bytes = sum(path.stat().st_size for _, _, path in self.mails) / MESSAGES
        self.list = self.listed("list", self.mails)

    def listed(self, name, written):
        """A list for `feed`."""
        path = self.folder / name
        path.write_text("".join(f"{sender} {recipient} {file}\n" for sender, recipient, file in written))
        return path

    def tool(self, name, *words):
        """Runs one of the C programs and returns what it says."""
        done = subprocess.run([self.tools / name, *map(str, words)], capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise SystemExit(f"{name} failed: {done.stderr}")
        return json.loads(done.stdout)

    def disk(self):
        """How fast the disk alone is."""
        probe = self.tool("disk", self.folder, 1)
        self.table.add("disk: 4 KiB appended and made durable", "a second", probe["per_second"])
        self.table.add("disk: one such write, median", "ms", probe["p50_ms"])

    def mail(self, number):
        """Mail through LMTP until all of it is routed and acknowledgements are queued; returns the hub, stopped."""
        hub = Hub(self.folder / f"mail-{number}", self.model)
        hub.hold_mail()
        fed, routed, used = self.feed(hub, self.list, len(self.mails))
        check(hub, len(self.mails))
        self.table.add("LMTP: accepted", "messages/s", len(self.mails) / (fed["to"] - fed["from"]))
        self.rate = len(self.mails) / (routed - fed["from"])
        self.table.add("LMTP: accepted, routed, acknowledgement queued", "messages/s", self.rate)
        self.used = used * 1e3 / len(self.mails)
        self.table.add("LMTP: processor time of the hub", "ms a message", self.used)
        hub.stop()
        return hub

    def feed(self, hub, mail_list, count):
        """Starts a hub and delivers a list; returns the driver's figures, the moment of routing, processor seconds."""
        hub.start()
        try:
            hub.takes_mail()
            before = hub.processor_seconds()
            fed = self.tool("feed", hub.lmtp, CONNECTIONS, mail_list)
            if fed["accepted"] != count:
                raise SystemExit(f"{fed['refused']} of {count} mails were refused.")
            routed = hub.wait(WAITS_TO_BE_READ)
            return fed, routed, hub.processor_seconds() - before
        except BaseException:
            hub.stop()
            raise

    def mail_and_sending(self, number):
        """The same while acknowledgements leave for the outbox folder."""
        hub = Hub(self.folder / f"sending-{number}", self.model)
        try:
            fed, routed, _ = self.feed(hub, self.list, len(self.mails))
            self.table.add("LMTP while sending: routed", "messages/s", len(self.mails) / (routed - fed["from"]))
            sent = hub.wait(WAITS_TO_BE_SENT, 120)
            self.table.add("LMTP while sending: acknowledgement written out", "messages/s",
                           len(self.mails) / (sent - fed["from"]))
        finally:
            hub.remove()

    def files(self, number):
        """The same mails from files, by two commands, their starting included."""
        hub = Hub(self.folder / f"files-{number}", self.model)
        hub.hold_mail()
        first = time.monotonic()
        hub.command("ingest", "--channel", "email", *(str(path) for _, _, path in self.mails))
        second = time.monotonic()
        hub.command("work", "--until-idle")
        third = time.monotonic()
        check(hub, len(self.mails))
        self.table.add("files: wasl ingest", "messages/s", len(self.mails) / (second - first))
        self.table.add("files: wasl work --until-idle", "messages/s", len(self.mails) / (third - second))
        self.table.add("files: both", "messages/s", len(self.mails) / (third - first))
        hub.remove()

    def limits(self, finished, number):
        """What plain C programs take for the rows of the finished store, and for parsing the same mails."""
        once, rows_used = self.written(finished, number, "once", GROUP)
        steps, steps_used = self.written(finished, number, "steps", GROUP)
        single, _ = self.written(finished, number, "once", 1)
        said = self.tool("parse", self.list, PARSE_ROUNDS)
        parse_used = said["seconds"] * 1e3 / said["messages"]
        self.table.add(f"C limit: same rows, {GROUP} messages a commit", "messages/s", once)
        self.table.add(
            f"C limit: same rows, steps and grouping ({CONNECTIONS} kept a commit, then {GROUP})", "messages/s", steps)
        self.table.add("C: same rows, one message a commit", "messages/s", single)
        self.table.add("hub / C limit (same rows)", "ratio", self.rate / once)
        self.table.add("hub / C limit (same rows, steps and grouping)", "ratio", self.rate / steps)
        self.table.add("C: same rows, processor time", "ms a message", rows_used)
        self.table.add("C: same rows, steps and grouping, processor time", "ms a message", steps_used)
        self.table.add("C: GMime's bare parse of the same mails, processor time", "ms a message", parse_used)
        self.table.add("processor time: hub / (C rows + C parse)", "ratio", self.used / (rows_used + parse_used))
        self.table.add("processor time: hub / (C rows in steps + C parse)", "ratio",
                       self.used / (steps_used + parse_used))

    def written(self, finished, number, mode, group):
        """Messages a second of one mode, and its processor time in ms a message."""
        hub = Hub(self.folder / f"limit-{number}-{mode}-{group}", self.model)
        hub.hold_mail()
        said = self.tool("rows", finished.data / "wasl.db", hub.data / "wasl.db", mode, group, CONNECTIONS)
        hub.remove()
        self.table.add("rows a message", "rows", said["rows"] / said["messages"])
        return said["messages"] / said["seconds"], said["processor"] * 1e3 / said["messages"]

    def start(self, name, folder=None, hub=None):
        """Start-up to the first answer, and memory at rest."""
        hub = hub or Hub(folder, self.model)
        self.table.add(f"start to first answer, {name} store", "ms", hub.start() * 1e3)
        time.sleep(REST)
        resident, anonymous = hub.memory()
        self.table.add(f"memory {REST} s after starting, {name} store, resident", "MB", resident)
        self.table.add(f"memory {REST} s after starting, {name} store, anonymous", "MB", anonymous)
        hub.stop()

    def stored(self):
        """A store with many tickets: filling, starting, pages."""
        name = f"{STORED:,}-ticket"
        hub = Hub(self.folder / "stored", self.model)
        hub.hold_mail()
        written = mails.write(self.folder / "many", STORED, seed=2)
        fed, routed, _ = self.feed(hub, self.listed("many-list", written), STORED)
        self.table.add(f"LMTP: {STORED:,} mails routed", "messages/s", STORED / (routed - fed["from"]))
        resident, anonymous = hub.memory()
        self.table.add(f"memory after {STORED:,} mails, resident", "MB", resident)
        self.table.add(f"memory after {STORED:,} mails, anonymous", "MB", anonymous)
        hub.stop()
        check(hub, STORED)
        for _ in range(REPEATS):
            self.start(name, hub=hub)
        hub.start()
        try:
            cookies = pages.sign_in(hub)
            lists = [("public page", "/al-eman", ""), (f"officers' list of {name} store", OFFICERS_LIST, cookies)]
            print(f"{pages.rows(hub, OFFICERS_LIST, cookies)} tickets on the officers' list")
            for _ in range(REPEATS):
                for page, path, cookie in lists:
                    rate, median, slow = pages.rate(hub, path, cookie)
                    self.table.add(f"{page}: served", "pages/s", rate)
                    self.table.add(f"{page}: p50", "ms", median)
                    self.table.add(f"{page}: p99", "ms", slow)
        finally:
            hub.remove()


def check(hub, count):
    """Stops the run unless every mail became a ticket with its acknowledgement."""
    tickets = hub.number("SELECT count(*) FROM deliveries WHERE state = 'ticketed'")
    answers = hub.number("SELECT count(*) FROM outbox WHERE purpose = 'acknowledgement'")
    if tickets != count or answers < count * 0.99:
        hub.stop()
        raise SystemExit(f"Of {count} mails {tickets} were routed and {answers} acknowledged.")


if __name__ == "__main__":
    main(sys.argv[1])
