#include "tests/support/small_mount.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace countersign::test {

namespace {

// As root of a namespace of its own this user may mount: user_namespaces(7).
bool become_root_of_own_namespace() {
  const std::string user = "0 " + std::to_string(::geteuid()) + " 1";
  const std::string group = "0 " + std::to_string(::getegid()) + " 1";
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  return static_cast<bool>(std::ofstream("/proc/self/setgroups") << "deny" << std::flush) &&
         static_cast<bool>(std::ofstream("/proc/self/uid_map") << user << std::flush) &&
         static_cast<bool>(std::ofstream("/proc/self/gid_map") << group << std::flush);
}

bool mount_small(const std::filesystem::path& folder, std::size_t bytes) {
  if (::unshare(CLONE_NEWNS) != 0 && !become_root_of_own_namespace()) return false;
  // Else the mount would be seen outside too.
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  return ::mount("tmpfs", folder.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, ("size=" + std::to_string(bytes)).c_str()) == 0;
}

}  // namespace

SmallMount::SmallMount(std::filesystem::path folder, std::size_t bytes) : folder_(std::move(folder)) {
  if (!mount_small(folder_, bytes)) refused_ = std::strerror(errno);
}

SmallMount::~SmallMount() {
  if (refused_.empty()) ::umount2(folder_.c_str(), MNT_DETACH);
}

bool SmallMount::make_read_only() {
  return ::mount("none", folder_.c_str(), nullptr, MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV, nullptr) == 0;
}

}  // namespace countersign::test
