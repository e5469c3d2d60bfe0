#pragma once
// One canonical record of a completion, as every export format writes it (columns of the machine CSV).

#include <optional>
#include <set>
#include <string>

#include "records/model/record.hpp"
#include "records/model/stored_fields.hpp"
#include "records/store/ledger.hpp"

namespace countersign::admin {

struct Completion {
  std::string record_id;
  std::string subject;  // random id in hex
  std::string group;    // as it was then
  std::string site;
  std::string policy_id;  // for a module or its quiz: policy, slash, module
  std::string policy_version;
  std::string document_sha256;
  std::string kind;
  WallTime completed_at;
  std::string status;  // completed, declined, passed, failed; voided, whatever it was
  std::optional<std::int64_t> score_thousandths;
  std::optional<bool> passed;
  std::optional<std::int64_t> attempt;
  std::optional<std::int64_t> duration_s;
  std::string language;
  std::string kiosk_id;
  std::uint64_t leaf_index = 0;
};

bool is_completion(const std::string& kind);

// Reads leaves in order. A module's record does not name the policy: it belongs to the one published last before it.
class CompletionReader {
 public:
  // Leaves of another ledger follow. `voided`: what its voided() says, since a record is voided after it was read.
  void begin_ledger(std::set<std::uint64_t> voided) { voided_ = std::move(voided); }
  // nullopt for kinds that are no completion. The leaf's hash has been checked. Fails with corrupt if it is not JSON.
  Result<std::optional<Completion>> read(const records::Leaf& leaf);

 private:
  Completion completion_of(const records::Leaf& leaf) const;

  records::StoredFields record_;  // that was read last
  std::set<std::uint64_t> voided_;
  std::string policy_;
  std::string version_;
};

}  // namespace countersign::admin
