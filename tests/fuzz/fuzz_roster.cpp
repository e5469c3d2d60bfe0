// The roster's CSV parser: any bytes end in rows and named problems, never in a crash or a bad row.

#include <cstdint>
#include <cstdlib>

#include "admin/roster/roster_csv.hpp"
#include "base/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace countersign;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const admin::ColumnMap columns = {{"name", "full name"}};
  for (const auto& map : {admin::ColumnMap{}, columns}) {
    const admin::ParsedRoster parsed = admin::parse_roster(text, "fuzz.csv", map);
    if (parsed.rows.size() > parsed.rows_read) std::abort();
    if (parsed.rows.empty() && parsed.rows_read > 0 && parsed.problems.empty()) std::abort();
    for (const records::RosterRow& row : parsed.rows)
      if (!admin::is_safe_id(row.badge) || row.name.empty() || !is_utf8(row.name) || !is_utf8(row.email)) std::abort();
  }
  return 0;
}
