#include "kiosk/shell/record_reader.hpp"

#include <algorithm>
#include <array>

#include "kiosk/flow/bodies.hpp"

namespace countersign::shell {

namespace {

// What a person did; the rest (assigned, locked_out ...) is HR's.
constexpr std::array shown_kinds{"acknowledged",    "declined",       "quiz_finished",
                                 "module_finished", "question_asked", "copy_requested"};

std::string text_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_at(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::optional<flow::RecordRow> row_of(const records::Leaf& leaf) {
  if (std::find(shown_kinds.begin(), shown_kinds.end(), leaf.kind) == shown_kinds.end()) return std::nullopt;
  const Json record = Json::parse(leaf.record, nullptr, false);
  if (!record.is_object()) return std::nullopt;
  flow::RecordRow row;
  row.id = leaf.id;
  row.index = leaf.index;
  row.kind = leaf.kind;
  row.at = {number_at(record, "at"), static_cast<int>(number_at(record, "utc_offset_min"))};
  row.version = text_at(record, "version");
  row.module = ModuleId{text_at(record, "module")};
  if (record.contains("score_thousandths")) row.score_thousandths = static_cast<int>(number_at(record, "score_thousandths"));
  row.receipt_code = records::receipt_code(leaf.leaf_hash);
  return row;
}

std::optional<Digest> digest_of(const std::string& hex) {
  Digest out;
  if (hex.size() != out.bytes.size() * 2) return std::nullopt;
  const auto high = from_hex_16(std::string_view(hex).substr(0, 32));
  const auto low = from_hex_16(std::string_view(hex).substr(32));
  if (!high || !low) return std::nullopt;
  std::copy(high->begin(), high->end(), out.bytes.begin());
  std::copy(low->begin(), low->end(), out.bytes.begin() + 16);
  return out;
}

}  // namespace

std::vector<flow::RecordRow> rows_of(const std::vector<records::Leaf>& leaves, const std::set<std::uint64_t>& voided) {
  std::vector<flow::RecordRow> rows;
  for (const auto& leaf : leaves) {
    auto row = row_of(leaf);
    if (!row) continue;
    row->voided = voided.contains(leaf.index);
    rows.push_back(std::move(*row));
  }
  std::reverse(rows.begin(), rows.end());
  return rows;
}

bool must_sign_again(const std::vector<records::Leaf>& leaves, const std::set<std::uint64_t>& voided) {
  const auto last = std::find_if(leaves.rbegin(), leaves.rend(), [](const auto& leaf) { return leaf.kind == "acknowledged"; });
  return last != leaves.rend() && voided.contains(last->index);
}

Result<flow::RecordDetail> detail_of(const records::Leaf& leaf, const records::Ledger& ledger, const records::Secret* key,
                                     const flow::World& world) {
  const auto row = row_of(leaf);
  if (!row) return Error{ErrorCode::corrupt, "the record cannot be read", "", "Check the ledger."};
  const Json record = Json::parse(leaf.record, nullptr, false);
  const auto voided = ledger.voided();
  if (!voided) return voided.error();
  flow::RecordDetail out;
  out.row = *row;
  out.row.voided = voided->contains(leaf.index);
  out.language = text_at(record, "language");
  for (const auto& statement : record.value("statements", Json::array()))
    if (statement.is_string()) out.statements.push_back({statement.get<std::string>()});
  if (const auto hash = digest_of(text_at(record, "document_sha256"))) {
    if (const auto document = ledger.document(*hash)) out.document = *document;
  }
  if (!leaf.body.empty() && key != nullptr) {
    const auto body = records::open_body(leaf, *key);
    if (!body) return body.error();
    if (const auto read = flow::read_body(Json::parse(*body, nullptr, false), out); !read) return read.error();
  }
  const auto receipt = ledger.receipt(leaf.id);
  if (!receipt) return receipt.error();
  out.receipt_text = records::receipt_text(*receipt, world.pack->organisation.name);
  const auto proof = ledger.proof(leaf.id);
  out.proved = proof && records::verify_proof(*proof, leaf.record, ledger.vkey());
  return out;
}

}  // namespace countersign::shell
