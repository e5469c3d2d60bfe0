#include "records/store/progress.hpp"

#include "records/store/evidence.hpp"
#include "records/store/file_check.hpp"
#include "records/store/guard.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/sql.hpp"
#include "records/store/sqlite.hpp"
#include "records/vault/seal.hpp"

namespace countersign::records {

namespace {

constexpr std::size_t progress_bytes_max = 256 * 1024;
constexpr milliseconds lock_wait{5000};

std::string context_of(const PersonId& person) { return "progress|" + to_hex(person); }

}  // namespace

struct ProgressStore::Impl {
  Database database;
};

Result<ProgressStore> ProgressStore::open(const DataDir& data) {
  if (auto clear = refuse_evidence(data); !clear) return clear.error();
  auto database = open_checked(data.ledger(), ledger_file, OpenMode::read_write, lock_wait);
  if (!database) return database.error();
  install_guard(database->handle());
  return ProgressStore(std::make_unique<Impl>(Impl{std::move(*database)}));
}

ProgressStore::ProgressStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ProgressStore::ProgressStore(ProgressStore&&) noexcept = default;
ProgressStore& ProgressStore::operator=(ProgressStore&&) noexcept = default;
ProgressStore::~ProgressStore() = default;

Status ProgressStore::save(const PersonId& person, const Secret& key, const std::string& bytes) {
  if (bytes.size() > progress_bytes_max)
    return Error{ErrorCode::too_large, "the saved place is larger than 256 KiB", impl_->database.file(), ""};
  const Database& database = impl_->database;
  if (auto put = database.prepare(sql::progress_put).bind(person, Blob{seal(key, bytes, context_of(person))}).run(); !put)
    return put;
  return database.rows_changed() == 1 ? Status(Done{}) : erased_meanwhile(database);
}

Result<std::optional<std::string>> ProgressStore::load(const PersonId& person, const Secret& key) const {
  Statement read = impl_->database.prepare(sql::progress_get);
  const auto row = read.bind(person).step();
  if (!row) return row.error();
  if (!*row) return std::optional<std::string>();
  auto bytes = open_sealed(key, read.text(0), context_of(person));
  if (!bytes) return bytes.error();
  return std::optional(std::move(*bytes));
}

}  // namespace countersign::records
