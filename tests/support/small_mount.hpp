#pragma once
// A real file system of a few bytes: a tmpfs mounted in a mount namespace of this process, so that it is seen by this program
// and those it starts, and goes away with them. Needs CAP_SYS_ADMIN, or a kernel that lets anybody have a user namespace.

#include <filesystem>
#include <string>

namespace countersign::test {

class SmallMount {
 public:
  // `folder` exists. Without the rights nothing is mounted, and `refused()` says why.
  SmallMount(std::filesystem::path folder, std::size_t bytes);
  ~SmallMount();
  SmallMount(const SmallMount&) = delete;
  SmallMount& operator=(const SmallMount&) = delete;

  const std::string& refused() const { return refused_; }  // empty: mounted
  bool make_read_only();

 private:
  std::filesystem::path folder_;
  std::string refused_;
};

}  // namespace countersign::test
