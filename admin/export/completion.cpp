#include "admin/export/completion.hpp"

#include "records/model/canonical.hpp"

namespace countersign::admin {

namespace {

using records::integer_field;
using records::text_field;

std::optional<std::int64_t> optional_integer(const Json& json, const char* key) {
  return json.contains(key) ? std::optional(integer_field(json, key)) : std::nullopt;
}

// countersign/ORGANISATION/TERMINAL/GENERATION
std::string terminal_of(const std::string& origin) {
  const auto last = origin.rfind('/');
  if (last == std::string::npos || last == 0) return {};
  const auto before = origin.rfind('/', last - 1);
  return before == std::string::npos ? std::string() : origin.substr(before + 1, last - before - 1);
}

Completion common_part(const Json& json, const records::Leaf& leaf) {
  Completion out;
  out.record_id = text_field(json, "record_id");
  out.subject = text_field(json, "subject");
  out.group = text_field(json, "group");
  out.site = text_field(json, "site");
  out.kind = leaf.kind;
  out.completed_at = {integer_field(json, "at"), static_cast<int>(integer_field(json, "utc_offset_min"))};
  out.duration_s = optional_integer(json, "duration_s");
  out.language = text_field(json, "language");
  out.kiosk_id = terminal_of(text_field(json, "origin"));
  out.leaf_index = leaf.index;
  return out;
}

void add_policy(const Json& json, Completion& out) {
  out.policy_id = text_field(json, "policy");
  out.policy_version = text_field(json, "version");
  out.document_sha256 = text_field(json, "document_sha256");
  out.score_thousandths = optional_integer(json, "score_thousandths");
  out.status = out.kind == "declined" ? "declined" : "completed";
}

void add_quiz(const Json& json, Completion& out) {
  out.score_thousandths = integer_field(json, "score_thousandths");
  out.attempt = integer_field(json, "attempt");
  const auto passed = json.find("passed");
  out.passed = passed != json.end() && passed->is_boolean() && passed->get<bool>();
  out.status = *out.passed ? "passed" : "failed";
}

}  // namespace

bool is_completion(const std::string& kind) {
  return kind == "acknowledged" || kind == "declined" || kind == "quiz_finished" || kind == "module_finished";
}

void CompletionReader::note_publication(const Json& json) {
  policy_ = text_field(json, "policy");
  version_ = text_field(json, "version");
}

Completion CompletionReader::completion_of(const Json& json, const records::Leaf& leaf) const {
  Completion out = common_part(json, leaf);
  if (leaf.kind == "acknowledged" || leaf.kind == "declined") {
    add_policy(json, out);
    return out;
  }
  out.policy_id = policy_.empty() ? text_field(json, "module") : policy_ + "/" + text_field(json, "module");
  out.policy_version = version_;
  if (leaf.kind == "quiz_finished") add_quiz(json, out);
  else out.status = "completed";
  return out;
}

Result<std::optional<Completion>> CompletionReader::read(const records::Leaf& leaf) {
  const bool published = leaf.kind == "policy_published";
  if (!published && !is_completion(leaf.kind)) return std::optional<Completion>();
  const auto json = records::parse_stored(leaf.record);
  if (!json || leaf_hash(leaf.record) != leaf.leaf_hash)
    return Error{ErrorCode::corrupt, "record " + std::to_string(leaf.index) + " does not match its hash", "ledger.db",
                 "Write nothing to it; keep a copy and restore the last backup"};
  if (published) {
    note_publication(*json);
    return std::optional<Completion>();
  }
  Completion out = completion_of(*json, leaf);
  if (voided_.contains(leaf.index)) out.status = "voided";
  return std::optional(std::move(out));
}

}  // namespace countersign::admin
