#include "admin/setup/init.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "admin/setup/demo.hpp"
#include "admin/setup/publish.hpp"
#include "base/file.hpp"
#include "records/vault/minisign.hpp"

namespace countersign::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t policy_file_bytes_max = 4ULL * 1024 * 1024;
constexpr int policy_files_max = 4'000;
constexpr char folder_cure[] = "Check the folder, its rights and its free space";

Status check_new(const fs::path& root) {
  std::error_code error;
  if (!fs::exists(root, error)) return Done{};
  if (!fs::is_directory(root, error))
    return Error{ErrorCode::bad_input, "there is a file of this name", root.string(), "Name a new directory"};
  if (!fs::is_empty(root, error))
    return Error{ErrorCode::bad_input, "the directory is not empty", root.string(),
                 "Name a new or empty directory: init never changes what is there"};
  return Done{};
}

// Every file is written and fsynced on its own; links and odd files are refused, so that nothing from outside is signed.
Status copy_folder(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to, error);
  if (error) return system_error(to, "make the folder", folder_cure, error.value());
  int files = 0;
  for (fs::recursive_directory_iterator at(from, error), end; !error && at != end; at.increment(error)) {
    const fs::path target = to / at->path().lexically_relative(from);
    if (at->is_symlink() || (!at->is_directory() && !at->is_regular_file()) || ++files > policy_files_max)
      return Error{ErrorCode::bad_input, "a policy holds only plain files, 4,000 at most", at->path().string(), "Remove it"};
    if (at->is_directory()) {
      fs::create_directories(target, error);
      if (error) return system_error(target, "make the folder", folder_cure, error.value());
      continue;
    }
    const auto bytes = read_file(at->path(), policy_file_bytes_max);
    if (!bytes) return bytes.error();
    if (auto written = write_file(target, *bytes); !written) return written;
  }
  return error ? Status(system_error(from, "read the policy", folder_cure, error.value())) : Status(Done{});
}

Status write_settings(const InitOptions& options, const records::DataDir& data, const content::Pack& pack) {
  const Json settings = {
      {"organisation", pack.organisation.id}, {"terminal", options.terminal}, {"language", options.actor.language.value}};
  return write_file(data.settings(), settings.dump(2) + "\n");
}

Status fill_stores(const InitOptions& options, const records::DataDir& data, const content::Pack& pack, records::NewHrKey hr,
                   Initialised& out) {
  {
    auto ledger = records::Ledger::create(data, out.origin);
    if (!ledger) return ledger.error();
    out.vkey = ledger->vkey().text();
    if (auto published = publish(*ledger, pack, options.actor); !published) return published;
  }
  auto roster = records::Roster::create(data, hr.file.open);
  if (!roster) return roster.error();
  if (!options.demo) return Done{};
  roster->unlock(std::move(hr.key));
  return make_demo(data, *roster, pack.id, {options.passphrase, out.recovery_code}, options.actor);
}

Status fill(const InitOptions& options, const records::DataDir& data, const content::Pack& pack, Initialised& out) {
  auto hr = records::make_hr_key(options.passphrase);
  if (!hr) return hr.error();
  out.recovery_code = hr->recovery_code;
  if (auto saved = hr->file.save(data.hr_key()); !saved) return saved;
  const auto export_key = records::ExportKey::make();
  out.export_key = export_key.public_text();
  if (auto saved = export_key.save(data.export_key()); !saved) return saved;
  if (auto done = copy_folder(options.policy_source / "content" / "social-media", data.policy_content()); !done) return done;
  if (auto done = copy_folder(options.policy_source / "quizzes" / "social-media", data.policy_quizzes()); !done) return done;
  if (auto filled = fill_stores(options, data, pack, std::move(*hr), out); !filled) return filled;
  return write_settings(options, data, pack);
}

Status put_in_place(const fs::path& staging, const fs::path& root) {
  if (::rename(staging.c_str(), root.c_str()) != 0) {
    const int number = errno;
    Error error = system_error(root, "put the new directory in place", folder_cure, number);
    if (number == EBUSY || number == EXDEV)
      error.cure = "The directory is a mount point: name a directory inside it, for instance " + (root / "data").string();
    return error;
  }
  return sync_folder(root.parent_path());
}

fs::path plain_path(const fs::path& path) {
  const fs::path full = fs::absolute(path).lexically_normal();
  return full.has_filename() ? full : full.parent_path();
}

Status build(const InitOptions& options, const fs::path& root, const content::Pack& pack, Initialised& out) {
  std::error_code error;
  fs::create_directories(root.parent_path(), error);
  const fs::path staging = root.string() + ".new-" + std::to_string(::getpid());
  fs::remove_all(staging, error);  // of a program that had this number before the power went
  if (::mkdir(staging.c_str(), 0700) != 0) return system_error(staging, "make the directory");
  // Without this process's credentials: a new directory has keys of its own.
  auto done = fill(options, records::DataDir{staging, {}}, pack, out);
  if (done) done = put_in_place(staging, root);
  if (!done) fs::remove_all(staging, error);
  return done;
}

}  // namespace

Result<Initialised> init(const InitOptions& options) {
  if (!is_author_id(options.terminal))
    return Error{ErrorCode::bad_input, "the terminal's name must be lower case letters, digits and inner hyphens",
                 options.terminal, "Call it t1 or break-room, for instance"};
  const fs::path root = plain_path(options.data.root);
  if (auto fresh = check_new(root); !fresh) return fresh.error();
  CheckedPolicy policy = check_policy(options.policy_source / "content" / "social-media",
                                      options.policy_source / "quizzes" / "social-media", nullptr);
  Initialised out;
  out.problems = std::move(policy.problems);
  if (has_errors(out.problems)) return out;
  out.origin = "countersign/" + policy.pack.organisation.id + "/" + options.terminal + "/1";
  if (auto built = build(options, root, policy.pack, out); !built) return built.error();
  out.made = true;
  return out;
}

}  // namespace countersign::admin
