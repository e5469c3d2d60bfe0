#include "admin/export/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <future>
#include <unordered_map>

#include "admin/export/completion.hpp"
#include "admin/export/output_file.hpp"
#include "admin/export/presets.hpp"
#include "admin/ledger/generations.hpp"
#include "admin/roster/roster_csv.hpp"
#include "records/store/evidence.hpp"
#include "records/store/ledger.hpp"
#include "records/store/roster.hpp"

namespace countersign::admin {

namespace {

constexpr std::size_t page_leaves = 100;  // a millisecond: an append never waits long for a reader
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct PersonCells {
  std::string employee_id;
  std::string name;
  std::string email;
};
using PeopleCells = std::unordered_map<std::string, PersonCells>;

// https://owasp.org/www-community/attacks/CSV_Injection, with the full-width forms that some spreadsheets take as well.
bool looks_like_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 11> starts = {
      "=", "+", "-", "@", "\t", "\r", std::string_view("\0", 1), "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
  for (const auto start : starts)
    if (text.starts_with(start)) return true;
  return false;
}

std::string or_empty(const std::optional<std::int64_t>& number) { return number ? std::to_string(*number) : ""; }

std::string scaled(const std::optional<std::int64_t>& thousandths) {
  return thousandths ? fmt::format("{}.{:03}", *thousandths / 1000, *thousandths % 1000) : "";
}

std::array<std::string, 20> cells_of(const Completion& row, const PersonCells& person) {
  const char* passed = !row.passed ? "" : *row.passed ? "true" : "false";
  return {row.record_id,
          person.employee_id,
          person.name,
          person.email,
          row.group,
          row.site,
          row.policy_id,
          row.policy_version,
          row.document_sha256,
          row.kind,
          iso_time(row.completed_at),
          iso_date(local_date(row.completed_at)),
          row.status,
          scaled(row.score_thousandths),
          passed,
          or_empty(row.attempt),
          or_empty(row.duration_s),
          row.language,
          row.kiosk_id,
          std::to_string(row.leaf_index)};
}

void append_cell(std::string& line, const std::string& text, bool harmless) {
  const bool quote = harmless && looks_like_formula(text);
  const bool plain =
      std::none_of(text.begin(), text.end(), [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
  if (plain) {
    if (quote) line += '\'';
    line += text;
    return;
  }
  line += quote ? "\"'" : "\"";
  for (const char c : text) line.append(c == '"' ? 2 : 1, c);
  line += '"';
}

template <class Cells>
std::string line_of(const Cells& cells, bool harmless) {
  std::string line;
  for (const std::string& cell : cells) {
    append_cell(line, cell, harmless);
    line += ',';
  }
  line.pop_back();
  return line.append("\r\n");
}

// For machines an odd id is refused rather than altered: whatever reads it would match another person.
Status check_ids(const std::array<std::string, 20>& cells, std::uint64_t leaf) {
  static constexpr std::array<std::size_t, 4> ids = {1, 6, 17, 18};  // employee_id, policy_id, language, kiosk_id
  for (const std::size_t column : ids)
    if (!is_safe_id(cells[column]))
      return Error{ErrorCode::bad_input,
                   "record " + std::to_string(leaf) + ": its " + csv_columns()[column] + " is outside the allow-list", "",
                   "Use letters, digits and . _ @ / - in ids, or export with --preset excel"};
  return Done{};
}

Result<PeopleCells> people_cells(const records::Roster& roster) {
  auto people = roster.list();
  if (!people) return people.error();
  PeopleCells out;
  out.reserve(people->size());
  for (const records::Person& person : *people)
    out.emplace(to_hex(person.id), PersonCells{person.row.employee_id, person.row.name, person.row.email});
  return out;
}

class CsvWriter {
 public:
  CsvWriter(const CsvExport& wanted, PeopleCells people, OutputFile& out)
      : wanted_(wanted), people_(std::move(people)), out_(out) {}

  void begin_ledger(std::set<std::uint64_t> voided) { reader_.begin_ledger(std::move(voided)); }

  void write_headings() {
    if (!excel()) return out_.write(line_of(csv_columns(), false));
    out_.write(byte_order_mark);
    out_.write(line_of(excel_headings(wanted_.headings), true));
  }

  Status write(const records::Leaf& leaf) {
    const auto row = reader_.read(leaf);
    if (!row) return row.error();
    if (!*row || !is_wanted(**row)) return Done{};
    const auto cells = cells_of(**row, person_of((*row)->subject));
    if (!excel())
      if (auto safe = check_ids(cells, leaf.index); !safe) return safe;
    out_.write(line_of(cells, excel()));
    ++rows_;
    return Done{};
  }

  std::uint64_t rows() const { return rows_; }

 private:
  bool excel() const { return wanted_.preset == CsvPreset::excel; }

  bool is_wanted(const Completion& row) const {
    const std::string& policy = wanted_.policy.value;
    if (!policy.empty() && row.policy_id != policy && !row.policy_id.starts_with(policy + "/")) return false;
    return !wanted_.since || local_date(row.completed_at) >= *wanted_.since;
  }

  // Whoever is no longer in the vault, and everybody without names, goes by the random id.
  PersonCells person_of(const std::string& subject) const {
    const auto found = people_.find(subject);
    return found == people_.end() ? PersonCells{subject, "", ""} : found->second;
  }

  const CsvExport& wanted_;
  PeopleCells people_;
  OutputFile& out_;
  CompletionReader reader_;
  std::uint64_t rows_ = 0;
};

struct Walk {
  std::uint64_t before = 0;  // leaves of the generations that were walked already
  std::uint64_t all = 0;
};

struct Page {
  std::vector<records::Leaf> leaves;
  std::future<Status> checked;  // after the leaves: whoever drops a page waits for the thread first
};

Status check_hashes(const std::vector<records::Leaf>& leaves) {
  for (const records::Leaf& leaf : leaves)
    if (leaf_hash(leaf.record) != leaf.leaf_hash)
      return Error{ErrorCode::corrupt, "record " + std::to_string(leaf.index) + " does not match its hash", "ledger.db",
                   "Write nothing to it; keep a copy and restore the last backup"};
  return Done{};
}

// Records from `first` on, whose hashes are being checked beside; none from `size` on.
Result<std::unique_ptr<Page>> read_page(const records::Ledger& ledger, std::uint64_t first, std::uint64_t size) {
  auto page = std::make_unique<Page>();
  if (first >= size) return page;
  auto leaves = ledger.page(first, std::min<std::uint64_t>(page_leaves, size - first), false);
  if (!leaves) return leaves.error();
  if (leaves->empty())
    return Error{ErrorCode::corrupt, "record " + std::to_string(first) + " is missing", "ledger.db",
                 "Write nothing to it; keep a copy and restore the last backup"};
  page->leaves = std::move(*leaves);
  page->checked = std::async(std::launch::async | std::launch::deferred, check_hashes, std::cref(page->leaves));
  return page;
}

Status write_rows_of(const records::Ledger& ledger, std::uint64_t size, const Walk& walk, const Progress& progress,
                     CsvWriter& writer) {
  auto voided = ledger.voided();
  if (!voided) return voided.error();
  writer.begin_ledger(std::move(*voided));
  auto next = read_page(ledger, 0, size);
  for (std::uint64_t done = 0; done < size;) {
    if (!next) return next.error();
    if (!go_on(progress, walk.before + done, walk.all)) return stopped();
    const std::unique_ptr<Page> page = std::move(*next);
    done += page->leaves.size();
    next = read_page(ledger, done, size);
    if (auto checked = page->checked.get(); !checked) return checked;
    for (const records::Leaf& leaf : page->leaves)
      if (auto written = writer.write(leaf); !written) return written;
  }
  return Done{};
}

// All generations, the oldest first.
Status write_rows(const records::DataDir& data, const Progress& progress, CsvWriter& writer, CsvExported& exported) {
  const auto ledgers = open_readable_generations(data, exported.left_out);
  if (!ledgers) return ledgers.error();
  const auto all = size_of(*ledgers);
  if (!all) return all.error();
  Walk walk{0, *all};
  writer.write_headings();
  for (const records::Ledger& ledger : *ledgers) {
    const auto size = ledger.size();
    if (!size) return size.error();
    const auto done = write_rows_of(ledger, *size, walk, progress, writer);
    if (auto go = leave_out_damaged(*ledgers, ledger, done, exported.left_out); !go) return go;
    walk.before += *size;
    exported.up_to = *size;
  }
  return go_on(progress, walk.all, walk.all) ? Status(Done{}) : stopped();
}

records::NewRecord exported_record(const CsvExport& wanted, std::uint64_t size) {
  records::NewRecord record;
  record.id = RecordId{random_16()};
  record.language = wanted.headings;
  record.facts = records::Exported{wanted.preset == CsvPreset::excel ? "csv-excel" : "csv", size, wanted.by};
  record.stamp = wanted.stamp;
  return record;
}

}  // namespace

const std::vector<std::string>& csv_columns() {
  static const std::vector<std::string> columns = {
      "record_id",      "employee_id",     "name",       "email",        "group",          "site",      "policy_id",
      "policy_version", "document_sha256", "kind",       "completed_at", "completed_date", "status",    "score_scaled",
      "passed",         "attempt",         "duration_s", "language",     "kiosk_id",       "leaf_index"};
  return columns;
}

std::string csv_cell(const std::string& text, bool harmless) {
  std::string out;
  append_cell(out, text, harmless);
  return out;
}

Result<CsvExported> export_csv(const records::DataDir& data, const CsvExport& wanted) {
  const bool marked = !records::refuse_evidence(data);
  auto ledger = records::Ledger::open(data, {.read_only = marked});
  if (!ledger) return ledger.error();
  auto people = wanted.names != nullptr ? people_cells(*wanted.names) : Result<PeopleCells>(PeopleCells{});
  if (!people) return people.error();
  auto out = OutputFile::create(wanted.out);
  if (!out) return out.error();
  CsvWriter writer(wanted, std::move(*people), *out);
  CsvExported exported;
  exported.noted = !marked;
  if (auto written = write_rows(data, wanted.progress, writer, exported); !written) return written.error();
  if (auto done = out->finish(); !done) return done.error();
  if (exported.noted)
    if (auto noted = ledger->append(exported_record(wanted, exported.up_to)); !noted) return noted.error();
  if (auto done = out->put_in_place(); !done) return done.error();
  exported.rows = writer.rows();
  return exported;
}

}  // namespace countersign::admin
