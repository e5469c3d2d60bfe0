#include "tests/support/volatile_disk.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <fstream>
#include <sstream>

namespace countersign::test {

namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

DiskImage read_folder(const fs::path& folder) {
  DiskImage image;
  for (const fs::path& file : files_below(folder)) image[file.string()] = content_of(file);
  return image;
}

// Folders stay; they are made before the disk is used.
void write_folder(const fs::path& folder, const DiskImage& image) {
  for (const fs::path& file : files_below(folder)) fs::remove(file);  // all: two names may be one file
  for (const auto& [path, content] : image) {
    std::ofstream(path, std::ios::binary | std::ios::trunc).write(content.data(), static_cast<std::streamsize>(content.size()));
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  }
}

}  // namespace

VolatileDisk::VolatileDisk(fs::path folder, std::size_t cache_operations)
    : folder_(std::move(folder)), cache_operations_(cache_operations) {
  adopt(read_folder(folder_));
}

void VolatileDisk::adopt(const DiskImage& image) {
  waiting_.clear();
  sure_content_.clear();
  sure_names_.clear();
  for (const auto& [path, content] : image) {
    sure_names_[path] = sure_content_.size();
    sure_content_.push_back(content);
  }
  seen_ = sure_names_;
  cut_power_at(never);
}

void VolatileDisk::cut_power_at(std::int64_t nth) {
  count_ = 0;
  cut_at_ = nth;
}

bool VolatileDisk::holds(const std::string& path) const { return path.starts_with(folder_.string() + "/"); }

bool VolatileDisk::spend() { return ++count_ < cut_at_; }

void VolatileDisk::add(Operation operation) {
  if (count_ > cut_at_) return;  // nothing reaches a disk without power
  if (!is_content(operation.kind) && powered()) apply_to_names(operation, seen_);
  waiting_.push_back(std::move(operation));
  if (waiting_.size() <= cache_operations_) return;
  settle(waiting_.front());
  waiting_.erase(waiting_.begin());
}

bool VolatileDisk::create(const std::string& path) {
  const bool on = spend();
  sure_content_.emplace_back();
  add({Kind::create, sure_content_.size() - 1, path, {}, 0, {}});
  return on;
}

bool VolatileDisk::remove(const std::string& path) {
  const bool on = spend();
  add({Kind::remove, seen_.at(path), path, {}, 0, {}});
  return on;
}

bool VolatileDisk::rename(const std::string& from, const std::string& to) {
  const bool on = spend();
  add({Kind::rename, seen_.at(from), from, to, 0, {}});
  return on;
}

bool VolatileDisk::link(const std::string& from, const std::string& to) {
  const bool on = spend();
  add({Kind::create, seen_.at(from), to, {}, 0, {}});
  return on;
}

bool VolatileDisk::write(const std::string& path, std::int64_t at, std::string_view bytes) {
  const bool on = spend();
  add({Kind::write, seen_.at(path), {}, {}, static_cast<std::size_t>(at), std::string(bytes)});
  return on;
}

bool VolatileDisk::truncate(const std::string& path, std::int64_t size) {
  const bool on = spend();
  add({Kind::truncate, seen_.at(path), {}, {}, static_cast<std::size_t>(size), {}});
  return on;
}

template <class Wanted>
void VolatileDisk::settle_all(Wanted wanted) {
  for (const Operation& operation : waiting_)
    if (wanted(operation)) settle(operation);
  std::erase_if(waiting_, wanted);
}

bool VolatileDisk::sync(const std::string& path) {
  if (!spend()) return false;
  const FileId file = seen_.at(path);
  settle_all([file](const Operation& each) { return is_content(each.kind) && each.file == file; });
  return true;
}

bool VolatileDisk::sync_folder(const std::string& folder) {
  if (!spend()) return false;
  settle_all([&folder](const Operation& each) {
    return !is_content(each.kind) && fs::path(each.path).parent_path().string() == folder;
  });
  return true;
}

bool VolatileDisk::no_sync() { return spend(); }

void VolatileDisk::apply_to_names(const Operation& operation, Names& names) {
  if (operation.kind != Kind::create) names.erase(operation.path);
  if (operation.kind == Kind::create) names[operation.path] = operation.file;
  if (operation.kind == Kind::rename) names[operation.to] = operation.file;
}

void VolatileDisk::apply_to_content(const Operation& operation, std::string& content) {
  if (operation.kind == Kind::truncate) {
    content.resize(operation.at);
    return;
  }
  if (content.size() < operation.at + operation.bytes.size()) content.resize(operation.at + operation.bytes.size());
  content.replace(operation.at, operation.bytes.size(), operation.bytes);
}

void VolatileDisk::settle(const Operation& operation) {
  if (is_content(operation.kind))
    apply_to_content(operation, sure_content_[operation.file]);
  else
    apply_to_names(operation, sure_names_);
}

// A write that got somewhere. Bytes outside its range keep their value, as SQLite is told (SQLITE_IOCAP_POWERSAFE_OVERWRITE);
// where the file grew but the bytes did not arrive there are zeros, or what the blocks held before.
void VolatileDisk::damage_content(const Operation& operation, std::string& content, Chance& chance) {
  const std::size_t end = operation.at + operation.bytes.size();
  const std::size_t old_size = content.size();
  enum class Fate { torn, garbled, only_grown };
  const auto fate = static_cast<Fate>(chance.below(3));
  if (content.size() < end) content.resize(end);
  if (chance.percent(50))
    for (std::size_t i = std::max(old_size, operation.at); i < end; ++i) content[i] = chance.byte();
  if (fate == Fate::only_grown) return;
  for (std::size_t from = operation.at; from < end;) {
    const std::size_t to = std::min(end, (from / sector_bytes + 1) * sector_bytes);
    const bool last = to == end;
    if (fate == Fate::garbled && last)
      content.replace(from, to - from, chance.bytes(to - from));
    else if (fate == Fate::garbled || chance.percent(50))
      content.replace(from, to - from, operation.bytes, from - operation.at, to - from);
    from = to;
  }
}

DiskImage VolatileDisk::after_crash(Chance& chance) const {
  // Some cuts come long after the last write, some right within many: all kept, none kept and everything between.
  constexpr std::array<unsigned, 5> kept_percents = {0, 15, 50, 85, 100};
  const unsigned kept = kept_percents[chance.below(kept_percents.size())];
  std::vector<std::string> content = sure_content_;
  Names names = sure_names_;
  for (const Operation& operation : waiting_) {
    const bool applied = chance.percent(kept);
    if (!is_content(operation.kind)) {
      // A name that never arrived can be neither removed nor renamed.
      if (applied && (operation.kind == Kind::create || names.contains(operation.path))) apply_to_names(operation, names);
    } else if (applied && chance.percent(70)) {
      apply_to_content(operation, content[operation.file]);
    } else if (applied && operation.kind == Kind::write) {
      damage_content(operation, content[operation.file], chance);
    }
  }
  DiskImage image;
  for (const auto& [path, file] : names) image[path] = content[file];
  return image;
}

void VolatileDisk::crash(Chance& chance) {
  const DiskImage image = after_crash(chance);
  write_folder(folder_, image);
  adopt(image);
}

}  // namespace countersign::test
