#include "admin/ledger/check.hpp"

#include <algorithm>

#include "admin/ledger/generations.hpp"
#include "base/file.hpp"
#include "records/model/canonical.hpp"

namespace countersign::admin {

namespace {

constexpr std::size_t vkey_file_bytes_max = 4096;

Error fault(const std::string& file, const std::string& what) {
  return {ErrorCode::corrupt, what, file, "Keep the file as evidence and ask for another copy"};
}

// Whoever asks whether a ledger is whole is told no: it cannot be said of a form that this program does not read.
Error not_of_our_form(Error error) {
  error.code = ErrorCode::corrupt;
  return error;
}

Result<records::Verified> checked(const records::Ledger& ledger, const std::string& file, const LedgerCheck& wanted) {
  auto verified = records::verify(ledger, {wanted.all_notes, std::nullopt, wanted.progress});
  if (!verified) return verified;
  if (!verified->complete) return Error{ErrorCode::refused, "stopped; not everything was checked", "", ""};
  const auto& keys = verified->vkeys;
  if (wanted.key && std::find(keys.begin(), keys.end(), wanted.key->text()) == keys.end())
    return Error{ErrorCode::corrupt, "the ledger was never signed with the key that was given", file,
                 "Another ledger was put here, or the key is of another terminal"};
  return verified;
}

// What the ledger goes on from was signed with keys of its own, so only the ledger itself is held to the key.
Result<records::Verified> check_generations(const records::Ledger& ledger, const records::DataDir& data,
                                            const LedgerCheck& wanted) {
  auto verified = checked(ledger, data.ledger().string(), wanted);
  if (!verified) return verified;
  const auto all = open_generations(data);
  if (!all) return all.error();
  for (std::size_t i = 0; i + 1 < all->size(); ++i) {
    const auto earlier = checked((*all)[i], data.archive().string(), {wanted.all_notes, std::nullopt, wanted.progress});
    if (!earlier) return earlier;
  }
  return verified;
}

// The key of the proof's log; without one, whatever is tried says why.
const records::VerifierKey& key_for(const records::LogProof& proof, const std::vector<records::VerifierKey>& keys) {
  const auto note = records::parse_note(proof.checkpoint);
  const auto signs = [&](const records::VerifierKey& key) {
    return note && std::any_of(note->signatures.begin(), note->signatures.end(),
                               [&](const auto& signature) { return signature.name == key.name && signature.key_id == key.id; });
  };
  const auto found = std::find_if(keys.rbegin(), keys.rend(), signs);
  return found == keys.rend() ? keys.back() : *found;
}

Status check_place(const CheckedProof& proof, const std::string& name) {
  const auto json = records::parse_stored(proof.record);
  if (!json) return fault(name, "what it proves is no record");
  if (records::integer_field(*json, "idx", -1) != static_cast<std::int64_t>(proof.index) ||
      records::text_field(*json, "origin") != proof.checkpoint.origin)
    return fault(name, "the record is not of this place in this ledger");
  return Done{};
}

}  // namespace

Result<records::VerifierKey> verifier_key_of(const std::string& text_or_file) {
  auto key = records::parse_vkey(text_or_file);
  if (key) return key;
  const auto text = read_file(text_or_file, vkey_file_bytes_max);
  if (!text) return key;
  key = records::parse_vkey(text->substr(0, text->find_first_of("\r\n")));
  if (!key) return Error{ErrorCode::bad_input, "the first line is no verifier key", text_or_file, key.error().cure};
  return key;
}

Result<std::vector<records::VerifierKey>> keys_of(const records::DataDir& data) {
  const auto ledgers = open_generations(data);
  if (!ledgers) return ledgers.error();
  std::vector<records::VerifierKey> out;
  for (const records::Ledger& ledger : *ledgers) {
    const auto keys = ledger.keys();
    if (!keys) return keys.error();
    out.insert(out.end(), keys->begin(), keys->end());
  }
  return out;
}

Result<records::Verified> check_ledger(const records::DataDir& data, const LedgerCheck& wanted) {
  const auto ledger = records::Ledger::open(data, {.read_only = true});
  if (ledger) return check_generations(*ledger, data, wanted);
  if (ledger.error().code == ErrorCode::refused) return not_of_our_form(ledger.error());
  if (ledger.error().code != ErrorCode::corrupt) return ledger.error();
  const auto unchecked = records::Ledger::open(data, {.read_only = true, .fast_check = false});
  if (!unchecked) return ledger.error();
  auto full = checked(*unchecked, data.ledger().string(), wanted);
  return full ? Result<records::Verified>(ledger.error()) : full;
}

Result<records::Verified> check_ledger_file(const std::filesystem::path& file, const LedgerCheck& wanted) {
  const auto ledger = records::Ledger::open_copy(file, {.fast_check = false});
  if (!ledger) return ledger.error();
  return checked(*ledger, file.string(), wanted);
}

Result<CheckedProof> check_proof_text(const std::string& text, const std::string& name,
                                      const std::vector<records::VerifierKey>& keys) {
  const auto proof = records::parse_proof(text);
  if (!proof) return fault(name, "this is no proof: " + proof.error().what);
  if (proof->extra.empty()) return fault(name, "the proof does not hold the record that it is of");
  const records::VerifierKey& key = key_for(*proof, keys);
  const auto checkpoint = records::verify_proof(*proof, proof->extra, key);
  if (!checkpoint) return fault(name, checkpoint.error().what);
  CheckedProof out{proof->index, *checkpoint, key.text(), proof->extra};
  if (auto placed = check_place(out, name); !placed) return placed.error();
  return out;
}

Result<CheckedProof> check_proof(const std::filesystem::path& file, const std::vector<records::VerifierKey>& keys) {
  const auto text = read_file(file, records::proof_bytes_max);
  if (!text && text.error().code == ErrorCode::too_large) return fault(file.string(), "this is no proof: it is too large");
  if (!text) return text.error();
  return check_proof_text(*text, file.string(), keys);
}

}  // namespace countersign::admin
