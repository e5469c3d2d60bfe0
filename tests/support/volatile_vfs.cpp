#include "tests/support/volatile_vfs.hpp"

#include <cassert>
#include <limits>
#include <new>

namespace countersign::test {

namespace fs = std::filesystem;

namespace {

using State = VolatileVfs::State;

constexpr std::size_t kernel_cache_operations = 400;
constexpr std::size_t drive_cache_operations = 40;
constexpr int journal_header_write_bytes = 12;  // magic and number of pages: pager.c, syncJournal()

// The real file's object follows in the same allocation, as SQLite gives szOsFile bytes.
struct ShimFile {
  sqlite3_file base;
  State* state;
  sqlite3_file* real;
  const char* path;            // SQLite keeps it until the file is closed; nullptr: none of ours
  int type;                    // SQLITE_OPEN_MAIN_JOURNAL and so on
  bool folder_needs_sync;      // UNIXFILE_DIRSYNC
  bool header_was_last_write;  // of a journal
};

ShimFile& shim(sqlite3_file* file) { return *reinterpret_cast<ShimFile*>(file); }
sqlite3_file* real(sqlite3_file* file) { return shim(file).real; }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *real(file)->pMethods; }
VolatileDisk& disk_of(sqlite3_file* file) { return shim(file).state->disk; }
State& state_of(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }
sqlite3_vfs* system_vfs(sqlite3_vfs* vfs) { return state_of(vfs).real; }
bool dead(sqlite3_file* file) { return shim(file).path != nullptr && !disk_of(file).powered(); }
std::string folder_of(const char* path) { return fs::path(path).parent_path().string(); }

int close_file(sqlite3_file* file) {
  --shim(file).state->open_files;
  return methods(file).xClose(real(file));
}
int read_file(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
  return dead(file) ? SQLITE_IOERR_READ : methods(file).xRead(real(file), out, size, at);
}
int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  ShimFile& opened = shim(file);
  opened.header_was_last_write = at == 0 && size == journal_header_write_bytes;
  if (opened.path != nullptr &&
      !disk_of(file).write(opened.path, at, {static_cast<const char*>(bytes), static_cast<std::size_t>(size)}))
    return SQLITE_IOERR_WRITE;
  return methods(file).xWrite(real(file), bytes, size, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (shim(file).path != nullptr && !disk_of(file).truncate(shim(file).path, size)) return SQLITE_IOERR_TRUNCATE;
  return methods(file).xTruncate(real(file), size);
}

// Whether this sync reaches the disk: see Syncing.
bool takes_effect(const ShimFile& file) {
  switch (file.state->syncing) {
    case Syncing::all:
      return true;
    case Syncing::normal:
      return file.type != SQLITE_OPEN_MAIN_JOURNAL || file.header_was_last_write;
    case Syncing::off:
    case Syncing::lying:
      return false;
  }
  return true;
}

int sync_file(sqlite3_file* file, int flags) {
  ShimFile& opened = shim(file);
  if (opened.path == nullptr) return methods(file).xSync(real(file), flags);
  VolatileDisk& disk = disk_of(file);
  if (!takes_effect(opened)) return disk.no_sync() ? SQLITE_OK : SQLITE_IOERR_FSYNC;
  if (!disk.sync(opened.path)) return SQLITE_IOERR_FSYNC;
  if (opened.folder_needs_sync) disk.sync_folder(folder_of(opened.path));
  opened.folder_needs_sync = false;
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  return dead(file) ? SQLITE_IOERR_FSTAT : methods(file).xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int level) { return dead(file) ? SQLITE_IOERR_LOCK : methods(file).xLock(real(file), level); }
int unlock_file(sqlite3_file* file, int level) { return methods(file).xUnlock(real(file), level); }
int check_lock(sqlite3_file* file, int* out) { return methods(file).xCheckReservedLock(real(file), out); }
int control(sqlite3_file* file, int op, void* value) { return methods(file).xFileControl(real(file), op, value); }
int sector_size(sqlite3_file* file) { return methods(file).xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return methods(file).xDeviceCharacteristics(real(file)); }

// Version 1: no shared memory, no memory map; neither is used by ours.
constexpr sqlite3_io_methods shim_methods = {
    1,       close_file,  read_file,       write_file, truncate_file, sync_file, file_size, lock_file, unlock_file, check_lock,
    control, sector_size, characteristics, nullptr,    nullptr,       nullptr,   nullptr,   nullptr,   nullptr};

constexpr int file_types = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;

// Makes the model know the file. False: the power is out, or the file cannot be there.
bool may_open(VolatileDisk& disk, const char* name, int flags) {
  if (!disk.powered()) return false;
  if (disk.exists(name)) return true;
  return (flags & SQLITE_OPEN_CREATE) != 0 && disk.create(name);
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  State& state = state_of(vfs);
  const bool ours = name != nullptr && state.disk.holds(name);
  const int type = flags & file_types;
  const bool new_journal = (flags & SQLITE_OPEN_CREATE) != 0 && (type & ~SQLITE_OPEN_MAIN_DB) != 0;
  ShimFile& opened = *new (file) ShimFile{{nullptr}, &state, nullptr, ours ? name : nullptr, type, new_journal, false};
  if (ours && !may_open(state.disk, name, flags)) return SQLITE_CANTOPEN;
  opened.real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<unsigned char*>(file) + sizeof(ShimFile));
  const int code = system_vfs(vfs)->xOpen(system_vfs(vfs), name, opened.real, flags, out_flags);
  opened.base.pMethods = opened.real->pMethods == nullptr ? nullptr : &shim_methods;
  if (opened.base.pMethods != nullptr) ++state.open_files;
  return code;
}

bool is_journal(const std::string& name) { return name.ends_with("-journal"); }

// Whether a removal's sync of the folder reaches the disk: see Syncing.
bool folder_sync_takes_effect(Syncing syncing, const char* name) {
  return syncing == Syncing::all || (syncing == Syncing::normal && !is_journal(name));
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync_directory) {
  State& state = state_of(vfs);
  if (!state.disk.holds(name)) return system_vfs(vfs)->xDelete(system_vfs(vfs), name, sync_directory);
  if (!state.disk.powered()) return SQLITE_IOERR_DELETE;
  if (!state.disk.exists(name)) return SQLITE_IOERR_DELETE_NOENT;
  if (!state.disk.remove(name)) return SQLITE_IOERR_DELETE;
  if (const int code = system_vfs(vfs)->xDelete(system_vfs(vfs), name, 0); code != SQLITE_OK) return code;
  if (sync_directory == 0) return SQLITE_OK;
  const bool on =
      folder_sync_takes_effect(state.syncing, name) ? state.disk.sync_folder(folder_of(name)) : state.disk.no_sync();
  return on ? SQLITE_OK : SQLITE_IOERR_DIR_FSYNC;
}

int access_file(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
  const VolatileDisk& disk = state_of(vfs).disk;
  if (disk.holds(name) && !disk.powered()) return SQLITE_IOERR_ACCESS;
  return system_vfs(vfs)->xAccess(system_vfs(vfs), name, flags, out);
}
int full_path(sqlite3_vfs* vfs, const char* name, int size, char* out) {
  return system_vfs(vfs)->xFullPathname(system_vfs(vfs), name, size, out);
}
int randomness(sqlite3_vfs* vfs, int size, char* out) { return system_vfs(vfs)->xRandomness(system_vfs(vfs), size, out); }
int pause(sqlite3_vfs* vfs, int microseconds) { return system_vfs(vfs)->xSleep(system_vfs(vfs), microseconds); }
int current_time(sqlite3_vfs* vfs, double* out) { return system_vfs(vfs)->xCurrentTime(system_vfs(vfs), out); }
int last_error(sqlite3_vfs* vfs, int size, char* out) { return system_vfs(vfs)->xGetLastError(system_vfs(vfs), size, out); }

std::size_t cache_of(Syncing syncing) {
  if (syncing == Syncing::off) return kernel_cache_operations;
  if (syncing == Syncing::lying) return drive_cache_operations;
  return std::numeric_limits<std::size_t>::max();
}

}  // namespace

VolatileVfs::VolatileVfs(const fs::path& folder, Syncing syncing)
    : state_{sqlite3_vfs_find(nullptr), syncing, VolatileDisk(fs::canonical(folder), cache_of(syncing))} {
  assert(state_.real != nullptr);
  vfs_.iVersion = 1;
  vfs_.szOsFile = static_cast<int>(sizeof(ShimFile)) + state_.real->szOsFile;
  vfs_.mxPathname = state_.real->mxPathname;
  vfs_.zName = "volatile";
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

VolatileVfs::~VolatileVfs() {
  assert(state_.open_files == 0);
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(state_.real, 1);
}

void VolatileVfs::crash(Chance& chance) {
  assert(state_.open_files == 0);
  state_.disk.crash(chance);
}

}  // namespace countersign::test
