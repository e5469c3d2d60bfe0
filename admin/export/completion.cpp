#include "admin/export/completion.hpp"

namespace countersign::admin {

namespace {

using records::StoredFields;

// countersign/ORGANISATION/TERMINAL/GENERATION
std::string terminal_of(std::string_view origin) {
  const auto last = origin.rfind('/');
  if (last == std::string::npos || last == 0) return {};
  const auto before = origin.rfind('/', last - 1);
  return before == std::string::npos ? std::string() : std::string(origin.substr(before + 1, last - before - 1));
}

Completion common_part(const StoredFields& record, const records::Leaf& leaf) {
  Completion out;
  out.record_id = record.text("record_id");
  out.subject = record.text("subject");
  out.group = record.text("group");
  out.site = record.text("site");
  out.kind = leaf.kind;
  out.completed_at = {record.integer("at").value_or(0), static_cast<int>(record.integer("utc_offset_min").value_or(0))};
  out.duration_s = record.integer("duration_s");
  out.language = record.text("language");
  out.kiosk_id = terminal_of(record.text("origin"));
  out.leaf_index = leaf.index;
  return out;
}

void add_policy(const StoredFields& record, Completion& out) {
  out.policy_id = record.text("policy");
  out.policy_version = record.text("version");
  out.document_sha256 = record.text("document_sha256");
  out.score_thousandths = record.integer("score_thousandths");
  out.status = out.kind == "declined" ? "declined" : "completed";
}

void add_quiz(const StoredFields& record, Completion& out) {
  out.score_thousandths = record.integer("score_thousandths").value_or(0);
  out.attempt = record.integer("attempt").value_or(0);
  out.passed = record.is_true("passed");
  out.status = *out.passed ? "passed" : "failed";
}

}  // namespace

bool is_completion(const std::string& kind) {
  return kind == "acknowledged" || kind == "declined" || kind == "quiz_finished" || kind == "module_finished";
}

Completion CompletionReader::completion_of(const records::Leaf& leaf) const {
  Completion out = common_part(record_, leaf);
  if (leaf.kind == "acknowledged" || leaf.kind == "declined") {
    add_policy(record_, out);
    return out;
  }
  const std::string module(record_.text("module"));
  out.policy_id = policy_.empty() ? module : policy_ + "/" + module;
  out.policy_version = version_;
  if (leaf.kind == "quiz_finished")
    add_quiz(record_, out);
  else
    out.status = "completed";
  return out;
}

Result<std::optional<Completion>> CompletionReader::read(const records::Leaf& leaf) {
  const bool published = leaf.kind == "policy_published";
  if (!published && !is_completion(leaf.kind)) return std::optional<Completion>();
  if (!record_.read(leaf.record))
    return Error{ErrorCode::corrupt, "record " + std::to_string(leaf.index) + " is not a JSON object", "ledger.db",
                 "Write nothing to it; keep a copy and restore the last backup"};
  if (published) {
    policy_ = record_.text("policy");
    version_ = record_.text("version");
    return std::optional<Completion>();
  }
  Completion out = completion_of(leaf);
  if (voided_.contains(leaf.index)) out.status = "voided";
  return std::optional(std::move(out));
}

}  // namespace countersign::admin
