#include "base/priority.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

namespace countersign {

// A thread has a nice value of its own here, against POSIX: setpriority(2), "C library/kernel differences". To lower it needs
// no right; were it refused, the work would only be less polite.
void let_others_go_first() {
  constexpr int nice = 10;
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), nice);
}

void let_others_run() { ::sched_yield(); }

}  // namespace countersign
