/* Loaded before the C library (LD_PRELOAD): sees each write, sync, rename, truncate, removal and
 * new name below one folder, and at a chosen one kills the program, refuses as a full or vanished
 * disk does, or writes down what was done. Linux on 64 bits; `library.py` builds and speaks to it.
 *
 * Syncs of watched files are counted and then left out: what was written outlives a killed program
 * in the page cache without them, and what a power cut leaves is worked out from the recording.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, COUNT, KILL, FULL, STRICTLY_FULL, GONE, RECORD };
enum { PASS, HALF, REFUSE };
#define MOST 1000000

static char root[PATH_MAX];
static size_t root_length;
static int mode = OFF, kill_half, log_descriptor = -1, pretend_stick;
static long chosen, seen;
static char kinds[MOST + 1];
/* One at a time, so that the recording has the order in which things happened. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define REAL(type, name, ...) static type (*real_##name)(__VA_ARGS__)
REAL(ssize_t, write, int, const void *, size_t);
REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
REAL(ssize_t, read, int, void *, size_t);
REAL(ssize_t, pread, int, void *, size_t, off_t);
REAL(ssize_t, writev, int, const struct iovec *, int);
REAL(ssize_t, sendfile, int, int, off_t *, size_t);
REAL(ssize_t, copy_file_range, int, off_t *, int, off_t *, size_t, unsigned);
REAL(int, fsync, int);
REAL(int, fdatasync, int);
REAL(int, ftruncate, int, off_t);
REAL(int, truncate, const char *, off_t);
REAL(int, open, const char *, int, ...);
REAL(int, openat, int, const char *, int, ...);
REAL(int, renameat2, int, const char *, int, const char *, unsigned);
REAL(int, linkat, int, const char *, int, const char *, int);
REAL(int, unlinkat, int, const char *, int);
REAL(int, mkdirat, int, const char *, mode_t);
REAL(int, statvfs, const char *, struct statvfs *);

__attribute__((constructor)) static void find_the_real_ones(void)
{
#define FIND(name) real_##name = (__typeof__(real_##name))dlsym(RTLD_NEXT, #name)
    FIND(write); FIND(pwrite); FIND(read); FIND(pread); FIND(writev); FIND(sendfile);
    FIND(copy_file_range); FIND(fsync); FIND(fdatasync); FIND(ftruncate); FIND(truncate);
    FIND(open); FIND(openat); FIND(renameat2); FIND(linkat); FIND(unlinkat); FIND(mkdirat);
    FIND(statvfs);
}

/* What library.py calls. */

void points_watch(const char *folder)
{
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
}

void points_begin(int how, long at, int half, int descriptor)
{
    chosen = at;
    kill_half = half;
    log_descriptor = descriptor;
    seen = 0;
    mode = how;
}

long points_seen(void) { return seen; }
const char *points_kinds(void) { kinds[seen < MOST ? seen : MOST] = 0; return kinds; }
void points_pretend_stick(int yes) { pretend_stick = yes; }

/* Which files are watched. */

static int inside(const char *path)
{
    return root_length && !strncmp(path, root, root_length) &&
           (path[root_length] == '/' || !path[root_length]);
}

static int path_of(int descriptor, char *path)
{
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return 1;
}

static int watched(int descriptor, char *path)
{
    int before = errno;
    int found = mode != OFF && path_of(descriptor, path) && inside(path);
    errno = before;
    return found;
}

static int watched_at(int folder, const char *name, char *path)
{
    char base[PATH_MAX];
    int before = errno, found = 1;
    if (mode == OFF)
        return 0;
    if (name[0] == '/')
        snprintf(path, PATH_MAX, "%s", name);
    else {
        found = folder == AT_FDCWD ? getcwd(base, sizeof base) != NULL : path_of(folder, base);
        if (found && snprintf(path, PATH_MAX, "%s/%s", base, name) >= PATH_MAX)
            found = 0;
    }
    errno = before;
    return found && inside(path);
}

static int there(const char *path)
{
    struct stat found;
    int before = errno, yes = lstat(path, &found) == 0;
    errno = before;
    return yes;
}

/* What happens at a point. */

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static int refuse(int number)
{
    errno = number;
    return REFUSE;
}

/* Count one point; `grows` tells that it needs room on the disk. The turn is held. */
static int point(char kind, int grows)
{
    if (seen < MOST)
        kinds[seen] = kind;
    seen++;
    if (mode == KILL && seen == chosen) {
        if (!(kill_half && kind == 'W'))
            die();
        return HALF;
    }
    if (seen < chosen)
        return PASS;
    if (mode == GONE)
        return refuse(EIO);
    if (mode == STRICTLY_FULL && kind == 'W')
        grows = 1;
    if ((mode == FULL || mode == STRICTLY_FULL) && grows)
        return seen == chosen && kind == 'W' ? HALF : refuse(ENOSPC);
    return PASS;
}

struct line { int64_t kind, offset, data, path, to; };

static void all(const void *bytes, size_t length)
{
    while (length) {
        ssize_t done = real_write(log_descriptor, bytes, length);
        if (done <= 0)
            abort();
        bytes = (const char *)bytes + done;
        length -= (size_t)done;
    }
}

static void record(char kind, const char *path, const char *to, off_t offset, const void *bytes,
                   size_t length)
{
    if (mode != RECORD)
        return;
    int before = errno;
    struct line line = {kind, offset, (int64_t)length, (int64_t)strlen(path), (int64_t)strlen(to)};
    all(&line, sizeof line);
    all(path, (size_t)line.path);
    all(to, (size_t)line.to);
    all(bytes, length);
    errno = before;
}

void points_say(const char *words)
{
    pthread_mutex_lock(&turn);
    record('A', words, "", 0, "", 0);
    pthread_mutex_unlock(&turn);
}

/* Content. */

static ssize_t put(int file, const char *path, const void *bytes, size_t length, off_t at)
{
    struct stat before;
    pthread_mutex_lock(&turn);
    fstat(file, &before);
    off_t place = at >= 0 ? at : lseek(file, 0, SEEK_CUR);
    if (fcntl(file, F_GETFL) & O_APPEND)
        place = before.st_size;
    int what = point('W', place + (off_t)length > before.st_size);
    ssize_t done = -1;
    if (what != REFUSE) {
        size_t part = what == HALF ? length / 2 : length;
        done = at >= 0 ? real_pwrite(file, bytes, part, at) : real_write(file, bytes, part);
        if (what == HALF && mode == KILL)
            die();
        if (done == 0 && length) {
            errno = ENOSPC;
            done = -1;
        }
        if (done > 0)
            record('W', path, "", place, bytes, (size_t)done);
    }
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int file, const void *bytes, size_t length)
{
    char path[PATH_MAX];
    return watched(file, path) ? put(file, path, bytes, length, -1)
                               : real_write(file, bytes, length);
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t at)
{
    char path[PATH_MAX];
    return watched(file, path) ? put(file, path, bytes, length, at)
                               : real_pwrite(file, bytes, length, at);
}
ssize_t pwrite64(int, const void *, size_t, off_t) __attribute__((alias("pwrite")));

ssize_t writev(int file, const struct iovec *parts, int count)
{
    char path[PATH_MAX];
    ssize_t sum = 0;
    if (!watched(file, path))
        return real_writev(file, parts, count);
    for (int each = 0; each < count; each++) {
        ssize_t done = put(file, path, parts[each].iov_base, parts[each].iov_len, -1);
        if (done < 0)
            return sum ? sum : -1;
        sum += done;
        if ((size_t)done < parts[each].iov_len)
            break;
    }
    return sum;
}

/* Copies within the kernel are refused, so that they are done by reading and writing. */
ssize_t sendfile(int to, int from, off_t *at, size_t length)
{
    char path[PATH_MAX];
    if (!watched(to, path))
        return real_sendfile(to, from, at, length);
    errno = EINVAL;
    return -1;
}
ssize_t sendfile64(int, int, off_t *, size_t) __attribute__((alias("sendfile")));

ssize_t copy_file_range(int from, off_t *at, int to, off_t *place, size_t length, unsigned flags)
{
    char path[PATH_MAX];
    if (!watched(to, path))
        return real_copy_file_range(from, at, to, place, length, flags);
    errno = EXDEV;
    return -1;
}

/* Reading is refused only where the disk is gone; it is no point of its own. */
static int gone(void) { return mode == GONE && seen >= chosen; }

static int vanished(void)
{
    errno = EIO;
    return -1;
}

ssize_t read(int file, void *bytes, size_t length)
{
    char path[PATH_MAX];
    if (gone() && watched(file, path))
        return vanished();
    return real_read(file, bytes, length);
}

ssize_t pread(int file, void *bytes, size_t length, off_t at)
{
    char path[PATH_MAX];
    if (gone() && watched(file, path))
        return vanished();
    return real_pread(file, bytes, length, at);
}
ssize_t pread64(int, void *, size_t, off_t) __attribute__((alias("pread")));

static int sync_file(int file, int (*real)(int))
{
    char path[PATH_MAX];
    if (!watched(file, path))
        return real(file);
    pthread_mutex_lock(&turn);
    int refused = point('S', 0) == REFUSE;
    if (!refused)
        record('S', path, "", 0, "", 0);
    pthread_mutex_unlock(&turn);
    return refused ? -1 : 0;
}

int fsync(int file) { return sync_file(file, real_fsync); }
int fdatasync(int file) { return sync_file(file, real_fdatasync); }

int ftruncate(int file, off_t length)
{
    char path[PATH_MAX];
    struct stat before;
    if (!watched(file, path))
        return real_ftruncate(file, length);
    pthread_mutex_lock(&turn);
    fstat(file, &before);
    int done = point('T', length > before.st_size) == REFUSE ? -1 : real_ftruncate(file, length);
    if (done == 0)
        record('T', path, "", length, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int ftruncate64(int, off_t) __attribute__((alias("ftruncate")));

int truncate(const char *name, off_t length)
{
    char path[PATH_MAX];
    if (!watched_at(AT_FDCWD, name, path))
        return real_truncate(name, length);
    pthread_mutex_lock(&turn);
    int done = point('T', 0) == REFUSE ? -1 : real_truncate(name, length);
    if (done == 0)
        record('T', path, "", length, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int truncate64(const char *, off_t) __attribute__((alias("truncate")));

/* A full disk says that it is full. */
int statvfs(const char *name, struct statvfs *found)
{
    char path[PATH_MAX];
    int done = real_statvfs(name, found);
    if (done == 0 && (mode == FULL || mode == STRICTLY_FULL) && seen >= chosen &&
        watched_at(AT_FDCWD, name, path))
        found->f_bfree = found->f_bavail = 0;
    return done;
}
int statvfs64(const char *, struct statvfs64 *) __attribute__((alias("statvfs")));

/* Names. */

static int open_file(int folder, const char *name, int flags, mode_t rights)
{
    char path[PATH_MAX];
    if (pretend_stick && !strcmp(name, "/proc/self/mountinfo"))
        name = "/dev/null";
    if (!watched_at(folder, name, path))
        return real_openat(folder, name, flags, rights);
    if (gone())
        return vanished();
    int makes = (flags & O_CREAT) && !there(path);
    if (!makes && !((flags & O_TRUNC) && there(path)))
        return real_openat(folder, name, flags, rights);
    pthread_mutex_lock(&turn);
    char kind = makes ? 'C' : 'T';
    int file = point(kind, makes) == REFUSE ? -1 : real_openat(folder, name, flags, rights);
    if (file >= 0)
        record(kind, path, "", 0, "", 0);
    pthread_mutex_unlock(&turn);
    return file;
}

#define RIGHTS(flags) \
    mode_t rights = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        rights = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *name, int flags, ...)
{
    RIGHTS(flags)
    return open_file(AT_FDCWD, name, flags, rights);
}
int open64(const char *, int, ...) __attribute__((alias("open")));

int openat(int folder, const char *name, int flags, ...)
{
    RIGHTS(flags)
    return open_file(folder, name, flags, rights);
}
int openat64(int, const char *, int, ...) __attribute__((alias("openat")));

int renameat2(int from, const char *old, int to, const char *new, unsigned flags)
{
    char path[PATH_MAX], target[PATH_MAX];
    int leaves = watched_at(from, old, path), arrives = watched_at(to, new, target);
    if (!leaves && !arrives)
        return real_renameat2(from, old, to, new, flags);
    pthread_mutex_lock(&turn);
    int done = point('R', 0) == REFUSE ? -1 : real_renameat2(from, old, to, new, flags);
    if (done == 0)
        record('R', path, target, 0, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int renameat(int from, const char *old, int to, const char *new)
{
    return renameat2(from, old, to, new, 0);
}
int rename(const char *old, const char *new) { return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0); }

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    char path[PATH_MAX], target[PATH_MAX];
    if (!watched_at(to, new, target))
        return real_linkat(from, old, to, new, flags);
    pthread_mutex_lock(&turn);
    int done = point('L', 1) == REFUSE ? -1 : real_linkat(from, old, to, new, flags);
    if (done == 0 && watched_at(from, old, path))
        record('L', path, target, 0, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

int unlinkat(int folder, const char *name, int flags)
{
    char path[PATH_MAX];
    if (!watched_at(folder, name, path) || !there(path))
        return real_unlinkat(folder, name, flags);
    pthread_mutex_lock(&turn);
    int done = point('U', 0) == REFUSE ? -1 : real_unlinkat(folder, name, flags);
    if (done == 0)
        record('U', path, "", 0, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }
int remove(const char *name) { return unlink(name); }

int mkdirat(int folder, const char *name, mode_t rights)
{
    char path[PATH_MAX];
    if (!watched_at(folder, name, path) || there(path))
        return real_mkdirat(folder, name, rights);
    pthread_mutex_lock(&turn);
    int done = point('M', 1) == REFUSE ? -1 : real_mkdirat(folder, name, rights);
    if (done == 0)
        record('M', path, "", 0, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int mkdir(const char *name, mode_t rights) { return mkdirat(AT_FDCWD, name, rights); }
