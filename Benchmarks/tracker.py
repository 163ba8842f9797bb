"""Measures the processor time of one mail at the hub and at Request Tracker 5, the same mails in the same run.

Request Tracker is Debian's (request-tracker5, rt5-db-postgresql), on a PostgreSQL server of its own, with settings of
its own; its mails go in through its own gateway within one process and its acknowledgements are rendered and dropped. Database
included on both sides. Without the package it says so and measures nothing. tracker.py TOOLS: TOOLS holds the built feed.
BENCH_TRACKED mails (200), BENCH_REPEATS times.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import machine
import mails
from hub import Hub, trained
from postgres import Server

COUNT = int(os.environ.get("BENCH_TRACKED", 200))
CONNECTIONS = 8
REPEATS = int(os.environ.get("BENCH_REPEATS", 3))
SETUP = "/usr/sbin/rt-setup-database-5"

SITE = """
Set($rtname, 'bench.example'); Set($Organization, 'bench.example');
Set($CorrespondAddress, 'rt@bench.example'); Set($CommentAddress, 'comment@bench.example');
Set($WebDomain, '127.0.0.1'); Set($WebPort, 8095); Set($WebPath, ''); Set($WebBaseURL, 'http://127.0.0.1:8095');
Set($DatabaseType, 'Pg'); Set($DatabaseHost, '127.0.0.1'); Set($DatabasePort, '%d'); Set($DatabaseName, 'tracker');
Set($DatabaseUser, 'tracker'); Set($DatabasePassword, 'tracker'); Set($DatabaseAdmin, 'wasl');
Set($MailCommand, 'testfile'); Set($HTMLFormatter, 'core');
Set($LogToSyslog, undef); Set($LogToSTDERR, 'critical'); Set($LogToFile, undef); Set($Timezone, 'Asia/Riyadh');
1;
"""


def main(tools):
    """The whole run."""
    if not pathlib.Path(SETUP).exists():
        print("Request Tracker 5 (request-tracker5, rt5-db-postgresql) is not installed: not measured.")
        return
    print(machine.description(), flush=True)
    table = machine.Table()
    with tempfile.TemporaryDirectory(prefix="wasl-tracker-") as folder:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        model = trained(folder)
        server = Server(folder / "server")
        try:
            tracker = Tracker(folder, server)
            for number in range(REPEATS):
                written = mails.write(folder / f"mails-{number}", COUNT, seed=50 + number)
                theirs, rate = tracker.take([path for _, _, path in written])
                ours = hub(folder / f"hub-{number}", model, tools, written)
                table.add("Request Tracker: taken", "messages/s", rate)
                table.add("Request Tracker: processor time, database included", "ms a message", theirs)
                table.add("hub: processor time through LMTP, search index included", "ms a message", ours)
                table.add("Request Tracker / hub", "times", theirs / ours)
        finally:
            server.remove()
    print(f"{COUNT} mails a time\n")
    print(table.text())


class Tracker:
    """Request Tracker with a database and settings of its own."""

    def __init__(self, folder, server):
        self.server = server
        site = folder / "RT_SiteConfig.pm"
        site.write_text(SITE % server.port)
        (folder / "none").mkdir()
        # What the package's own settings say counts for nothing here.
        self.environment = os.environ | {"RT_SITE_CONFIG": str(site), "RT_SITE_CONFIG_DIR": str(folder / "none")}
        done = subprocess.run([SETUP, "--action", "init", "--dba", "wasl", "--dba-password", "none"],
                              env=self.environment, capture_output=True, text=True, timeout=300, cwd=folder)
        if done.returncode != 0:
            raise SystemExit("Request Tracker was not set up: " + (done.stdout + done.stderr)[-1500:])

    def take(self, written):
        """Feeds mails; the processor time of one in ms, and messages a second."""
        before = self.server.processor_seconds()
        done = subprocess.run(
            ["perl", pathlib.Path(__file__).with_name("rt_gateway.pl")], input="".join(f"{path}\n" for path in written),
            env=self.environment, capture_output=True, text=True, timeout=600)
        if done.returncode != 0:
            raise SystemExit("Request Tracker's gateway: " + done.stderr[-1500:])
        said = json.loads(done.stdout.splitlines()[-1])
        if said["taken"] != len(written):
            raise SystemExit(f"Request Tracker took {said['taken']} of {len(written)} mails: " + done.stderr[-600:])
        used = said["processor"] + self.server.processor_seconds() - before
        return used * 1e3 / len(written), len(written) / said["seconds"]


def hub(folder, model, tools, written):
    """The processor time of one mail at a running hub in ms, through its LMTP door until the acknowledgement is queued."""
    hub = Hub(folder, model)
    hub.hold_mail()
    try:
        hub.start()
        hub.takes_mail()
        before = hub.processor_seconds()
        hub.feed(tools, CONNECTIONS, written)
        hub.wait("SELECT count(*) FROM jobs WHERE kind IN ('read', 'index')")
        used = hub.processor_seconds() - before
        if hub.number("SELECT count(*) FROM deliveries WHERE state = 'ticketed'") != len(written):
            raise SystemExit("The hub did not route every mail.")
        return used * 1e3 / len(written)
    finally:
        hub.remove()


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
