#include "admin/ledger/generations.hpp"

#include <algorithm>
#include <optional>

#include "records/log/checkpoint.hpp"
#include "records/model/canonical.hpp"

namespace countersign::admin {

namespace fs = std::filesystem;

namespace {

struct Before {
  std::string origin;
  std::uint64_t size = 0;
  std::string root;  // hexadecimal
};

Result<std::optional<Before>> continued_from(const records::Ledger& ledger) {
  const auto first = ledger.page(0, 1, false);
  if (!first) return first.error();
  if (first->empty() || first->front().kind != "continued") return std::optional<Before>();
  const auto json = records::parse_stored(first->front().record);
  if (!json) return json.error();
  return std::optional(Before{records::text_field(*json, "of_origin"),
                              static_cast<std::uint64_t>(records::integer_field(*json, "of_size")),
                              records::text_field(*json, "of_root")});
}

bool is(const records::Ledger& ledger, const Before& wanted) {
  const auto note = ledger.checkpoint();
  const auto parsed = note ? records::parse_note(*note) : Result<records::Note>(note.error());
  const auto checkpoint = parsed ? records::parse_checkpoint(parsed->text) : Result<records::Checkpoint>(parsed.error());
  return checkpoint && checkpoint->origin == wanted.origin && checkpoint->size == wanted.size &&
         to_hex(checkpoint->root) == wanted.root;
}

// By what is in them, not by their names: the archive also keeps ledgers that nothing goes on from.
Result<records::Ledger> archived(const records::DataDir& data, const Before& wanted) {
  std::error_code error;
  std::optional<Error> damaged;
  for (fs::directory_iterator at(data.archive(), error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() != ".db" || at->path().filename().string().starts_with("vault-")) continue;
    auto ledger = records::Ledger::open_copy(at->path());
    if (ledger && is(*ledger, wanted)) return ledger;
    const bool was_restored = at->path().filename().string().starts_with("restored-");
    if (!ledger && (!damaged || was_restored)) damaged = ledger.error();
  }
  const std::string what = "the ledger " + wanted.origin + " of " + std::to_string(wanted.size) +
                           " records, which this one goes on from, is not there";
  const std::string cure = "Put the restored backup back into this folder";
  if (!damaged) return Error{ErrorCode::not_found, what, data.archive().string(), cure};
  return Error{damaged->code, what + ", unless it is this file: " + damaged->what, damaged->where, cure};
}

}  // namespace

Result<std::vector<records::Ledger>> open_generations(const records::DataDir& data) {
  std::optional<Error> left_out;
  auto out = open_readable_generations(data, left_out);
  if (left_out) return *left_out;
  return out;
}

Result<std::vector<records::Ledger>> open_readable_generations(const records::DataDir& data, std::optional<Error>& left_out) {
  std::vector<records::Ledger> out;
  auto ledger = records::Ledger::open(data, {.read_only = true});
  if (!ledger) return ledger.error();
  out.push_back(std::move(*ledger));
  while (true) {
    const auto before = continued_from(out.back());
    if (!before && out.size() == 1) return before.error();
    if (!before) left_out = before.error();
    if (!before || !*before) break;
    if (out.size() == generations_max)
      return Error{ErrorCode::too_large, "the ledger has more than 64 generations", data.archive().string(), ""};
    auto earlier = archived(data, **before);
    if (!earlier) {
      left_out = earlier.error();
      break;
    }
    out.push_back(std::move(*earlier));
  }
  std::reverse(out.begin(), out.end());
  return out;
}

Status leave_out_damaged(const std::vector<records::Ledger>& all, const records::Ledger& one, Status read,
                         std::optional<Error>& left_out) {
  if (read || read.error().code != ErrorCode::corrupt || &one == &all.back()) return read;
  left_out = read.error();
  left_out->where = one.file();
  return Done{};
}

Result<std::uint64_t> size_of(const std::vector<records::Ledger>& ledgers) {
  std::uint64_t sum = 0;
  for (const records::Ledger& ledger : ledgers) {
    const auto size = ledger.size();
    if (!size) return size.error();
    sum += *size;
  }
  return sum;
}

}  // namespace countersign::admin
