#include "admin/ledger/void.hpp"

#include <algorithm>

#include "admin/export/completion.hpp"
#include "base/utf8.hpp"
#include "records/model/canonical.hpp"

namespace countersign::admin {

namespace {

Error refused(const std::string& what, const std::string& cure) { return {ErrorCode::bad_input, what, "", cure}; }

Status check_reason(const std::string& reason) {
  const bool control = std::any_of(reason.begin(), reason.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (!reason.empty() && is_utf8(reason) && !control && code_points(reason) <= void_reason_characters_max) return Done{};
  return refused("a reason is one line of at most 200 characters",
                 "Say shortly why, without names: it stays in the ledger for ever");
}

Result<records::Leaf> completion_at(const records::Ledger& ledger, std::uint64_t index) {
  auto leaves = ledger.page(index, 1, false);
  if (!leaves) return leaves.error();
  if (leaves->empty() || leaves->front().index != index)
    return refused("there is no record " + std::to_string(index), "Take leaf_index of export csv");
  if (!is_completion(leaves->front().kind))
    return refused("record " + std::to_string(index) + " is no completion: " + leaves->front().kind,
                   "Only what a person has acknowledged, declined or finished can be voided");
  const auto voided = ledger.voided();
  if (!voided) return voided.error();
  if (voided->contains(index)) return refused("record " + std::to_string(index) + " has been voided already", "");
  return std::move(leaves->front());
}

}  // namespace

Result<records::Receipt> void_record(const records::DataDir& data, std::uint64_t index, const std::string& reason,
                                     const Actor& actor) {
  if (auto good = check_reason(reason); !good) return good.error();
  auto ledger = records::Ledger::open(data);
  if (!ledger) return ledger.error();
  const auto leaf = completion_at(*ledger, index);
  if (!leaf) return leaf.error();
  const auto json = records::parse_stored(leaf->record);
  if (!json) return json.error();
  records::NewRecord record = hr_record(records::Voided{index, reason, actor.by}, actor);
  if (const auto subject = from_hex_16(records::text_field(*json, "subject"))) {
    record.subject = PersonId{*subject};
    record.group = records::text_field(*json, "group");
    record.site = records::text_field(*json, "site");
  }
  return ledger->append(record);
}

}  // namespace countersign::admin
