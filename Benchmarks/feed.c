// feed PORT CONNECTIONS LIST: delivers mails over persistent LMTP connections (RFC 2033), with pipelining (RFC 2920), as
// a mail server does. LIST holds one mail a line: sender, recipient, file (CRLF line ends). Prints one JSON line
// with the moments of the monotonic clock at which the first byte left and the last mail was answered, and how long a mail
// waited for its answer, from the sending of its content on.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MAILS = 100000, CONNECTIONS = 200, LINE = 2048 };

struct mail { char *envelope, *content; size_t envelopeLength, contentLength; };

// A connection waits for so many replies to its commands, then sends the content, then waits for one more.
struct connection {
    char *out;
    size_t outLength, outSent, lineLength;
    int commandsOpen, isSending, current;
    double began;
    char line[LINE];
};

static struct mail mails[MAILS];
static int count, next, accepted, refused;
static struct connection connections[CONNECTIONS];
static struct pollfd sockets[CONNECTIONS];
static double waited[MAILS];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void add(const char *sender, const char *recipient, const char *path) {
    struct mail *mail = &mails[count++];
    int file = open(path, O_RDONLY);
    struct stat facts;
    if (file < 0 || fstat(file, &facts) != 0) fail(path);
    size_t size = (size_t)facts.st_size;
    char *bytes = malloc(size);
    mail->content = malloc(size * 2 + 5);
    if (bytes == NULL || mail->content == NULL || read(file, bytes, size) != (ssize_t)size) fail(path);
    close(file);
    char *to = mail->content;
    for (size_t at = 0; at < size; at++) {
        if (bytes[at] == '.' && (at == 0 || bytes[at - 1] == '\n')) *to++ = '.';
        *to++ = bytes[at];
    }
    memcpy(to, ".\r\n", 3);
    mail->contentLength = (size_t)(to + 3 - mail->content);
    free(bytes);
    int length = asprintf(&mail->envelope, "MAIL FROM:<%s>\r\nRCPT TO:<%s>\r\nDATA\r\n", sender, recipient);
    if (length < 0) fail("memory");
    mail->envelopeLength = (size_t)length;
}

static void load(const char *list) {
    char sender[400], recipient[400], path[4000];
    FILE *file = fopen(list, "r");
    if (file == NULL) fail(list);
    while (count < MAILS && fscanf(file, "%399s %399s %3999s", sender, recipient, path) == 3)
        add(sender, recipient, path);
    fclose(file);
}

static void push(struct connection *connection, const char *bytes, size_t length) {
    size_t rest = connection->outLength - connection->outSent;
    char *out = malloc(rest + length);
    if (out == NULL) fail("memory");
    if (rest > 0) memcpy(out, connection->out + connection->outSent, rest);
    memcpy(out + rest, bytes, length);
    free(connection->out);
    connection->out = out;
    connection->outLength = rest + length;
    connection->outSent = 0;
}

static void begin(struct connection *connection) {
    connection->isSending = 0;
    connection->current = next < count ? next++ : -1;
    if (connection->current < 0) return;
    connection->commandsOpen = 3;
    push(connection, mails[connection->current].envelope, mails[connection->current].envelopeLength);
}

static void take(struct connection *connection) {
    if (connection->line[3] == '-' || connection->current < 0) return;
    if (connection->isSending) {
        waited[accepted + refused] = now() - connection->began;
        if (connection->line[0] == '2') accepted++; else refused++;
        begin(connection);
    } else if (connection->line[0] != '2' && connection->line[0] != '3') {
        fprintf(stderr, "a command was refused: %s\n", connection->line);
        exit(1);
    } else if (--connection->commandsOpen == 0) {
        connection->isSending = 1;
        connection->began = now();
        push(connection, mails[connection->current].content, mails[connection->current].contentLength);
    }
}

static void receive(struct connection *connection, int socket) {
    char bytes[16384];
    ssize_t length = recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
    if (length == 0 || (length < 0 && errno != EAGAIN)) fail("the hub closed a connection");
    for (ssize_t at = 0; at < length; at++) {
        if (connection->lineLength < LINE - 1) connection->line[connection->lineLength++] = bytes[at];
        if (bytes[at] != '\n') continue;
        connection->line[connection->lineLength] = 0;
        connection->lineLength = 0;
        take(connection);
    }
}

static void transmit(struct connection *connection, int socket) {
    size_t rest = connection->outLength - connection->outSent;
    if (rest == 0) return;
    ssize_t sent = send(socket, connection->out + connection->outSent, rest, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) connection->outSent += (size_t)sent;
    if (sent < 0 && errno != EAGAIN) fail("send");
}

/// Connects and says LHLO; returns after its last line of answer.
static int openConnection(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int handle = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    if (handle < 0 || connect(handle, (struct sockaddr *)&address, sizeof address) != 0) fail("connect");
    setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    FILE *lines = fdopen(dup(handle), "r");
    char line[LINE];
    setvbuf(lines, NULL, _IONBF, 0);
    if (fgets(line, sizeof line, lines) == NULL || strncmp(line, "220", 3) != 0) fail("greeting");
    if (send(handle, "LHLO feed.example\r\n", 19, MSG_NOSIGNAL) != 19) fail("LHLO");
    do {
        if (fgets(line, sizeof line, lines) == NULL) fail("LHLO");
    } while (line[3] == '-');
    fclose(lines);
    return handle;
}

static int order(const void *left, const void *right) {
    double difference = *(const double *)left - *(const double *)right;
    return (difference > 0) - (difference < 0);
}

int main(int words, char **word) {
    if (words != 4) return 2;
    int wanted = atoi(word[2]);
    if (wanted < 1 || wanted > CONNECTIONS) return 2;
    load(word[3]);
    for (int number = 0; number < wanted; number++) sockets[number].fd = openConnection(atoi(word[1]));
    double start = now();
    for (int number = 0; number < wanted; number++) begin(&connections[number]);
    while (accepted + refused < count) {
        for (int number = 0; number < wanted; number++) {
            transmit(&connections[number], sockets[number].fd);
            int isFull = connections[number].outSent < connections[number].outLength;
            sockets[number].events = isFull ? POLLIN | POLLOUT : POLLIN;
        }
        if (poll(sockets, (nfds_t)wanted, 20000) <= 0) fail("the hub is silent");
        for (int number = 0; number < wanted; number++)
            if (sockets[number].revents & (POLLIN | POLLHUP | POLLERR))
                receive(&connections[number], sockets[number].fd);
    }
    double end = now();
    qsort(waited, (size_t)count, sizeof waited[0], order);
    printf("{\"accepted\": %d, \"refused\": %d, \"from\": %.6f, \"to\": %.6f, \"p50_ms\": %.3f, \"p99_ms\": %.3f}\n", accepted,
           refused, start, end, waited[count / 2] * 1e3, waited[count * 99 / 100] * 1e3);
    return 0;
}
