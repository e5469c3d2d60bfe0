// The disk that forgets, by itself: what it may lose, and what it may not.

#include <doctest/doctest.h>

#include <set>

#include "base/file.hpp"
#include "tests/records/scratch.hpp"
#include "tests/support/volatile_calls.hpp"

using namespace countersign::test;

namespace {

constexpr int cuts = 300;

// Every different content that `file` may have after a power cut; "-" stands for: it is not there.
std::set<std::string> fates(const VolatileDisk& disk, const std::string& file) {
  std::set<std::string> found;
  Chance chance(1);
  for (int i = 0; i < cuts; ++i) {
    const DiskImage image = disk.after_crash(chance);
    const auto there = image.find(file);
    found.insert(there == image.end() ? "-" : there->second);
  }
  return found;
}

struct OneFile {
  TempDir temp;
  std::string path = (temp.path / "file").string();
  std::string folder = temp.path.string();
};

using Fates = std::set<std::string>;

}  // namespace

TEST_CASE("what was synced, and its folder too, survives every power cut") {
  const OneFile file;
  VolatileDisk disk(file.folder);
  REQUIRE(disk.create(file.path));
  REQUIRE(disk.write(file.path, 0, "abc"));
  REQUIRE(disk.sync(file.path));
  REQUIRE(disk.sync_folder(file.folder));
  CHECK(fates(disk, file.path) == Fates{"abc"});
}

TEST_CASE("a new file that was synced without its folder may be gone") {
  const OneFile file;
  VolatileDisk disk(file.folder);
  disk.create(file.path);
  disk.write(file.path, 0, "abc");
  disk.sync(file.path);
  CHECK(fates(disk, file.path) == Fates{"-", "abc"});
}

TEST_CASE("an unsynced write may be kept, dropped or garbled, but touches no byte beside its own") {
  const OneFile file;
  write_bytes(file.path, "0123456789");
  VolatileDisk disk(file.folder);
  disk.write(file.path, 3, "abc");
  const Fates found = fates(disk, file.path);
  CHECK(found.contains("0123456789"));
  CHECK(found.contains("012abc6789"));
  CHECK(found.size() > 2);
  for (const std::string& each : found) {
    CHECK(each.substr(0, 3) == "012");
    CHECK(each.substr(6) == "6789");
  }
}

TEST_CASE("an unsynced write is torn at sectors of 512 bytes") {
  const OneFile file;
  write_bytes(file.path, std::string(2048, '.'));
  VolatileDisk disk(file.folder);
  disk.write(file.path, 0, std::string(2048, 'x'));
  int torn = 0;
  for (const std::string& each : fates(disk, file.path)) {
    if (each.find_first_not_of(".x") != std::string::npos) continue;  // garbled
    for (std::size_t at = 0; at < each.size(); at += 512) CHECK(each.substr(at, 512) == std::string(512, each[at]));
    if (each.find('.') != std::string::npos && each.find('x') != std::string::npos) ++torn;
  }
  CHECK(torn > 5);
}

TEST_CASE("a file that grew without a sync may hold zeros or garbage where its bytes did not arrive") {
  const OneFile file;
  write_bytes(file.path, "ab");
  VolatileDisk disk(file.folder);
  disk.write(file.path, 2, "cd");
  const Fates found = fates(disk, file.path);
  CHECK(found.contains("ab"));
  CHECK(found.contains("abcd"));
  CHECK(found.contains(std::string("ab\0\0", 4)));
  CHECK(found.size() > 4);
}

TEST_CASE("a file removed without a sync of its folder may come back with what it surely held") {
  const OneFile file;
  write_bytes(file.path, "old");
  VolatileDisk disk(file.folder);
  disk.remove(file.path);
  CHECK(fates(disk, file.path) == Fates{"-", "old"});
  disk.sync_folder(file.folder);
  CHECK(fates(disk, file.path) == Fates{"-"});
}

TEST_CASE("a file renamed without a sync of its folder has its old name or its new one") {
  const OneFile file;
  write_bytes(file.path, "text");
  VolatileDisk disk(file.folder);
  const std::string renamed = file.path + ".new";
  disk.rename(file.path, renamed);
  Chance chance(1);
  for (int i = 0; i < cuts; ++i) {
    const DiskImage image = disk.after_crash(chance);
    REQUIRE(image.size() == 1);
    CHECK(image.begin()->second == "text");
  }
  CHECK(fates(disk, file.path).size() == 2);
  disk.sync_folder(file.folder);
  CHECK(fates(disk, renamed) == Fates{"text"});
}

TEST_CASE("from the cut on nothing reaches the disk, and the operation it hit is uncertain") {
  const OneFile file;
  write_bytes(file.path, "..");
  VolatileDisk disk(file.folder);
  disk.cut_power_at(2);
  CHECK(disk.sync(file.path));
  CHECK_FALSE(disk.write(file.path, 0, "x"));
  CHECK_FALSE(disk.powered());
  CHECK_FALSE(disk.write(file.path, 1, "y"));
  CHECK_FALSE(disk.sync(file.path));
  const Fates found = fates(disk, file.path);
  CHECK(found.contains(".."));
  CHECK(found.contains("x."));
  for (const std::string& each : found) CHECK(each[1] == '.');
}

TEST_CASE("a drive that lies loses what was synced, but not what has left its cache") {
  const OneFile file;
  write_bytes(file.path, "..");
  VolatileDisk disk(file.folder, 1);
  disk.write(file.path, 0, "x");
  disk.no_sync();
  CHECK(fates(disk, file.path).contains(".."));
  disk.write(file.path, 1, "y");
  for (const std::string& each : fates(disk, file.path)) CHECK(each[0] == 'x');
}

TEST_CASE("the same seed leaves the same disk") {
  const OneFile file;
  VolatileDisk disk(file.folder);
  disk.create(file.path);
  for (int i = 0; i < 20; ++i) disk.write(file.path, i * 700, std::string(900, static_cast<char>('a' + i)));
  Chance one(7);
  Chance other(7);
  CHECK(disk.after_crash(one) == disk.after_crash(other));
  CHECK(disk.after_crash(one) != disk.after_crash(one));
}

namespace {

// A value written by SQLite with these settings, then a power cut before anything else: whether it came back each time.
struct Survived {
  int kept = 0;
  int lost = 0;
};

int value_of(const std::string& file) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
  sqlite3_stmt* read = nullptr;
  int value = -1;
  if (sqlite3_prepare_v2(db, "SELECT x FROM t", -1, &read, nullptr) == SQLITE_OK && sqlite3_step(read) == SQLITE_ROW)
    value = sqlite3_column_int(read, 0);
  sqlite3_finalize(read);
  sqlite3_close(db);
  return value;
}

void write_value(const std::string& file, const std::string& synchronous, const char* sql) {
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
  REQUIRE(sqlite3_exec(db, ("PRAGMA journal_mode=DELETE; PRAGMA synchronous=" + synchronous).c_str(), nullptr, nullptr,
                       nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(db);
}

Survived after_commit(const std::string& synchronous, Syncing syncing) {
  Survived survived;
  Chance chance(3);
  for (int i = 0; i < 60; ++i) {
    const OneFile file;
    {
      VolatileVfs vfs(file.folder, syncing);
      write_value(file.path, synchronous, "CREATE TABLE t(x); INSERT INTO t VALUES (1);");
      write_value(file.path, synchronous, "UPDATE t SET x = 2;");
      vfs.crash(chance);
    }
    ++(value_of(file.path) == 2 ? survived.kept : survived.lost);
  }
  return survived;
}

}  // namespace

TEST_CASE("a commit with synchronous=EXTRA survives; with FULL, NORMAL or OFF, or on a drive that lies, it may not") {
  CHECK(after_commit("EXTRA", Syncing::all).lost == 0);
  for (const char* weaker : {"FULL", "NORMAL", "OFF"}) {
    CAPTURE(std::string(weaker));
    CHECK(after_commit(weaker, Syncing::all).lost > 0);
  }
  for (const Syncing syncing : {Syncing::normal, Syncing::off, Syncing::lying}) {
    CAPTURE(static_cast<int>(syncing));
    CHECK(after_commit("EXTRA", syncing).lost > 0);
  }
}

TEST_CASE("without power SQLite gets nothing but errors, and can still be closed") {
  const OneFile file;
  VolatileVfs vfs(file.folder);
  write_value(file.path, "EXTRA", "CREATE TABLE t(x); INSERT INTO t VALUES (1);");
  sqlite3* db = nullptr;
  REQUIRE(sqlite3_open(file.path.c_str(), &db) == SQLITE_OK);
  vfs.disk().cut_power_at(1);
  CHECK(sqlite3_exec(db, "UPDATE t SET x = 2", nullptr, nullptr, nullptr) != SQLITE_OK);
  CHECK(sqlite3_exec(db, "SELECT x FROM t", nullptr, nullptr, nullptr) != SQLITE_OK);
  CHECK(sqlite3_close(db) == SQLITE_OK);
  CHECK(vfs.open_files() == 0);
}

TEST_CASE("the system calls of our own code pass over the same disk") {
  const OneFile file;
  VolatileVfs vfs(file.folder);
  const CallsOnDisk calls(vfs.disk(), Syncing::all);
  must(countersign::write_file(file.path, "pepper", true));
  CHECK(fates(vfs.disk(), file.path) == Fates{"pepper"});
  vfs.disk().cut_power_at(1);
  CHECK_FALSE(countersign::write_file(file.path, "salt", true).ok());
  CHECK(fates(vfs.disk(), file.path) == Fates{"pepper"});
}
