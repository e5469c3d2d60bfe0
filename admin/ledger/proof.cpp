#include "admin/ledger/proof.hpp"

#include <optional>

#include "admin/export/output_file.hpp"
#include "admin/ledger/check.hpp"
#include "admin/ledger/generations.hpp"
#include "records/model/canonical.hpp"
#include "records/vault/code.hpp"

namespace countersign::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t page_leaves = 500;
constexpr int receipt_characters = 8;

Error nobody(const std::string& wanted) {
  return {ErrorCode::not_found, "no record is known as " + wanted, "",
          "Give the record's 32 hexadecimal digits, or the code of the receipt: XXXX-XXXX"};
}

Error several(const std::string& ids) {
  return {ErrorCode::bad_input, "several records have this code:" + ids, "", "Give the 32 digits of one of them"};
}

// 40 bits: in a ledger of a million records some two share a code.
Result<RecordId> id_by_code(const records::Ledger& ledger, const std::string& code, const Progress& progress) {
  const auto size = ledger.size();
  if (!size) return size.error();
  const std::string wanted = code.substr(0, 4) + "-" + code.substr(4);
  std::optional<RecordId> found;
  std::string ids;
  int matches = 0;
  for (std::uint64_t done = 0; done < *size;) {
    if (!go_on(progress, done, *size)) return stopped();
    const auto leaves = ledger.page(done, page_leaves, false);
    if (!leaves) return leaves.error();
    if (leaves->empty()) break;
    for (const records::Leaf& leaf : *leaves) {
      if (records::receipt_code(leaf.leaf_hash) != wanted) continue;
      found = leaf.id;
      ids += " " + to_hex(leaf.id);
      ++matches;
    }
    done += leaves->size();
  }
  if (matches > 1) return several(ids);
  return found ? Result<RecordId>(*found) : nobody(wanted);
}

Result<RecordId> id_of(const records::Ledger& ledger, const std::string& wanted, const Progress& progress) {
  if (const auto id = from_hex_16(wanted)) return RecordId{*id};
  const auto code = records::normalised_code(wanted, receipt_characters);
  return code ? id_by_code(ledger, *code, progress) : nobody(wanted);
}

struct Found {
  RecordId id;
  records::LogProof proof;
  records::VerifierKey key;
};

Result<Found> find_in(const records::Ledger& ledger, const std::string& wanted, const Progress& progress) {
  const auto id = id_of(ledger, wanted, progress);
  if (!id) return id.error();
  auto proof = ledger.proof(*id);
  if (!proof) return proof.error().code == ErrorCode::not_found ? nobody(wanted) : proof.error();
  return Found{*id, std::move(*proof), ledger.vkey()};
}

// The latest generation first.
Result<Found> find(const records::DataDir& data, const std::string& wanted, const Progress& progress) {
  const auto ledgers = open_generations(data);
  if (!ledgers) return ledgers.error();
  Result<Found> found = nobody(wanted);
  for (auto ledger = ledgers->rbegin(); ledger != ledgers->rend(); ++ledger) {
    found = find_in(*ledger, wanted, progress);
    if (found || found.error().code != ErrorCode::not_found) return found;
  }
  Error error = nobody(wanted);
  error.code = ErrorCode::bad_input;  // wrong use: nothing is missing that should be there
  return error;
}

Status write_new(const fs::path& out, const std::string& text) {
  auto file = OutputFile::create(out);
  if (!file) return file.error();
  file->write(text);
  if (auto done = file->finish(); !done) return done;
  return file->put_in_place_new();
}

}  // namespace

Result<ProofMade> make_proof(const records::DataDir& data, const std::string& wanted, const fs::path& out,
                             const Progress& progress) {
  if (auto fresh = refuse_existing(out); !fresh) return fresh.error();
  const auto found = find(data, wanted, progress);
  if (!found) return found.error();
  const std::string text = records::format_proof(found->proof);
  const auto checked = check_proof_text(text, data.ledger().string(), {found->key});
  if (!checked) return checked.error();
  const auto json = records::parse_stored(checked->record);
  if (!json) return json.error();
  if (auto written = write_new(out, text); !written) return written.error();
  return ProofMade{found->proof.index,
                   found->id,
                   records::text_field(*json, "kind"),
                   records::receipt_code(leaf_hash(checked->record)),
                   checked->vkey,
                   {records::integer_field(*json, "at"), static_cast<int>(records::integer_field(*json, "utc_offset_min"))}};
}

}  // namespace countersign::admin
