#pragma once
// What a disk holds for sure, and what it was only told: the model behind VolatileVfs and the system calls of
// volatile_calls.cpp. The real files in `folder` are what programs see while there is power; this remembers beside them
// what each file and each name is worth should the power go.
//
//   content  what was written to, or cut from, a file counts only once that file was synced
//   names    a file made, removed or renamed counts only once its folder was synced; till then a new file may vanish, a
//            removed one may come back with what it surely held, and a renamed one may have its old name
//
// A file synced without its folder keeps its content under a name that may be gone: so POSIX, and so SQLite's own "unix" VFS
// (os_unix.c), which syncs the folder at the first sync of a new journal and after a removal that asked for it.
// One thread at a time.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/chance.hpp"

namespace countersign::test {

// The files below `folder`, by their path.
using DiskImage = std::map<std::string, std::string>;

class VolatileDisk {
 public:
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
  static constexpr std::size_t sector_bytes = 512;

  // What lies in `folder` is on disk for sure. With more than `cache_operations` waiting the oldest one is made durable.
  explicit VolatileDisk(std::filesystem::path folder, std::size_t cache_operations = std::numeric_limits<std::size_t>::max());

  // The power goes during the n-th operation from now (1: the next): it and all later ones answer false, and that one is
  // as uncertain as every other that was not synced.
  void cut_power_at(std::int64_t nth);
  bool powered() const { return count_ < cut_at_; }
  std::int64_t operations() const { return count_; }  // since construction, cut_power_at() or crash()

  // Paths outside the folder are not ours.
  bool holds(const std::string& path) const;
  bool exists(const std::string& path) const { return seen_.contains(path); }

  // Each is one operation and answers whether the power was on to its end. A path that does not exist is a fault of the caller.
  bool create(const std::string& path);
  bool remove(const std::string& path);
  bool rename(const std::string& from, const std::string& to);
  bool link(const std::string& from, const std::string& to);  // a second name; after a crash it is a file of its own
  bool write(const std::string& path, std::int64_t at, std::string_view bytes);
  bool truncate(const std::string& path, std::int64_t size);
  bool sync(const std::string& path);
  bool sync_folder(const std::string& folder);
  bool no_sync();  // a sync that does nothing, on a disk that lies

  // What one power cut may leave: each operation that waits is dropped, applied, torn by sectors, or leaves garbage, each
  // for itself. Changes nothing.
  DiskImage after_crash(Chance& chance) const;
  // The same, and it is so: the real files are rewritten, and the power is on again. No file may be open.
  void crash(Chance& chance);

 private:
  using FileId = std::size_t;
  enum class Kind { create, remove, rename, write, truncate };
  struct Operation {
    Kind kind;
    FileId file;
    std::string path;    // names only
    std::string to;      // rename
    std::size_t at = 0;  // write; truncate: the new size
    std::string bytes;   // write
  };
  using Names = std::map<std::string, FileId>;

  bool spend();
  void add(Operation operation);
  void settle(const Operation& operation);
  template <class Wanted>
  void settle_all(Wanted wanted);
  static bool is_content(Kind kind) { return kind == Kind::write || kind == Kind::truncate; }
  static void apply_to_names(const Operation& operation, Names& names);
  static void apply_to_content(const Operation& operation, std::string& content);
  static void damage_content(const Operation& operation, std::string& content, Chance& chance);
  void adopt(const DiskImage& image);

  std::filesystem::path folder_;
  std::size_t cache_operations_;
  std::int64_t count_ = 0;
  std::int64_t cut_at_ = never;
  std::vector<std::string> sure_content_;  // by FileId
  Names sure_names_;
  Names seen_;  // the names that programs see now
  std::vector<Operation> waiting_;
};

}  // namespace countersign::test
