// Making and opening a ledger. Opening is quick at any size and writes nothing.

#include <unistd.h>

#include "records/model/canonical.hpp"
#include "records/store/file_check.hpp"
#include "records/store/guard.hpp"
#include "records/store/ledger_impl.hpp"
#include "records/store/machine.hpp"
#include "records/store/sql.hpp"

namespace countersign::records {

namespace {

constexpr std::size_t origin_bytes_max = 200;

// c2sp.org/tlog-checkpoint asks for no spaces and no plus; ours are lower case besides.
bool is_origin(const std::string& origin) {
  for (const char c : origin)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '/')) return false;
  return origin.starts_with("countersign/") && origin.size() <= origin_bytes_max;
}

Result<std::string> read_origin(const Database& database) {
  Statement read = database.prepare(sql::log_origin);
  const auto row = read.step();
  if (!row) return row.error();
  if (!*row || !is_origin(read.text(0))) return corrupt_leaf(database.file(), 0, "the ledger has no origin");
  return read.text(0);
}

Status check_first_index(const Database& database) {
  Statement bounds = database.prepare(sql::leaf_bounds);
  const auto row = bounds.step();
  if (!row) return row.error();
  if (*row && !bounds.is_null(0) && bounds.integer(0) != 0)
    return corrupt_leaf(database.file(), 0, "the first record is missing");
  return Done{};
}

Status check_last_leaf(const Database& database, const std::string& origin) {
  Statement last = database.prepare(sql::leaf_last);
  const auto row = last.step();
  if (!row) return row.error();
  if (!*row) return Done{};
  const auto index = static_cast<std::uint64_t>(last.integer(0));
  const std::string record = last.text(1);
  if (leaf_hash(record) != last.digest(2))
    return corrupt_leaf(database.file(), index, "the record does not match its hash");
  const auto json = parse_stored(record);
  if (!json || integer_field(*json, "idx", -1) != last.integer(0) || text_field(*json, "origin") != origin)
    return corrupt_leaf(database.file(), index, "the record is not of this place in this ledger");
  return Done{};
}

// A read-only connection cannot roll back what a killed program left; a writing one can, and then only reads.
Result<Database> open_for(const DataDir& data, const LedgerOptions& options) {
  if (!options.read_only)
    return open_checked(data.ledger(), ledger_file, OpenMode::read_write, options.busy_timeout);
  auto database = open_checked(data.ledger(), ledger_file, OpenMode::read_only, options.busy_timeout);
  const bool may_write = ::access(data.ledger().c_str(), W_OK) == 0 && ::access(data.root.c_str(), W_OK) == 0;
  if (database || database.error().code != ErrorCode::io || !may_write) return database;
  auto writing = open_checked(data.ledger(), ledger_file, OpenMode::read_write, options.busy_timeout);
  if (!writing) return database;
  if (auto only = writing->execute("PRAGMA query_only = ON"); !only) return only.error();
  return writing;
}

}  // namespace

Result<Ledger> Ledger::create(const DataDir& data, const std::string& origin) {
  if (!is_origin(origin))
    return Error{ErrorCode::bad_input, "the origin must be lower case letters, digits, - . and /", origin,
                 "Give organisation and terminal simple ids"};
  auto database = create_checked(data.ledger(), ledger_file);
  if (!database) return database.error();
  if (auto kept = database->prepare(sql::log_insert).bind(origin).run(); !kept) {
    ::unlink(data.ledger().c_str());
    return kept.error();
  }
  return open(data);
}

Result<Ledger> Ledger::open(const DataDir& data, LedgerOptions options) {
  if (!options.now) options.now = wall_time_now;
  auto database = open_for(data, options);
  if (!database) return database.error();
  std::string origin;
  {
    auto snapshot = Transaction::begin_read(*database);  // one state of the file for all checks
    if (!snapshot) return snapshot.error();
    auto found = read_origin(*database);
    if (!found) return found.error();
    origin = std::move(*found);
    if (auto first = check_first_index(*database); !first) return first.error();
    if (auto last = check_last_leaf(*database, origin); !last) return last.error();
  }
  install_guard(database->handle());
  auto impl = std::make_unique<Impl>(Impl{std::move(*database), data, std::move(options), std::move(origin), {}});
  return Ledger(std::move(impl));
}

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

const std::string& Ledger::origin() const { return impl_->origin; }

}  // namespace countersign::records
