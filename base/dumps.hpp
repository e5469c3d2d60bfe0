#pragma once
// No core dump shows what a program that is broken had in its memory.

#include <sys/resource.h>

#include <algorithm>

namespace countersign {

// For good, and for every program that this one starts. One byte, not none: with none the kernel still gives the whole memory
// to a program that core_pattern names, with one it gives nothing to anybody (fs/coredump.c). Not PR_SET_DUMPABLE: that would
// close /proc/PID to the bench and ptrace to the leak check as well.
inline void no_core_dumps() {
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_CORE, &limit) != 0) return;
  limit.rlim_max = std::min<rlim_t>(limit.rlim_max, 1);
  limit.rlim_cur = limit.rlim_max;
  (void)::setrlimit(RLIMIT_CORE, &limit);
}

}  // namespace countersign
