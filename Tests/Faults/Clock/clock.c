// A wall clock that can be set: preloaded into the hub, it adds the seconds written in CLOCK_FILE to the time of day.
// Clocks that only go forward (monotonic, since boot) stay as they are, as they do when an administrator sets the time.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long shift;       // seconds
static long looked = -1;  // when the file was last read, in tenths of a second since boot

static long shift_now(void) {
    struct timespec since;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &since);
    long tenth = since.tv_sec * 10 + since.tv_nsec / 100000000;
    pthread_mutex_lock(&lock);
    if (tenth != looked) {
        looked = tenth;
        const char *path = getenv("CLOCK_FILE");
        FILE *file = path ? fopen(path, "r") : NULL;
        if (file) {
            long read;
            if (fscanf(file, "%ld", &read) == 1) shift = read;
            fclose(file);
        }
    }
    long result = shift;
    pthread_mutex_unlock(&lock);
    return result;
}

int clock_gettime(clockid_t clock, struct timespec *result) {
    long failed = syscall(SYS_clock_gettime, clock, result);
    if (failed == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) result->tv_sec += shift_now();
    return (int)failed;
}

int gettimeofday(struct timeval *restrict result, void *restrict zone) {
    struct timespec now;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
    result->tv_sec = now.tv_sec;
    result->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *result) {
    struct timespec now;
    if (clock_gettime(CLOCK_REALTIME, &now) != 0) return -1;
    if (result) *result = now.tv_sec;
    return now.tv_sec;
}
