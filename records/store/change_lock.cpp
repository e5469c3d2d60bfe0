#include "records/store/change_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.hpp"
#include "records/store/people.hpp"

namespace countersign::records {

namespace {

constexpr milliseconds pause{20};

// flock has no time-out of its own.
bool lock(int folder, milliseconds wait) {
  for (milliseconds waited{0};; waited += pause) {
    if (::flock(folder, LOCK_EX | LOCK_NB) == 0) return true;
    if (errno == EINTR) continue;
    if (errno != EWOULDBLOCK || waited >= wait) return false;
    ::usleep(static_cast<useconds_t>(pause.count() * 1000));
  }
}

}  // namespace

Result<ChangeLock> ChangeLock::take(const DataDir& data, milliseconds wait) {
  ChangeLock out(::open(data.root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (out.folder_ < 0)
    return errno == ENOENT
               ? Error{ErrorCode::not_found, "there is no such data directory", data.root.string(), "Name the right one"}
               : system_error(data.root, "open the data directory");
  if (!lock(out.folder_, wait))
    return errno != EWOULDBLOCK ? system_error(data.root, "lock the data directory")
                                : Error{ErrorCode::locked,
                                        "another program changes people or keys here just now (roster import, erase, restore, "
                                        "passphrase or hr-key)",
                                        data.root.string(), "Nothing was done; try again when it has ended"};
  if (auto finished = finish_hr_key_rotation(data); !finished) return finished.error();
  return out;
}

ChangeLock::~ChangeLock() {
  if (folder_ >= 0) ::close(folder_);
}

}  // namespace countersign::records
