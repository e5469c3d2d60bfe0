#include "admin/roster/roster_csv.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "admin/roster/csv_reader.hpp"
#include "base/time.hpp"
#include "base/utf8.hpp"

namespace countersign::admin {

namespace {

using records::RosterRow;

struct Fault {
  std::string what;
  std::string cure;
};
using MaybeFault = std::optional<Fault>;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

MaybeFault check_id(const std::string& text) {
  if (text.empty()) return Fault{"it is empty", "Give every person one."};
  if (!is_safe_id(text)) return Fault{"only letters, digits and . _ @ / - are allowed, 64 at most", "Change it."};
  return std::nullopt;
}

// What the kiosk's keys can type and its reader can give.
MaybeFault check_badge(const std::string& text) {
  constexpr std::size_t digits_max = 32;
  if (text.empty()) return Fault{"it is empty", "Give every person one."};
  if (text.size() > digits_max || !std::all_of(text.begin(), text.end(), is_digit))
    return Fault{"a badge is 1 to 32 digits", "Write the digits that the reader sends; letters belong in employee_id."};
  return std::nullopt;
}

MaybeFault check_optional_id(const std::string& text) { return text.empty() ? std::nullopt : check_id(text); }

MaybeFault check_words(const std::string& text) {
  constexpr std::size_t characters_max = 200;
  if (code_points(text) > characters_max) return Fault{"it is longer than 200 characters", "Shorten it."};
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      return Fault{"it holds a line break or control character", "Remove it."};
  return std::nullopt;
}

MaybeFault check_name(const std::string& text) {
  if (text.empty()) return Fault{"it is empty", "Give every person one."};
  return check_words(text);
}

MaybeFault check_email(const std::string& text) {
  constexpr std::size_t bytes_max = 254;
  if (text.empty()) return std::nullopt;
  const auto at = text.find('@');
  const bool plausible = at != std::string::npos && at > 0 && at + 1 < text.size() &&
                         text.find('@', at + 1) == std::string::npos && text.find_first_of(" \t,;<>\"") == std::string::npos &&
                         text.size() <= bytes_max;
  if (!plausible) return Fault{"this is not an e-mail address", "Write it as name@example.org, or leave it empty."};
  return check_words(text);
}

MaybeFault check_language(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::size_t primary = std::min(text.find('-'), text.size());
  bool fits = primary >= 2 && primary <= 3 && text.size() <= 12 && text.back() != '-';
  for (std::size_t i = 0; i < text.size(); ++i)
    fits = fits && (is_letter(text[i]) || (i > primary && is_digit(text[i])) || (i >= primary && text[i] == '-'));
  if (!fits) return Fault{"this is not a language tag", "Write it as en, fr or pt-BR, or leave it empty."};
  return std::nullopt;
}

MaybeFault check_date(const std::string& text) {
  if (text.empty() || parse_iso_date(text)) return std::nullopt;
  return Fault{"this is not a date", "Write it as 2026-11-23, or leave it empty."};
}

struct Field {
  const char* name;
  std::string RosterRow::*value;
  MaybeFault (*check)(const std::string&);
  bool needed;
};

constexpr std::array<Field, 9> fields = {{{"badge", &RosterRow::badge, check_badge, true},
                                          {"name", &RosterRow::name, check_name, true},
                                          {"group", &RosterRow::group, check_words, false},
                                          {"site", &RosterRow::site, check_words, false},
                                          {"email", &RosterRow::email, check_email, false},
                                          {"language", &RosterRow::language, check_language, false},
                                          {"hired_on", &RosterRow::hired_on, check_date, false},
                                          {"manager", &RosterRow::manager, check_words, false},
                                          {"employee_id", &RosterRow::employee_id, check_optional_id, false}}};

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// "Hired on", "hired-on" and "HIRED_ON" are one heading.
std::string comparable(const std::string& heading) {
  std::string out = trimmed(heading);
  for (char& c : out) {
    if (c == ' ' || c == '-') c = '_';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

class RosterParser {
 public:
  RosterParser(std::string_view text, const std::string& file, const ColumnMap& columns)
      : reader_(text), file_(file), columns_(columns) {}

  ParsedRoster parse() {
    const auto headings = reader_.next();
    if (!headings) return fail(1, "", "the file is empty", "Export the roster again, with headings.");
    if (!headings->fault.empty()) return fail(headings->line, "", headings->fault, "Mend the line of headings.");
    if (!place_columns(*headings)) return std::move(out_);
    while (const auto row = reader_.next()) {
      if (++out_.rows_read > roster_rows_max) return fail(row->line, "", "the file has more than 200,000 rows", "Split it.");
      read_row(*row);
    }
    if (unnamed_ > 0)
      add(0, "", "and " + std::to_string(unnamed_) + " more faults that are not listed", "Mend those above first.");
    return std::move(out_);
  }

 private:
  ParsedRoster fail(int line, const std::string& path, const std::string& what, const std::string& cure) {
    add(line, path, what, cure);
    return std::move(out_);
  }

  void add(int line, const std::string& path, const std::string& what, const std::string& cure) {
    if (out_.problems.size() > roster_problems_max)
      ++unnamed_;
    else
      out_.problems.push_back({file_, line, path, what, cure});
  }

  bool place_columns(const CsvRow& headings) {
    for (const auto& mapped : columns_)
      if (std::none_of(fields.begin(), fields.end(), [&](const Field& known) { return known.name == mapped.first; }))
        add(headings.line, "", "there is no field \"" + mapped.first + "\" to map a column to",
            "Use badge, name, group, site, email, language, hired_on, manager or employee_id.");
    for (std::size_t i = 0; i < fields.size(); ++i) place_column(i, headings);
    width_ = headings.cells.size();
    return out_.problems.empty();
  }

  void place_column(std::size_t field, const CsvRow& headings) {
    const std::string name = fields[field].name;
    const auto mapped = columns_.find(name);
    const std::string wanted = mapped == columns_.end() ? name : mapped->second;
    for (std::size_t i = 0; i < headings.cells.size(); ++i) {
      if (comparable(headings.cells[i]) != comparable(wanted)) continue;
      if (places_[field])
        add(headings.line, "column " + wanted, "the heading is there twice", "Rename one of the two columns.");
      places_[field] = i;
    }
    if (!places_[field] && (fields[field].needed || mapped != columns_.end()))
      add(headings.line, "column " + wanted, "there is no such column",
          "Add it, or say which column it is: --map " + name + "=\"HEADING\".");
  }

  void read_row(const CsvRow& row) {
    const std::string place = "row " + std::to_string(out_.rows_read);
    if (!row.fault.empty()) return add(row.line, place, row.fault, "Mend the quotes of this row.");
    if (row.cells.size() != width_)
      return add(row.line, place,
                 "the row has " + std::to_string(row.cells.size()) + " cells, the headings are " + std::to_string(width_),
                 "Look for a missing or extra separator, or put quotes around the cell that holds one.");
    RosterRow out;
    bool good = true;
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (places_[i]) good = read_cell(fields[i], row.cells[*places_[i]], row.line, place, out) && good;
    if (good && is_first(out.badge, row.line, place)) out_.rows.push_back(std::move(out));
  }

  bool read_cell(const Field& field, const std::string& cell, int line, const std::string& place, RosterRow& out) {
    const std::string where = place + ", column " + field.name;
    if (!is_utf8(cell)) {
      add(line, where, "the cell is not UTF-8 text", "Save the file as \"CSV UTF-8\".");
      return false;
    }
    const std::string text = to_nfc(trimmed(cell));
    if (const auto fault = field.check(text)) {
      add(line, where, fault->what, fault->cure);
      return false;
    }
    out.*field.value = text;
    return true;
  }

  bool is_first(const std::string& badge, int line, const std::string& place) {
    const auto [first, is_new] = lines_.emplace(badge, line);
    if (!is_new)
      add(line, place + ", column badge", "the badge is in line " + std::to_string(first->second) + " already",
          "Give every person a badge of their own.");
    return is_new;
  }

  CsvReader reader_;
  const std::string& file_;
  const ColumnMap& columns_;
  std::array<std::optional<std::size_t>, fields.size()> places_{};
  std::size_t width_ = 0;
  std::size_t unnamed_ = 0;
  std::unordered_map<std::string, int> lines_;
  ParsedRoster out_;
};

bool is_utf16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

}  // namespace

const std::vector<std::string>& roster_fields() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const Field& field : fields) out.emplace_back(field.name);
    return out;
  }();
  return names;
}

bool is_safe_id(std::string_view text) {
  constexpr std::size_t characters_max = 64;
  if (text.empty() || text.size() > characters_max || !(is_letter(text.front()) || is_digit(text.front()))) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '@' || c == '/' || c == '-';
  });
}

ParsedRoster parse_roster(std::string_view text, const std::string& file, const ColumnMap& columns) {
  ParsedRoster refused;
  if (text.size() > roster_bytes_max) {
    refused.problems.push_back({file, 0, "", "the file is larger than 64 MiB", "Split it."});
    return refused;
  }
  if (is_utf16(text)) {
    refused.problems.push_back({file, 1, "", "the file is UTF-16", "Save it as \"CSV UTF-8\"."});
    return refused;
  }
  return RosterParser(text, file, columns).parse();
}

}  // namespace countersign::admin
