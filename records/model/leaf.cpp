// The keys of a leaf: docs/record_format.md has the same table in words.

#include "records/model/canonical.hpp"

namespace countersign::records {

namespace {

template <class Tag>
Json texts(const std::vector<NamedId<Tag>>& ids) {
  Json out = Json::array();
  for (const auto& id : ids) out.push_back(id.value);
  return out;
}

// Adds the keys that one kind of record has beside the common ones.
struct FactWriter {
  Json& leaf;

  void operator()(const Acknowledged& fact) const {
    leaf["policy"] = fact.policy.value;
    leaf["version"] = fact.version;
    leaf["document_sha256"] = to_hex(fact.document_sha256);
    leaf["statements_sha256"] = to_hex(fact.statements_sha256);
    leaf["consent_sha256"] = to_hex(fact.consent_sha256);
    leaf["statements"] = texts(fact.statements);
    leaf["method"] = to_string(fact.method);
    if (!fact.clauses.empty()) leaf["clauses"] = texts(fact.clauses);
    leaf["duration_s"] = fact.duration_s;
    if (fact.score_thousandths) leaf["score_thousandths"] = *fact.score_thousandths;
  }
  void operator()(const Declined& fact) const {
    leaf["policy"] = fact.policy.value;
    leaf["version"] = fact.version;
    leaf["document_sha256"] = to_hex(fact.document_sha256);
    leaf["statements_sha256"] = to_hex(fact.statements_sha256);
    leaf["consent_sha256"] = to_hex(fact.consent_sha256);
    leaf["statements"] = texts(fact.statements);
  }
  void operator()(const QuizFinished& fact) const {
    leaf["module"] = fact.module.value;
    leaf["quiz_sha256"] = to_hex(fact.quiz_sha256);
    leaf["attempt"] = fact.attempt;
    leaf["score_thousandths"] = fact.score_thousandths;
    leaf["passed"] = fact.passed;
    leaf["duration_s"] = fact.duration_s;
  }
  void operator()(const ModuleFinished& fact) const {
    leaf["module"] = fact.module.value;
    leaf["duration_s"] = fact.duration_s;
  }
  void operator()(const QuestionAsked& fact) const {
    if (!fact.clause.empty()) leaf["clause"] = fact.clause.value;
    if (!fact.module.empty()) leaf["module"] = fact.module.value;
  }
  void operator()(const CopyRequested& fact) const { leaf["of_record"] = fact.of_record; }
  void operator()(const Enrolled&) const {}
  void operator()(const PinSet&) const {}
  void operator()(const CodeIssued& fact) const { leaf["by"] = fact.by; }
  void operator()(const LockedOut&) const {}
  void operator()(const Assigned& fact) const {
    leaf["policy"] = fact.policy.value;
    leaf["to_group"] = fact.to_group;
    if (!fact.due_on.empty()) leaf["due_on"] = fact.due_on;
    if (fact.due_days_after_hire > 0) leaf["due_days_after_hire"] = fact.due_days_after_hire;
    leaf["by"] = fact.by;
  }
  void operator()(const PolicyPublished& fact) const {
    leaf["policy"] = fact.policy.value;
    leaf["version"] = fact.version;
    Json documents = Json::object();
    for (const auto& [language, digest] : fact.documents) documents[language.value] = to_hex(digest);
    leaf["documents"] = std::move(documents);
    leaf["by"] = fact.by;
  }
  void operator()(const Exported& fact) const {
    leaf["format"] = fact.format;
    leaf["up_to"] = fact.up_to;
    leaf["by"] = fact.by;
  }
  void operator()(const Opened& fact) const { leaf["by"] = fact.by; }
  void operator()(const ClockStepped& fact) const { leaf["by_ms"] = fact.by_ms; }
  void operator()(const Erased& fact) const { leaf["by"] = fact.by; }
  void operator()(const Voided& fact) const {
    leaf["voids"] = fact.index;
    leaf["reason"] = fact.reason;
    leaf["by"] = fact.by;
  }
  void operator()(const KeyRotated& fact) const {
    leaf["old_vkey"] = fact.old_vkey;
    leaf["new_vkey"] = fact.new_vkey;
    leaf["by"] = fact.by;
  }
  void operator()(const Continued& fact) const {
    leaf["of_origin"] = fact.of_origin;
    leaf["of_size"] = fact.size;
    leaf["of_root"] = to_hex(fact.root);
    leaf["by"] = fact.by;
  }
};

Json common_keys(const NewRecord& record, const std::string& origin, std::uint64_t index) {
  Json leaf = {{"v", record_version},
               {"origin", origin},
               {"idx", index},
               {"record_id", to_hex(record.id)},
               {"kind", kind_of(record.facts)},
               {"at", record.stamp.at.utc_ms},
               {"utc_offset_min", record.stamp.at.utc_offset_min},
               {"clock_synced", record.stamp.clock_synced},
               {"boot_id", record.stamp.boot_id},
               {"since_boot_ms", record.stamp.since_boot_ms},
               {"language", record.language.value},
               {"identified_by", record.identified_by},
               {"app", record.stamp.app}};
  if (record.subject) {
    leaf["subject"] = to_hex(*record.subject);
    leaf["group"] = record.group;
    leaf["site"] = record.site;
  }
  return leaf;
}

}  // namespace

Result<std::string> leaf_bytes(const NewRecord& record, const std::string& origin, std::uint64_t index,
                               const BodyHashes& body) {
  Json leaf = common_keys(record, origin, index);
  std::visit(FactWriter{leaf}, record.facts);
  if (body) {
    leaf["body_sha256"] = to_hex(body->plain);
    leaf["sealed_sha256"] = to_hex(body->sealed);
  }
  auto bytes = canonical_json(leaf);
  if (bytes && bytes->size() > record_bytes_max)
    return Error{ErrorCode::too_large, "the record is larger than 65,535 bytes", "", ""};
  return bytes;
}

}  // namespace countersign::records
