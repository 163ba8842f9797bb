// parse LIST ROUNDS: the bare reading of mails by GMime, in memory and on one thread: structure, the header fields
// that a ticket needs, every text in UTF-8, every attachment decoded. LIST is the one that `feed` takes. Prints one JSON
// line with the processor seconds of all rounds.
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAILS = 100000 };

static struct { char *bytes; gsize length; } mails[MAILS];
static int count;
static size_t found;

static double used(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void load(const char *list) {
    char path[4000];
    FILE *file = fopen(list, "r");
    if (file == NULL) { perror(list); exit(1); }
    while (count < MAILS && fscanf(file, "%*s %*s %3999s", path) == 1) {
        if (!g_file_get_contents(path, &mails[count].bytes, &mails[count].length, NULL)) { perror(path); exit(1); }
        count++;
    }
    fclose(file);
}

static void note(const char *text) {
    if (text != NULL) found += strlen(text);
}

static void readPart(GMimeObject *parent, GMimeObject *part, gpointer unused) {
    (void)parent, (void)unused;
    if (GMIME_IS_TEXT_PART(part)) {
        char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
        note(text);
        g_free(text);
    } else if (GMIME_IS_PART(part)) {
        GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
        GMimeStream *sink = g_mime_stream_mem_new();
        if (content != NULL) found += (size_t)MAX(0, g_mime_data_wrapper_write_to_stream(content, sink));
        note(g_mime_part_get_filename(GMIME_PART(part)));
        g_object_unref(sink);
    }
}

static void readAddresses(InternetAddressList *list) {
    for (int at = 0; list != NULL && at < internet_address_list_length(list); at++) {
        InternetAddress *address = internet_address_list_get_address(list, at);
        note(internet_address_get_name(address));
        if (INTERNET_ADDRESS_IS_MAILBOX(address)) note(internet_address_mailbox_get_addr((InternetAddressMailbox *)address));
    }
}

static void readMail(const char *bytes, gsize length) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *mail = g_mime_parser_construct_message(parser, NULL);
    if (mail != NULL) {
        note(g_mime_message_get_subject(mail));
        note(g_mime_message_get_message_id(mail));
        note(g_mime_object_get_header(GMIME_OBJECT(mail), "References"));
        readAddresses(g_mime_message_get_from(mail));
        readAddresses(g_mime_message_get_to(mail));
        if (g_mime_message_get_date(mail) != NULL) found++;
        g_mime_message_foreach(mail, readPart, NULL);
        g_object_unref(mail);
    }
    g_object_unref(parser);
    g_object_unref(stream);
}

int main(int words, char **word) {
    if (words != 3) return 2;
    g_mime_init();
    load(word[1]);
    int rounds = atoi(word[2]);
    double start = used();
    for (int round = 0; round < rounds; round++)
        for (int at = 0; at < count; at++) readMail(mails[at].bytes, mails[at].length);
    printf("{\"messages\": %d, \"seconds\": %.6f, \"found\": %zu}\n", count * rounds, used() - start, found);
    return 0;
}
