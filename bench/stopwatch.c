// SPDX-License-Identifier: Apache-2.0
// stopwatch FILE PROGRAM ARGUMENT...   runs the program and writes to FILE: wall, user and system seconds, peak memory in KiB.
// Small itself, because Linux counts the memory of the process that starts a program into the program's peak.
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char** environ;

static double Seconds(struct timeval at) { return (double)at.tv_sec + (double)at.tv_usec / 1e6; }

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  struct timespec begun, ended;
  pid_t child;
  clock_gettime(CLOCK_MONOTONIC, &begun);
  if (posix_spawn(&child, argv[2], NULL, NULL, argv + 2, environ) != 0) {
    perror(argv[2]);
    return 127;
  }
  int status = 0;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) return 127;
  clock_gettime(CLOCK_MONOTONIC, &ended);
  FILE* file = fopen(argv[1], "w");
  if (file == NULL) return 127;
  const double wall = (double)(ended.tv_sec - begun.tv_sec) + (double)(ended.tv_nsec - begun.tv_nsec) / 1e9;
  fprintf(file, "%.6f %.6f %.6f %ld\n", wall, Seconds(usage.ru_utime), Seconds(usage.ru_stime), usage.ru_maxrss);
  fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
