#include "tests/support/failing_vfs.hpp"

#include <algorithm>
#include <cassert>
#include <new>

namespace countersign::test {

namespace {

using State = FailingVfs::State;

// The real file's object follows in the same allocation, as SQLite gives szOsFile bytes.
struct ShimFile {
  sqlite3_file base;
  State* state;
  sqlite3_file* real;
};

ShimFile& shim(sqlite3_file* file) { return *reinterpret_cast<ShimFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return shim(file).real; }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }
State& state_of(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }
sqlite3_vfs* system_vfs(sqlite3_vfs* vfs) { return state_of(vfs).real; }

int close_file(sqlite3_file* file) { return methods(file).xClose(real(file)); }
int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
  return methods(file).xRead(real(file), out, size, at);
}
// How much new room a write takes.
std::int64_t room_for(sqlite3_file* file, int size, sqlite3_int64 at) {
  sqlite3_int64 now = 0;
  if (shim(file).state->copy_on_write || methods(file).xFileSize(real(file), &now) != SQLITE_OK) return size;
  return std::max<std::int64_t>(0, at + size - now);
}
int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  State& state = *shim(file).state;
  if (state.writes.fails_now()) return SQLITE_IOERR_WRITE;
  const std::int64_t room = state.bytes_left == FailingVfs::never ? 0 : room_for(file, size, at);
  if (room > state.bytes_left) return SQLITE_FULL;
  if (room > 0) state.bytes_left -= room;
  return methods(file).xWrite(real(file), bytes, size, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (shim(file).state->writes.fails_now()) return SQLITE_IOERR_TRUNCATE;
  return methods(file).xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
  if (shim(file).state->syncs.fails_now()) return SQLITE_IOERR_FSYNC;
  return methods(file).xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) { return methods(file).xFileSize(real(file), size); }
int lock_file(sqlite3_file* file, int level) { return methods(file).xLock(real(file), level); }
int unlock_file(sqlite3_file* file, int level) { return methods(file).xUnlock(real(file), level); }
int check_lock(sqlite3_file* file, int* out) { return methods(file).xCheckReservedLock(real(file), out); }
int control(sqlite3_file* file, int op, void* value) { return methods(file).xFileControl(real(file), op, value); }
int sector_size(sqlite3_file* file) { return methods(file).xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return methods(file).xDeviceCharacteristics(real(file)); }

// Version 1: no shared memory, no memory map; neither is used by ours.
constexpr sqlite3_io_methods shim_methods = {
    1,       close_file,  read_file,       write_file, truncate_file, sync_file, file_size, lock_file, unlock_file, check_lock,
    control, sector_size, characteristics, nullptr,    nullptr,       nullptr,   nullptr,   nullptr,   nullptr};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  ShimFile& opened = *new (file) ShimFile{{nullptr}, &state_of(vfs), nullptr};
  opened.real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<unsigned char*>(file) + sizeof(ShimFile));
  const int code = system_vfs(vfs)->xOpen(system_vfs(vfs), name, opened.real, flags, out_flags);
  opened.base.pMethods = opened.real->pMethods == nullptr ? nullptr : &shim_methods;
  return code;
}
int delete_file(sqlite3_vfs* vfs, const char* name, int sync_directory) {
  if (state_of(vfs).deletes.fails_now()) return SQLITE_IOERR_DELETE;
  const bool unsynced = sync_directory != 0 && state_of(vfs).folder_syncs.fails_now();
  const int code = system_vfs(vfs)->xDelete(system_vfs(vfs), name, unsynced ? 0 : sync_directory);
  return code == SQLITE_OK && unsynced ? SQLITE_IOERR_DIR_FSYNC : code;
}
int access_file(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
  return system_vfs(vfs)->xAccess(system_vfs(vfs), name, flags, out);
}
int full_path(sqlite3_vfs* vfs, const char* name, int size, char* out) {
  return system_vfs(vfs)->xFullPathname(system_vfs(vfs), name, size, out);
}
int randomness(sqlite3_vfs* vfs, int size, char* out) { return system_vfs(vfs)->xRandomness(system_vfs(vfs), size, out); }
int pause(sqlite3_vfs* vfs, int microseconds) { return system_vfs(vfs)->xSleep(system_vfs(vfs), microseconds); }
int current_time(sqlite3_vfs* vfs, double* out) { return system_vfs(vfs)->xCurrentTime(system_vfs(vfs), out); }
int last_error(sqlite3_vfs* vfs, int size, char* out) { return system_vfs(vfs)->xGetLastError(system_vfs(vfs), size, out); }

}  // namespace

bool FailingVfs::Operation::fails_now() {
  const std::int64_t number = ++count;
  return lasting ? number >= fails_at : number == fails_at;
}

void FailingVfs::Operation::arm(std::int64_t nth, bool keeps_failing) {
  count = 0;
  lasting = keeps_failing;
  fails_at = nth;
}

FailingVfs::FailingVfs() {
  state_.real = sqlite3_vfs_find(nullptr);
  assert(state_.real != nullptr);
  vfs_.iVersion = 1;
  vfs_.szOsFile = static_cast<int>(sizeof(ShimFile)) + state_.real->szOsFile;
  vfs_.mxPathname = state_.real->mxPathname;
  vfs_.zName = "failing";
  vfs_.pAppData = &state_;
  vfs_.xOpen = open_file;
  vfs_.xDelete = delete_file;
  vfs_.xAccess = access_file;
  vfs_.xFullPathname = full_path;
  vfs_.xRandomness = randomness;
  vfs_.xSleep = pause;
  vfs_.xCurrentTime = current_time;
  vfs_.xGetLastError = last_error;
  sqlite3_vfs_register(&vfs_, 1);
}

FailingVfs::~FailingVfs() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(state_.real, 1);
}

void FailingVfs::fail_write(std::int64_t nth, bool lasting) { state_.writes.arm(nth, lasting); }
void FailingVfs::fail_sync(std::int64_t nth, bool lasting) { state_.syncs.arm(nth, lasting); }
void FailingVfs::fail_delete(std::int64_t nth, bool lasting) { state_.deletes.arm(nth, lasting); }
void FailingVfs::fail_folder_sync(std::int64_t nth, bool lasting) { state_.folder_syncs.arm(nth, lasting); }
void FailingVfs::full_after(std::int64_t bytes, bool copy_on_write) {
  state_.copy_on_write = copy_on_write;
  state_.bytes_left = bytes;
}

void FailingVfs::heal() {
  for (Operation* operation : {&state_.writes, &state_.syncs, &state_.deletes, &state_.folder_syncs})
    operation->arm(never, false);
  state_.bytes_left = never;
}

}  // namespace countersign::test
