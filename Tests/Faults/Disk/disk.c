// A disk that remembers or fails: preloaded into the hub, it looks at every write and sync of the files below DISK_ROOT.
//
// DISK_LOG    every change and sync is written there in order, and every positive answer to a sender ("250 … kept as …")
// DISK_FAULT  while this file exists it says what fails: "write|sync ERRNO once|always"; "once" removes the file
// DISK_SLOW   milliseconds that every sync takes longer
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int number_of[MOST];  // of each descriptor below the root, from 1; 0 is none of ours
static char *names[MOST];
static int known;
static int log_fd = -1;
static const char *root, *fault;
static long slow;

#define REAL(type, name, ...) static type (*real_##name)(__VA_ARGS__)
REAL(int, open, const char *, int, ...);
REAL(int, openat, int, const char *, int, ...);
REAL(int, close, int);
REAL(ssize_t, write, int, const void *, size_t);
REAL(ssize_t, writev, int, const struct iovec *, int);
REAL(ssize_t, pwrite64, int, const void *, size_t, off_t);
REAL(int, ftruncate64, int, off_t);
REAL(int, fsync, int);
REAL(int, fdatasync, int);
REAL(ssize_t, sendmsg, int, const struct msghdr *, int);
REAL(ssize_t, send, int, const void *, size_t, int);
REAL(ssize_t, sendto, int, const void *, size_t, int, const struct sockaddr *, socklen_t);
REAL(int, unlink, const char *);

__attribute__((constructor)) static void begin(void) {
#define FIND(name) real_##name = dlsym(RTLD_NEXT, #name)
  FIND(open); FIND(openat); FIND(close); FIND(write); FIND(writev); FIND(pwrite64); FIND(ftruncate64);
  FIND(fsync); FIND(fdatasync); FIND(sendmsg); FIND(send); FIND(sendto); FIND(unlink);
  root = getenv("DISK_ROOT");
  fault = getenv("DISK_FAULT");
  slow = getenv("DISK_SLOW") ? atol(getenv("DISK_SLOW")) : 0;
  const char *path = getenv("DISK_LOG");
  if (path) log_fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

// One record: kind, number of the file, offset, length, bytes. The caller holds the lock.
static void record(char kind, int file, uint64_t offset, const void *bytes, uint32_t length) {
  if (log_fd < 0) return;
  struct __attribute__((packed)) { char kind; uint8_t file; uint64_t offset; uint32_t length; } head = {
      kind, (uint8_t)file, offset, length};
  struct iovec parts[2] = {{&head, sizeof head}, {(void *)bytes, length}};
  if (syscall(SYS_writev, log_fd, parts, length ? 2 : 1) < 0) abort();
}

static int tracked(int fd) { return fd >= 0 && fd < MOST ? number_of[fd] : 0; }

static int number(const char *path) {
  for (int i = 0; i < known; i++)
    if (!strcmp(names[i], path)) return i + 1;
  if (known == 250) return 0;
  names[known++] = strdup(path);
  record('O', known, 0, path, strlen(path));
  return known;
}

static void opened(int fd, const char *path) {
  if (fd < 0 || fd >= MOST) return;
  pthread_mutex_lock(&lock);
  number_of[fd] = 0;
  struct stat is;
  if (root && !strncmp(path, root, strlen(root)) && !fstat(fd, &is) && S_ISREG(is.st_mode)) number_of[fd] = number(path);
  pthread_mutex_unlock(&lock);
}

// The errno with which a call of a kind shall fail now; 0 for none.
static int failure(const char *call) {
  if (!fault) return 0;
  int fd = syscall(SYS_openat, AT_FDCWD, fault, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return 0;
  char text[64] = {0}, kind[16] = {0}, times[16] = {0};
  int code = 0;
  ssize_t got = syscall(SYS_read, fd, text, sizeof text - 1);
  syscall(SYS_close, fd);
  if (got <= 0 || sscanf(text, "%15s %d %15s", kind, &code, times) != 3 || strcmp(kind, call)) return 0;
  if (!strcmp(times, "once")) syscall(SYS_unlinkat, AT_FDCWD, fault, 0);
  return code;
}

// A positive answer is on record before it can be heard.
static void answer(const void *bytes, size_t length) {
  if (log_fd < 0 || length < 4 || memcmp(bytes, "250 ", 4)) return;
  if (!memmem(bytes, length, "kept as", 7)) return;
  pthread_mutex_lock(&lock);
  record('A', 0, 0, bytes, length < 4096 ? length : 4096);
  pthread_mutex_unlock(&lock);
}

#define MODE(flags) \
  mode_t mode = 0; \
  if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) {
  MODE(flags);
  int fd = real_open(path, flags, mode);
  opened(fd, path);
  return fd;
}
int open64(const char *path, int flags, ...) {
  MODE(flags);
  int fd = real_open(path, flags | O_LARGEFILE, mode);
  opened(fd, path);
  return fd;
}
int openat(int folder, const char *path, int flags, ...) {
  MODE(flags);
  int fd = real_openat(folder, path, flags, mode);
  opened(fd, path);
  return fd;
}

int close(int fd) {
  if (fd == log_fd) return 0;
  if (fd >= 0 && fd < MOST) number_of[fd] = 0;
  return real_close(fd);
}

int unlink(const char *path) {
  pthread_mutex_lock(&lock);
  if (root && !strncmp(path, root, strlen(root))) {
    int file = number(path);
    if (file) record('U', file, 0, NULL, 0);
  }
  int result = real_unlink(path);
  pthread_mutex_unlock(&lock);
  return result;
}

static ssize_t change(int fd, const void *bytes, size_t length, off_t offset, int moves) {
  int code = failure("write");
  if (code) { errno = code; return -1; }
  pthread_mutex_lock(&lock);
  ssize_t done = moves ? real_write(fd, bytes, length) : real_pwrite64(fd, bytes, length, offset);
  if (done > 0) record('W', tracked(fd), offset, bytes, done);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
  return tracked(fd) ? change(fd, bytes, length, offset, 0) : real_pwrite64(fd, bytes, length, offset);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

ssize_t write(int fd, const void *bytes, size_t length) {
  if (tracked(fd)) return change(fd, bytes, length, lseek(fd, 0, SEEK_CUR), 1);
  answer(bytes, length);
  return real_write(fd, bytes, length);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  for (int i = 0; i < count; i++) answer(parts[i].iov_base, parts[i].iov_len);
  return real_writev(fd, parts, count);
}
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
  for (size_t i = 0; i < message->msg_iovlen; i++) answer(message->msg_iov[i].iov_base, message->msg_iov[i].iov_len);
  return real_sendmsg(fd, message, flags);
}
ssize_t send(int fd, const void *bytes, size_t length, int flags) {
  answer(bytes, length);
  return real_send(fd, bytes, length, flags);
}
ssize_t sendto(int fd, const void *bytes, size_t length, int flags, const struct sockaddr *to, socklen_t size) {
  answer(bytes, length);
  return real_sendto(fd, bytes, length, flags, to, size);
}

int ftruncate64(int fd, off_t length) {
  if (!tracked(fd)) return real_ftruncate64(fd, length);
  int code = failure("write");
  if (code) { errno = code; return -1; }
  pthread_mutex_lock(&lock);
  int result = real_ftruncate64(fd, length);
  if (!result) record('T', tracked(fd), length, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int settle(int fd, int (*real)(int)) {
  if (!tracked(fd)) return real(fd);
  if (slow) usleep(slow * 1000);
  int code = failure("sync");
  if (code) { errno = code; return -1; }
  pthread_mutex_lock(&lock);
  int result = real(fd);
  if (!result) record('S', tracked(fd), 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int fsync(int fd) { return settle(fd, real_fsync); }
int fdatasync(int fd) { return settle(fd, real_fdatasync); }
