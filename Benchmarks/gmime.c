/* Reads mails with GMime alone, for comparison: parses each, decodes its address and subject fields, and decodes every
   part into memory, text into UTF-8 where its charset is named. Input: a file of mails, each after its length as four
   bytes, the lowest first. Prints the best round's mails per second. */
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static size_t decoded;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void part(GMimeObject *parent, GMimeObject *object, gpointer data) {
    (void)parent;
    (void)data;
    if (GMIME_IS_TEXT_PART(object)) {
        char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(object));
        if (text) decoded += strlen(text);
        g_free(text);
    } else if (GMIME_IS_PART(object)) {
        GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
        GMimeStream *memory = g_mime_stream_mem_new();
        if (content) decoded += (size_t)g_mime_data_wrapper_write_to_stream(content, memory);
        g_object_unref(memory);
        const char *name = g_mime_part_get_filename(GMIME_PART(object));
        if (name) decoded += strlen(name);
    }
}

static void people(GMimeMessage *message, GMimeAddressType type) {
    InternetAddressList *list = g_mime_message_get_addresses(message, type);
    for (int i = 0; list && i < internet_address_list_length(list); i++) {
        const char *name = internet_address_get_name(internet_address_list_get_address(list, i));
        if (name) decoded += strlen(name);
    }
}

static void read_mail(const unsigned char *bytes, size_t count) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, count);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    if (message) {
        const char *subject = g_mime_message_get_subject(message);
        if (subject) decoded += strlen(subject);
        people(message, GMIME_ADDRESS_TYPE_FROM);
        people(message, GMIME_ADDRESS_TYPE_TO);
        g_mime_message_foreach(message, part, NULL);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    FILE *file = fopen(argv[1], "rb");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    unsigned char *all = malloc(size + 1);
    if (!all || fread(all, 1, size, file) != size) return 1;
    fclose(file);
    g_mime_init();
    double best = 0;
    for (int round = 0; round < atoi(argv[2]); round++) {
        size_t mails = 0, place = 0;
        decoded = 0;
        double start = now();
        while (place + 4 <= size) {
            size_t count = all[place] | (size_t)all[place + 1] << 8 | (size_t)all[place + 2] << 16 | (size_t)all[place + 3] << 24;
            place += 4;
            if (place + count > size) break;
            read_mail(all + place, count);
            place += count;
            mails++;
        }
        double rate = (double)mails / (now() - start);
        if (rate > best) best = rate;
    }
    printf("%.0f %zu\n", best, decoded);
    free(all);
    return 0;
}
