"""Measures the route on PostgreSQL, with 1, 2 and 4 working processes, beside pgbench doing the same claims and rows.

The deliveries are taken in first; what is measured is claiming, reading, routing and recording until the queue is empty.
pgbench claims as many jobs at once, and writes the same rows into the same tables, statement by statement, in
transactions of as many messages, with as many connections; it reads and decides nothing.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import machine
import mails
from hub import BINARY, Hub, trained
from postgres import Server

MESSAGES = int(os.environ.get("BENCH_MESSAGES", 3000))
REPEATS = int(os.environ.get("BENCH_REPEATS", 3))
SECONDS = int(os.environ.get("BENCH_SECONDS", 6))
WORKERS = (1, 2, 4)
GROUP = 32


def main():
    """The whole run."""
    print(machine.description(), flush=True)
    table = machine.Table()
    with tempfile.TemporaryDirectory(prefix="wasl-shared-") as folder:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        server = Server(folder / "server")
        try:
            model = trained(folder)
            written = mails.write(folder / "mails", MESSAGES, seed=3)
            for number in range(REPEATS):
                for workers in WORKERS:
                    work(server, folder, model, written, workers, number, table)
        finally:
            server.remove()
    print(table.text())


def work(server, folder, model, written, workers, number, table):
    """One filling and emptying of the queue, then the same rows by pgbench in the same database."""
    name = f"hub_{workers}_{number}"
    url = server.fresh(name)
    hubs = [Hub(folder / f"{name}-{index}", model) for index in range(workers)]
    for hub in hubs:
        hub.environment |= {"WASL_DATABASE_URL": url}
    first = hubs[0]
    first.command("outbox")
    server.ask(name, "INSERT INTO settings VALUES ('paused:email', '1')")
    first.command("ingest", "--channel", "email", *(str(path) for _, _, path in written))
    server.ask(name, "VACUUM ANALYZE")
    before, begun = server.processor_seconds(), time.monotonic()
    processes = [subprocess.Popen([BINARY, "work"], env=hub.environment, cwd=hub.folder, stdout=subprocess.DEVNULL)
                 for hub in hubs]
    try:
        while server.ask(name, "SELECT count(*) FROM jobs WHERE kind = 'read'") != "0":
            if time.monotonic() - begun > 120:
                raise SystemExit("The queue is not empty after 120 s.")
            time.sleep(0.01)
        seconds = time.monotonic() - begun
        used = server.processor_seconds() - before
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)
    routed = int(server.ask(name, "SELECT count(*) FROM deliveries WHERE state = 'ticketed'"))
    if routed != len(written):
        raise SystemExit(f"Of {len(written)} mails {routed} were routed.")
    script = folder / "rows.pgbench"
    script.write_text(rows())
    prepare(server, name)
    limit = server.bench(name, script, workers, SECONDS) * GROUP
    rate = len(written) / seconds
    noun = "worker" if workers == 1 else "workers"
    table.add(f"PostgreSQL, {workers} {noun}: routed, starting included", "messages/s", rate)
    table.add(f"PostgreSQL, {workers} {noun}: processor time of the server", "ms a message", used * 1e3 / len(written))
    table.add(f"pgbench, {workers} connections: same claims and rows", "messages/s", limit)
    table.add(f"hub / pgbench, {workers} {noun}", "ratio", rate / limit)
    for hub in hubs:
        hub.remove()


def prepare(server, name):
    """Jobs and deliveries for pgbench to claim and settle, and a counter for keys."""
    server.ask(name, """
        CREATE SEQUENCE bench START 1000000;
        INSERT INTO deliveries (association, id, receipt, channel, repeat_key, content, size, recipients, attributes,
            received_at, repeats, state) SELECT 'bench', n, n::text, 'email', int8send(n), '', 4096, '[]', '{}', 0, 0,
            'accepted' FROM generate_series(1::bigint, 200000) AS n;
        INSERT INTO jobs (association, kind, subject, lane, due_at, attempts, line)
            SELECT 'bench', 'bench', n, 'email', 0, 0, n::text FROM generate_series(1, 200000) AS n""")
    server.ask(name, "VACUUM ANALYZE")


def rows():
    """The pgbench script: one claim, then the rows of its messages in one transaction."""
    text = "'" + "نص من الرسالة " * 40 + "'"
    lines = [
        "UPDATE jobs SET due_at = due_at + 1000000, attempts = attempts + 1, holder = 'x' WHERE (association, kind,"
        " subject) IN (SELECT association, kind, subject FROM jobs WHERE kind = 'bench' AND due_at < 1000000"
        f" ORDER BY due_at, subject LIMIT {GROUP} FOR UPDATE SKIP LOCKED) RETURNING subject;", "BEGIN;"]
    for index in range(GROUP):
        k = f":k{index}"
        lines += [
            f"SELECT nextval('bench') AS k{index} \\gset",
            f"SELECT person FROM identities WHERE association = 'bench' AND kind = 'email' AND value = 'a{index}';",
            f"INSERT INTO people VALUES ('bench', {k}, 'name', 'ar', 0);",
            f"INSERT INTO identities VALUES ('bench', 'email', {k}::text, {k}) ON CONFLICT DO NOTHING;",
            "INSERT INTO tickets (association, id, reference, kind, urgency, stage, channel, medium, person, subject,"
            f" language, sealed, opened_at, updated_at, reading) VALUES ('bench', {k}, {k}::text, 'inquiry', 3, 'open',"
            f" 'email', 'email', {k}, 'subject', 'ar', 0, 0, 0, {text});",
            f"INSERT INTO jobs VALUES ('bench', 'promise', {k}, '', 99999999, 0, NULL, NULL, NULL);",
            f"INSERT INTO messages VALUES ('bench', {k}, 1, 'incoming', 'email', {k}, NULL, 0, 'a', 0, 's', {text}, '',"
            " '{}');",
            f"INSERT INTO message_ids VALUES ('bench', {k}::text, {k}) ON CONFLICT DO NOTHING;",
            f"INSERT INTO events VALUES ('bench', 99, {k}, 0, 'hub', 'opened', {k}, '{{}}', sha256('x'));",
            f"INSERT INTO events VALUES ('bench', 98, {k}, 0, 'hub', 'promised', {k}, '{{}}', sha256('x'));",
            f"UPDATE deliveries SET state = 'ticketed', ticket = {k} WHERE association = 'bench' AND id = {k} - 999999;",
            f"SELECT count(*) FROM outbox WHERE association = 'bench' AND recipient = {k}::text;",
            "INSERT INTO outbox (association, id, ticket, reference, purpose, cause, channel, medium, recipient_kind,"
            " recipient, language, subject, text, details, state, attempts, created_at) VALUES ('bench',"
            f" {k}, {k}, {k}::text, 'acknowledgement', 'c', 'email', 'email', 'email', {k}::text, 'ar', 's', {text},"
            " '{}', 'queued', 0, 0) ON CONFLICT DO NOTHING;",
            f"INSERT INTO jobs VALUES ('bench', 'send', {k}, 'email', 99999999, 0, NULL, NULL, NULL);",
            f"INSERT INTO messages VALUES ('bench', {k}, 2, 'outgoing', 'email', NULL, {k}, 1, 'a', 0, 's', {text}, '',"
            " '{}');",
            f"DELETE FROM jobs WHERE association = 'bench' AND kind = 'bench' AND subject = {k} - 999999;"]
    return "\n".join(lines + ["COMMIT;"]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
