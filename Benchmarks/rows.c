// rows STORE COPY MODE GROUP: writes the rows that a finished store holds for its messages into a fresh store with the
// same tables and indexes, as fast as SQLite lets a plain C program (WAL, synchronous=FULL). Prints one JSON line.
//
// MODE once:  all rows of GROUP messages in one commit.
// MODE steps: as a hub must that loses nothing it accepted: GROUP messages kept with their jobs (commit), the jobs
//             leased (commit), everything else written and the jobs ended (commit).
// Ends after all messages or the first group after 15 seconds.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MESSAGES = 20000, ROWS = 64, COLUMNS = 24, SECONDS = 15 };

// In the order in which a message's rows are written; `rows` finds those of delivery ?1, the first two when accepted.
static const struct { const char *table, *rows; } parts[] = {
    {"contents", "SELECT c.* FROM d JOIN contents c ON c.association = d.association AND c.sha256 = d.content"},
    {"deliveries", "SELECT d.* FROM d"},
    {"people", "SELECT p.* FROM d JOIN tickets t ON t.association = d.association AND t.id = d.ticket "
               "JOIN people p ON p.association = t.association AND p.id = t.person"},
    {"identities", "SELECT i.* FROM d JOIN tickets t ON t.association = d.association AND t.id = d.ticket "
                   "JOIN identities i ON i.association = t.association AND i.person = t.person"},
    {"tickets", "SELECT t.* FROM d JOIN tickets t ON t.association = d.association AND t.id = d.ticket"},
    {"jobs", "SELECT j.* FROM d JOIN jobs j ON j.association = d.association AND j.kind = 'promise' "
             "AND j.subject = d.ticket"},
    {"messages", "SELECT m.* FROM d JOIN messages m ON m.association = d.association AND m.ticket = d.ticket "
                 "AND m.delivery IS NOT NULL"},
    {"message_ids", "SELECT i.* FROM d JOIN messages m ON m.association = d.association AND m.ticket = d.ticket "
                    "AND m.delivery IS NOT NULL JOIN message_ids i ON i.association = d.association "
                    "AND i.message_id = json_extract(m.details, '$.messageID') AND i.ticket = d.ticket"},
    {"events", "SELECT e.* FROM d JOIN events e ON e.association = d.association AND e.ticket = d.ticket"},
    {"outbox", "SELECT o.* FROM d JOIN outbox o ON o.association = d.association AND o.ticket = d.ticket"},
    {"jobs", "SELECT j.* FROM d JOIN outbox o ON o.association = d.association AND o.ticket = d.ticket "
             "JOIN jobs j ON j.association = o.association AND j.kind = 'send' AND j.subject = o.id"},
    {"messages", "SELECT m.* FROM d JOIN messages m ON m.association = d.association AND m.ticket = d.ticket "
                 "AND m.outgoing IS NOT NULL"},
};
enum { PARTS = sizeof parts / sizeof parts[0], ACCEPTED = 2 };

struct row { int part, columns; sqlite3_value *values[COLUMNS]; };
struct message { int rows; struct row *row[ROWS]; sqlite3_value *association, *id, *ticket; };

static struct message messages[MESSAGES];
static int count;
static sqlite3 *db;
static sqlite3_stmt *insert[PARTS], *begin, *commit, *queue, *lease, *settle, *finish;

static void fail(const char *what) {
    fprintf(stderr, "%s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
    return statement;
}

static void run(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static void set(const char *pragma) {
    if (sqlite3_exec(db, pragma, NULL, NULL, NULL) != SQLITE_OK) fail(pragma);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double used(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/// Takes all rows of the finished store into memory, message by message, in the order of arrival.
static void load(void) {
    sqlite3_stmt *deliveries = prepare("SELECT association, id, ticket FROM deliveries ORDER BY id");
    sqlite3_stmt *find[PARTS];
    for (int part = 0; part < PARTS; part++) {
        char sql[2000];
        snprintf(sql, sizeof sql, "WITH d AS (SELECT * FROM deliveries WHERE association = ?1 AND id = ?2) %s",
                 parts[part].rows);
        find[part] = prepare(sql);
    }
    while (sqlite3_step(deliveries) == SQLITE_ROW && count < MESSAGES) {
        struct message *message = &messages[count++];
        message->association = sqlite3_value_dup(sqlite3_column_value(deliveries, 0));
        message->id = sqlite3_value_dup(sqlite3_column_value(deliveries, 1));
        message->ticket = sqlite3_value_dup(sqlite3_column_value(deliveries, 2));
        for (int part = 0; part < PARTS; part++) {
            sqlite3_bind_value(find[part], 1, message->association);
            sqlite3_bind_value(find[part], 2, message->id);
            while (sqlite3_step(find[part]) == SQLITE_ROW && message->rows < ROWS) {
                struct row *row = calloc(1, sizeof *row);
                if (row == NULL) fail("no memory");
                row->part = part;
                row->columns = sqlite3_column_count(find[part]);
                for (int column = 0; column < row->columns && column < COLUMNS; column++)
                    row->values[column] = sqlite3_value_dup(sqlite3_column_value(find[part], column));
                message->row[message->rows++] = row;
            }
            sqlite3_reset(find[part]);
        }
    }
    sqlite3_finalize(deliveries);
    for (int part = 0; part < PARTS; part++) sqlite3_finalize(find[part]);
}

static void prepareWrites(void) {
    for (int part = 0; part < PARTS; part++) {
        char sql[400], marks[2 * COLUMNS + 1] = "";
        snprintf(sql, sizeof sql, "SELECT * FROM %s LIMIT 0", parts[part].table);
        sqlite3_stmt *look = prepare(sql);
        for (int column = 0; column < sqlite3_column_count(look); column++) strcat(marks, column == 0 ? "?" : ",?");
        sqlite3_finalize(look);
        snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (%s)", parts[part].table, marks);
        insert[part] = prepare(sql);
    }
    begin = prepare("BEGIN IMMEDIATE");
    commit = prepare("COMMIT");
    queue = prepare("INSERT INTO jobs (association, kind, subject, lane, due_at, attempts) "
                    "VALUES (?1, 'read', ?2, 'email', 1, 0)");
    lease = prepare("UPDATE jobs SET due_at = 2, attempts = attempts + 1, holder = 'rows' "
                    "WHERE association = ?1 AND kind = 'read' AND subject = ?2");
    settle = prepare("UPDATE deliveries SET state = 'ticketed', ticket = ?3, reason = NULL "
                     "WHERE association = ?1 AND id = ?2");
    finish = prepare("DELETE FROM jobs WHERE association = ?1 AND kind = 'read' AND subject = ?2 AND attempts = 1");
}

static long writeRows(const struct message *message, int fromPart, int toPart) {
    long written = 0;
    for (int number = 0; number < message->rows; number++) {
        const struct row *row = message->row[number];
        if (row->part < fromPart || row->part >= toPart) continue;
        sqlite3_stmt *statement = insert[row->part];
        for (int column = 0; column < row->columns; column++)
            sqlite3_bind_value(statement, column + 1, row->values[column]);
        run(statement);
        written++;
    }
    return written;
}

static void runOn(sqlite3_stmt *statement, const struct message *message) {
    sqlite3_bind_value(statement, 1, message->association);
    sqlite3_bind_value(statement, 2, message->id);
    if (statement == settle) sqlite3_bind_value(statement, 3, message->ticket);
    run(statement);
}

static long writeOnce(int from, int to) {
    long written = 0;
    run(begin);
    for (int number = from; number < to; number++) written += writeRows(&messages[number], 0, PARTS);
    run(commit);
    return written;
}

static long writeInSteps(int from, int to) {
    long written = 0;
    run(begin);
    for (int number = from; number < to; number++) {
        written += writeRows(&messages[number], 0, ACCEPTED);
        runOn(queue, &messages[number]);
    }
    run(commit);
    run(begin);
    for (int number = from; number < to; number++) runOn(lease, &messages[number]);
    run(commit);
    run(begin);
    for (int number = from; number < to; number++) {
        written += writeRows(&messages[number], ACCEPTED, PARTS);
        runOn(settle, &messages[number]);
        runOn(finish, &messages[number]);
    }
    run(commit);
    return written;
}

int main(int words, char **word) {
    if (words != 5) return 2;
    int inSteps = strcmp(word[3], "steps") == 0, group = atoi(word[4]);
    if (sqlite3_open_v2(word[1], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) fail(word[1]);
    load();
    sqlite3_close(db);
    if (sqlite3_open_v2(word[2], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) fail(word[2]);
    set("PRAGMA journal_mode = WAL");
    set("PRAGMA synchronous = FULL");
    set("PRAGMA wal_autocheckpoint = 2000");
    prepareWrites();
    long written = 0;
    double start = now(), before = used();
    int done = 0;
    while (done < count && now() - start < SECONDS) {
        int to = done + group < count ? done + group : count;
        written += inSteps ? writeInSteps(done, to) : writeOnce(done, to);
        done = to;
    }
    double seconds = now() - start;
    printf("{\"messages\": %d, \"rows\": %ld, \"seconds\": %.6f, \"processor\": %.6f}\n", done, written, seconds,
           used() - before);
    return 0;
}
