// Stands between a program and the C library, and is as unkind as a system may be.
//
//   HARD_SEED=n     what is drawn
//   HARD_SHUFFLE=1  the names in a folder come in any order
//   HARD_SHORT=1    reads and writes do a part of what was asked, or are interrupted
//   HARD_CLOCK=n    it is n seconds past 1970, always
//   HARD_COUNT=file how often each was done is added to this file at the end
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t state;
static int shuffles, shortens, has_clock;
static const char *clock_file;
static long long clock_at;
static unsigned long shuffled, shortened, interrupted, asked_clock;

__attribute__((constructor)) static void begin(void) {
  const char *seed = getenv("HARD_SEED"), *at = getenv("HARD_CLOCK");
  state = (seed ? strtoull(seed, NULL, 10) : 1) * 2654435769u + 1;
  shuffles = getenv("HARD_SHUFFLE") != NULL;
  shortens = getenv("HARD_SHORT") != NULL;
  has_clock = at != NULL;
  clock_at = at ? strtoll(at, NULL, 10) : 0;
  clock_file = getenv("HARD_CLOCK_FILE");
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("HARD_COUNT");
  FILE *file = path ? fopen(path, "a") : NULL;
  if (!file) return;
  shortens = 0;
  fprintf(file, "%lu %lu %lu %lu\n", shuffled, shortened, interrupted, asked_clock);
  fclose(file);
}

static uint64_t draw(uint64_t below) {
  pthread_mutex_lock(&lock);
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  uint64_t drawn = state % below;
  pthread_mutex_unlock(&lock);
  return drawn;
}

// ---------------------------------------------------------------- folders

struct folder {
  DIR *dir;
  struct dirent64 **entries;
  size_t count, at;
  struct folder *next;
};
static struct folder *folders;
static pthread_mutex_t folders_lock = PTHREAD_MUTEX_INITIALIZER;

static struct folder *gather(DIR *dir, struct dirent64 *(*real)(DIR *)) {
  struct folder *made = calloc(1, sizeof *made);
  made->dir = dir;
  for (;;) {
    struct dirent64 *entry = real(dir);
    if (!entry) break;
    made->entries = realloc(made->entries, (made->count + 1) * sizeof *made->entries);
    made->entries[made->count] = malloc(entry->d_reclen);
    memcpy(made->entries[made->count++], entry, entry->d_reclen);
  }
  for (size_t i = made->count; i > 1; i--) {
    size_t other = draw(i);
    struct dirent64 *held = made->entries[i - 1];
    made->entries[i - 1] = made->entries[other];
    made->entries[other] = held;
    shuffled++;
  }
  made->next = folders;
  return folders = made;
}

struct dirent64 *readdir64(DIR *dir) {
  static struct dirent64 *(*real)(DIR *);
  if (!real) real = (struct dirent64 * (*)(DIR *)) dlsym(RTLD_NEXT, "readdir64");
  if (!shuffles) return real(dir);
  int before = errno;
  pthread_mutex_lock(&folders_lock);
  struct folder *each = folders;
  while (each && each->dir != dir) each = each->next;
  if (!each) each = gather(dir, real);
  struct dirent64 *entry = each->at < each->count ? each->entries[each->at++] : NULL;
  pthread_mutex_unlock(&folders_lock);
  errno = before;
  return entry;
}

int closedir(DIR *dir) {
  static int (*real)(DIR *);
  if (!real) real = (int (*)(DIR *)) dlsym(RTLD_NEXT, "closedir");
  pthread_mutex_lock(&folders_lock);
  for (struct folder **at = &folders; *at; at = &(*at)->next) {
    if ((*at)->dir != dir) continue;
    struct folder *gone = *at;
    *at = gone->next;
    for (size_t i = 0; i < gone->count; i++) free(gone->entries[i]);
    free(gone->entries);
    free(gone);
    break;
  }
  pthread_mutex_unlock(&folders_lock);
  return real(dir);
}

// ---------------------------------------------------------------- reads and writes

// How much is done of what was asked; 0 when the call is interrupted.
static size_t part(size_t asked) {
  if (!shortens || asked == 0) return asked;
  if (draw(8) == 0) {
    interrupted++;
    return 0;
  }
  if (asked > 1 && draw(2) == 0) {
    shortened++;
    return 1 + draw(asked - 1);
  }
  return asked;
}

#define UNKIND(kind, name, parameters, arguments)                                      \
  kind name parameters {                                                               \
    static kind(*real) parameters;                                                     \
    if (!real) real = (kind(*) parameters) dlsym(RTLD_NEXT, #name);                    \
    size_t some = part(count);                                                         \
    if (count && !some) {                                                              \
      errno = EINTR;                                                                   \
      return -1;                                                                       \
    }                                                                                  \
    return real arguments;                                                             \
  }

UNKIND(ssize_t, read, (int fd, void *bytes, size_t count), (fd, bytes, some))
UNKIND(ssize_t, write, (int fd, const void *bytes, size_t count), (fd, bytes, some))
UNKIND(ssize_t, sendfile64, (int to, int from, off64_t *at, size_t count), (to, from, at, some))
UNKIND(ssize_t, copy_file_range,
       (int from, off64_t *from_at, int to, off64_t *to_at, size_t count, unsigned flags),
       (from, from_at, to, to_at, some, flags))

// ---------------------------------------------------------------- the clock

int clock_gettime(clockid_t which, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
  if (which == CLOCK_REALTIME && clock_file) {
    // A clock that goes, so many seconds before or after the true one as the file says by now.
    int result = real(which, now);
    char written[32] = "";
    int file = open(clock_file, O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
      ssize_t len = read(file, written, sizeof written - 1);
      if (len > 0) now->tv_sec += strtoll(written, NULL, 10);
      close(file);
    }
    asked_clock++;
    return result;
  }
  if (!has_clock || which != CLOCK_REALTIME) return real(which, now);
  asked_clock++;
  now->tv_sec = clock_at;
  now->tv_nsec = 999999999;
  return 0;
}
