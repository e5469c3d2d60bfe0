#include "admin/roster/import.hpp"

#include "base/file.hpp"

namespace countersign::admin {

Result<RosterImported> import_roster(records::Roster& roster, const RosterImport& wanted) {
  const auto text = read_file(wanted.file, roster_bytes_max);
  if (!text) return text.error();
  ParsedRoster parsed = parse_roster(*text, wanted.file.string(), wanted.columns);
  RosterImported out{std::move(parsed.problems), parsed.rows_read, false, {}};
  const bool has_bad_rows = has_errors(out.problems);
  if (has_bad_rows && wanted.retire_missing)
    out.problems.push_back({wanted.file.string(), 0, "", "with --retire-missing every row must be good",
                            "Else a mistyped row would retire somebody. Mend the rows above."});
  const bool nothing_usable = parsed.rows.empty() && has_bad_rows;
  const bool refused = has_bad_rows && (!wanted.partial || wanted.retire_missing || nothing_usable);

  if (refused && !wanted.dry_run) return out;
  auto plan = roster.import(parsed.rows, wanted.retire_missing && !has_bad_rows, wanted.dry_run, wanted.progress);
  if (!plan) return plan.error();
  out.plan = std::move(*plan);
  out.imported = !wanted.dry_run;
  return out;
}

}  // namespace countersign::admin
