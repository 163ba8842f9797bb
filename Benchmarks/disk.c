// disk FOLDER SECONDS: how often a second this disk makes 4 KiB durable (append and fdatasync, one thread).
// Prints one JSON line.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BLOCK = 4096, MOST = 1000000 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words) {
    if (count != 3) return 2;
    static char block[BLOCK];
    static double took[MOST];
    char path[4096];
    memset(block, 'w', sizeof block);
    snprintf(path, sizeof path, "%s/disk-probe", words[1]);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (file < 0) { perror(path); return 1; }
    double seconds = atof(words[2]), start = now(), before = start;
    size_t writes = 0;
    while (before - start < seconds && writes < MOST) {
        if (write(file, block, BLOCK) != BLOCK || fdatasync(file) != 0) { perror(path); return 1; }
        double after = now();
        took[writes++] = after - before;
        before = after;
    }
    close(file);
    unlink(path);
    qsort(took, writes, sizeof took[0], ascending);
    printf("{\"per_second\": %.1f, \"p50_ms\": %.3f, \"p99_ms\": %.3f}\n", (double)writes / (before - start),
           took[writes / 2] * 1e3, took[writes * 99 / 100] * 1e3);
    return 0;
}
