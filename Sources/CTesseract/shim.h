#pragma once
#include <spawn.h>
#include <tesseract/capi.h>

/// GNU functions that Swift's Glibc module leaves out; the child process in which letters are recognised needs them so
/// that it inherits no open file, not even one that another thread is just opening.
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
