#include "records/store/guard.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace countersign::records {

namespace {

constexpr std::array<std::string_view, 6> append_only = {"log", "leaf", "body", "node", "checkpoint", "document"};
constexpr std::array<std::string_view, 3> harmless_pragmas = {"quick_check", "integrity_check", "data_version"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, const char* name) {
  return name != nullptr && std::find(names.begin(), names.end(), std::string_view(name)) != names.end();
}

bool is_system_table(const char* table) { return table != nullptr && std::string_view(table).starts_with("sqlite_"); }

// Whatever is not named here is denied: a list of permissions, not of prohibitions.
int decide(void*, int action, const char* first, const char* second, const char*, const char*) {
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_TRANSACTION:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_INSERT:
      return is_system_table(first) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_UPDATE:
    case SQLITE_DELETE:
      return is_system_table(first) || is_one_of(append_only, first) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_FUNCTION:
      return second != nullptr && std::string_view(second) == "load_extension" ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
      return is_one_of(harmless_pragmas, first) ? SQLITE_OK : SQLITE_DENY;
    default:
      return SQLITE_DENY;
  }
}

int decide_while_erasing(void* user, int action, const char* first, const char* second, const char* third, const char* fourth) {
  const bool body = first != nullptr && std::string_view(first) == "body";
  return action == SQLITE_DELETE && body ? SQLITE_OK : decide(user, action, first, second, third, fourth);
}

}  // namespace

void install_guard(sqlite3* connection) { sqlite3_set_authorizer(connection, decide, nullptr); }

EraseScope::EraseScope(sqlite3* connection) : connection_(connection) {
  sqlite3_set_authorizer(connection_, decide_while_erasing, nullptr);
}

EraseScope::~EraseScope() { install_guard(connection_); }

}  // namespace countersign::records
