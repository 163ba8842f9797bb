"""Makes a large store of a small one: every row that the hub wrote, again and again, under other numbers.

A copy lies three days before the last one. Its people, words, receipts, kept bytes and their SHA-256 are its own, and
its events are a chain of their own with seals of their own, so that `wasl verify` finds nothing. Nineteen in twenty
of its tickets are closed and its acknowledgements are sent, as in a store that has grown by itself.
"""

import contextlib
import hashlib
import shutil
import sqlite3

from vocabulary import Vocabulary

DAYS = 3 * 86_400_000
# Identifiers are milliseconds, then 21 bits.
STEP = DAYS << 21
WORDS = 8
OPEN_ONE_IN = 20

DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017",
        "9438617205", "2581436790")

ROWS = [
    """INSERT INTO people SELECT association, id - :shift, name || ' ' || some(id - :shift, 1), language, since - :days
    FROM base.people""",
    """INSERT INTO identities SELECT association, kind, 'c' || :copy || '.' || value, person - :shift, trouble
    FROM base.identities""",
    """INSERT INTO tickets SELECT t.association, t.id - :shift, n.new, t.kind, t.field, t.urgency,
    CASE WHEN is_open(t.id, :copy) THEN t.stage ELSE 'closed' END, t.channel, t.medium, t.officer, t.person - :shift,
    t.subject || ' ' || some(t.id - :shift, 1), t.language, t.sealed, t.opened_at - :days, t.due_at, t.updated_at - :days,
    t.reading, t.mentions FROM base.tickets t JOIN numbers n ON n.association = t.association AND n.old = t.reference""",
    """INSERT INTO messages SELECT association, ticket - :shift, id - :shift, direction, medium, delivery - :shift,
    outgoing - :shift, automatic, author, written_at - :days, subject,
    CASE WHEN automatic THEN text ELSE text || char(10, 10) || some(id - :shift, :words) END, folded, details
    FROM base.messages""",
    """INSERT INTO message_ids SELECT association, 'c' || :copy || '.' || message_id, ticket - :shift
    FROM base.message_ids""",
    """INSERT INTO outbox SELECT o.association, o.id - :shift, o.ticket - :shift, n.new, o.purpose,
    'delivery-' || (CAST(substr(o.cause, 10) AS INTEGER) - :shift), o.channel, o.medium, o.recipient_kind,
    'c' || :copy || '.' || o.recipient, o.recipient_name, o.language, replace(o.subject, n.old, n.new),
    replace(o.text, n.old, n.new), replace(o.details, n.old, n.new), 'sent', 1, NULL, o.note, o.created_at - :days,
    o.created_at - :days FROM base.outbox o JOIN numbers n ON n.association = o.association AND n.old = o.reference""",
    """INSERT INTO deliveries SELECT d.association, d.id - :shift, n.new, d.channel, sum(:copy, d.repeat_key), s.new, d.size,
    d.sender, d.recipients, d.attributes, d.received_at - :days, 0, d.state, d.reason, d.ticket - :shift
    FROM base.deliveries d JOIN numbers n ON n.association = d.association AND n.old = d.receipt
    JOIN sums s ON s.association = d.association AND s.old = d.content""",
    """INSERT INTO jobs (association, kind, subject, lane, due_at, attempts)
    SELECT association, kind, subject - :shift, lane, due_at + :copy * 60000, 0 FROM base.jobs
    WHERE kind = 'promise' AND is_open(subject, :copy)""",
    "INSERT INTO search_rows SELECT id - :shift, association, ticket - :shift FROM base.search_rows",
    """INSERT INTO search_words (rowid, words) SELECT id - :shift, words || ' ' || some(id - :shift, :words) FROM documents
    ORDER BY id""",
]


class Multiplied:
    """A store in which copies are made of the rows that it has now; its hub is stopped while they are."""

    def __init__(self, hub, seed):
        self.hub, self.vocabulary, self.copies = hub, Vocabulary(seed), 0
        self.base = hub.folder / "base.db"
        with hub.store() as store:
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(hub.data / "wasl.db", self.base)

    def grow(self, copies):
        """Makes copies until there are so many."""
        with self.open() as store:
            while self.copies < copies:
                self.copies += 1
                store.execute("BEGIN")
                self.copy(store, self.copies)
                store.execute("COMMIT")
        with self.hub.store() as store:
            store.execute("PRAGMA journal_mode = WAL")

    def open(self):
        """The store, with the base beside it; not durable, since a fill that breaks off is begun again."""
        store = sqlite3.connect(self.hub.data / "wasl.db", isolation_level=None)
        store.execute("PRAGMA journal_mode = OFF")
        store.execute("PRAGMA synchronous = OFF")
        store.execute("PRAGMA cache_size = -1000000")
        store.execute("PRAGMA temp_store = MEMORY")
        store.execute("ATTACH ? AS base", (str(self.base),))
        store.create_function("some", 2, self.vocabulary.some, deterministic=True)
        store.create_function("is_open", 2, lambda ticket, copy: (ticket // 4096 + copy) % OPEN_ONE_IN == 0)
        store.create_function("sum", 2, lambda copy, key: hashlib.sha256(b"%d:" % copy + key).digest())
        store.executescript("""
            CREATE TEMP TABLE numbers (association, old, new, PRIMARY KEY (association, old)) WITHOUT ROWID;
            CREATE TEMP TABLE sums (association, old, new, PRIMARY KEY (association, old)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(base, search_words, instance);
            CREATE TEMP TABLE documents AS SELECT doc AS id, group_concat(term, ' ') AS words FROM indexed GROUP BY doc;
        """)
        return contextlib.closing(store)

    def copy(self, store, copy):
        """One copy of everything."""
        number(store)
        keep(store, copy)
        words = {"shift": copy * STEP, "days": copy * DAYS, "copy": copy, "words": WORDS}
        for statement in ROWS:
            store.execute(statement, words)
        chain(store, copy)


def number(store):
    """Receipts for a copy, after those that were given."""
    store.execute("DELETE FROM numbers")
    for association, name, given in store.execute(
            "SELECT association, name, value FROM counters WHERE name LIKE 'receipt-%'").fetchall():
        receipts = [old for (old,) in store.execute(
            "SELECT receipt FROM base.deliveries WHERE association = ? ORDER BY id", (association,))]
        store.executemany("INSERT INTO numbers VALUES (?, ?, ?)", (
            (association, old, receipt(name[-2:], given + index)) for index, old in enumerate(receipts, start=1)))
        store.execute("UPDATE counters SET value = ? WHERE association = ? AND name = ?",
                      (given + len(receipts), association, name))


def receipt(year, serial):
    """A receipt: year, serial, Damm's check digit."""
    body, row = f"{year}{serial:05}", 0
    for digit in body:
        row = int(DAMM[row][int(digit)])
    return f"{body}{row}"


def keep(store, copy):
    """The bytes of a copy, each with a line more, under their own SHA-256."""
    store.execute("DELETE FROM sums")
    for association, old, raw in store.execute("SELECT association, sha256, bytes FROM base.contents"):
        raw = b"X-Copy: %d\r\n" % copy + raw
        new = hashlib.sha256(raw).digest()
        store.execute("INSERT INTO contents (association, sha256, part, bytes) VALUES (?, ?, 0, ?)",
                      (association, new, raw))
        store.execute("INSERT INTO sums VALUES (?, ?, ?)", (association, old, new))


def chain(store, copy):
    """The events of a copy as one chain of each association."""
    previous = {}
    rows = []
    for association, at, actor, kind, ticket, facts in store.execute(
            "SELECT association, at, actor, kind, ticket, facts FROM base.events ORDER BY association, chain, number"):
        count, seal = previous.get(association, (0, bytes(31) + bytes([copy % 256])))
        at -= copy * DAYS
        ticket = None if ticket is None else ticket - copy * STEP
        fields = (str(count + 1), str(at), actor, kind, "" if ticket is None else str(ticket), facts)
        coded = [field.encode() for field in fields]
        seal = hashlib.sha256(seal + b"".join(b"%d:" % len(field) + field for field in coded)).digest()
        previous[association] = count + 1, seal
        rows.append((association, copy, count + 1, at, actor, kind, ticket, facts, seal))
    store.executemany(
        "INSERT INTO events (association, chain, number, at, actor, kind, ticket, facts, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
