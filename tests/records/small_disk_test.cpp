// A real file system of 2 MiB, full, and then read-only: what the store and countersign-admin say, and what stays.

#include <doctest/doctest.h>

#include <fstream>
#include <map>

#include "tests/records/kept_data.hpp"
#include "tests/records/program.hpp"
#include "tests/records/scratch.hpp"
#include "tests/support/failing_vfs.hpp"
#include "tests/support/small_mount.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t disk_bytes = 2 * 1024 * 1024;
constexpr std::size_t ballast_bytes = 256 * 1024;
constexpr int records_max = 20'000;  // far more than the disk holds

// A disk that fills: a mounted one, or where mounting is not permitted one that counts bytes. Both say the same to SQLite, but
// only the first also to everything else; and the second counts every byte ever added, journals that went away too.
class SmallDisk {
 public:
  explicit SmallDisk(const fs::path& folder) : mount_(folder, disk_bytes), ballast_(folder / "ballast") {
    if (mounted())
      std::ofstream(ballast_) << std::string(ballast_bytes, 'b');
    else
      MESSAGE("NOT MOUNTED (", mount_.refused(), "): a counting disk stands in for a full file system");
  }
  bool mounted() const { return mount_.refused().empty(); }
  void begin() {
    if (!mounted()) counting_.emplace().full_after(disk_bytes);
  }
  void free_some() {
    if (mounted())
      fs::remove(ballast_);
    else
      counting_->heal();
  }
  SmallMount& mount() { return mount_; }

 private:
  SmallMount mount_;
  fs::path ballast_;
  std::optional<FailingVfs> counting_;
};

// The contents of every file of the folder.
std::map<std::string, std::string> all_bytes(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all[entry.path().string()] = bytes_of(entry.path());
  return all;
}

DataDir data_on(const fs::path& folder) {
  const DataDir data{folder / "data"};
  fs::create_directories(data.root);
  must(make_data(data));
  return data;
}

}  // namespace

TEST_CASE("a file system of 2 MiB fills up: a clear error, no receipt, everything kept, and with room it goes on") {
  const TempDir temp;
  SmallDisk disk(temp.path);
  const DataDir data = data_on(temp.path);
  disk.begin();
  Ledger ledger = must(Ledger::open(data));
  std::vector<Receipt> receipts;
  NewRecord refused;
  while (true) {
    const int number = static_cast<int>(receipts.size());
    REQUIRE(number < records_max);
    refused = numbered_record(number, true);
    const auto receipt = ledger.append(refused, &any_key());
    if (!receipt) {
      CHECK(receipt.error().code == ErrorCode::disk_full);
      CHECK(receipt.error().where == data.ledger().string());
      CHECK_FALSE(receipt.error().cure.empty());
      break;
    }
    receipts.push_back(*receipt);
  }
  CHECK(receipts.size() > 50);
  CHECK(ledger.append(refused, &any_key()).error().code == ErrorCode::disk_full);  // it stays so, and stays clear
  CHECK(must(must(open_and_check(data)).size()) == receipts.size());

  disk.free_some();
  const Receipt later = must(ledger.append(refused, &any_key()));
  CHECK(later.index == receipts.size());
  CHECK(must(ledger.append(refused, &any_key())).leaf_hash == later.leaf_hash);
  const auto leaves = must(all_leaves(must(open_and_check(data))));
  REQUIRE(leaves.size() == receipts.size() + 1);
  for (const Receipt& receipt : receipts) CHECK(leaves[receipt.index].leaf_hash == receipt.leaf_hash);
  const std::string kind = disk.mounted() ? "file system" : "counting disk";
  MESSAGE(kind, " of 2 MiB: full after ", receipts.size(), " records, lost 0; with room the next has index ", later.index);
}

TEST_CASE("a read-only file system: a clear error, exit code 3, no byte written, and reports still work") {
  const TempDir temp;
  SmallDisk disk(temp.path);
  if (!disk.mounted()) {
    MESSAGE("NOT TESTED HERE: a read-only file system needs a mount; bad_files_test has a folder that may not be written");
    return;
  }
  const DataDir data = data_on(temp.path);
  must(must(Ledger::open(data)).append(numbered_record(1, true), &any_key()));
  const auto before = all_bytes(temp.path);
  REQUIRE(disk.mount().make_read_only());

  for (const Error& error : {Ledger::open(data).error(), Roster::open(data).error(), ProgressStore::open(data).error()}) {
    CHECK(error.code == ErrorCode::io);
    CHECK(error.where.starts_with(data.root.string()));
    CHECK_FALSE(error.cure.empty());
  }
  const Ledger reader = must(Ledger::open(data, {.read_only = true}));
  must(reader.check([](auto, auto) { return true; }));
  CHECK(must(reader.size()) == 1);

  const Ran ran =
      run_program({ADMIN_PROGRAM, "--data", data.root.string(), "assign", "--policy", "social-media", "--group", "*"});
  CHECK(ran.code == 3);
  CHECK(ran.err.find(data.root.string()) != std::string::npos);
  CHECK(all_bytes(temp.path) == before);
}
