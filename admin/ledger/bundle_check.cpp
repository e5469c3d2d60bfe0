// Reads a bundle from front to back and believes nothing in it before the signed root has vouched for it.

#include <algorithm>
#include <set>

#include "admin/export/tar_file.hpp"
#include "admin/ledger/bundle.hpp"
#include "admin/ledger/check.hpp"
#include "records/log/proof.hpp"
#include "records/log/text.hpp"
#include "records/log/tree.hpp"
#include "records/model/canonical.hpp"

namespace countersign::admin {

namespace {

constexpr std::size_t text_bytes_max = 64 * 1024;
constexpr std::size_t piece_lines = 1000;
constexpr std::uint64_t leaves_max = 100'000'000;

std::optional<Digest> digest_from_hex(std::string_view text) {
  if (text.size() != 64) return std::nullopt;
  const auto high = from_hex_16(text.substr(0, 32));
  const auto low = from_hex_16(text.substr(32));
  if (!high || !low) return std::nullopt;
  Digest out;
  std::copy(high->begin(), high->end(), out.bytes.begin());
  std::copy(low->begin(), low->end(), out.bytes.begin() + 16);
  return out;
}

// "records/12.json" -> "12" for folder "records/" and ending ".json".
std::optional<std::string> middle_of(const std::string& name, std::string_view folder, std::string_view ending) {
  if (!name.starts_with(folder) || !name.ends_with(ending) || name.size() <= folder.size() + ending.size()) return std::nullopt;
  return name.substr(folder.size(), name.size() - folder.size() - ending.size());
}

class BundleChecker {
 public:
  BundleChecker(const BundleCheck& wanted, TarReader& tar) : wanted_(wanted), tar_(tar) {}

  Result<CheckedBundle> run() {
    for (const auto step : {&BundleChecker::check_head, &BundleChecker::check_leaves, &BundleChecker::check_rest})
      if (auto done = (this->*step)(); !done) return done.error();
    return out_;
  }

 private:
  Error fault(const std::string& what) const {
    return {ErrorCode::corrupt, what, wanted_.file.string() + ", " + entry_.name,
            "Keep the file as evidence and ask for another copy"};
  }

  // False at the end.
  Result<bool> next() {
    auto entry = tar_.next();
    if (!entry) return entry.error();
    if (!*entry) return false;
    entry_ = std::move(**entry);
    return true;
  }

  Result<std::string> whole(std::size_t bytes_max) {
    if (entry_.bytes > bytes_max) return fault("it is larger than " + std::to_string(bytes_max) + " bytes");
    auto bytes = tar_.read(entry_.bytes);
    if (bytes && bytes->size() != entry_.bytes) return fault("it is cut short");
    return bytes;
  }

  Result<std::string> named(const char* name) {
    const auto there = next();
    if (!there) return there.error();
    if (!*there || entry_.name != name) {
      entry_.name = name;
      return fault("it is missing, or not at its place: this is no bundle");
    }
    return std::string(name) == "leaves.txt" ? Result<std::string>(std::string()) : whole(text_bytes_max);
  }

  Status check_head() {
    if (const auto readme = named("README.txt"); !readme) return readme.error();
    const auto keys = named("vkeys.txt");
    if (!keys) return keys.error();
    if (auto read = read_keys(*keys); !read) return read;
    auto note = named("checkpoint.txt");
    if (!note) return note.error();
    note_ = std::move(*note);
    const auto checkpoint = records::open_checkpoint(note_, keys_.back());
    if (!checkpoint) return fault(checkpoint.error().what);
    out_.checkpoint = *checkpoint;
    out_.vkey = keys_.back().text();
    return Done{};
  }

  Status read_keys(const std::string& text) {
    std::string_view rest = text;
    while (const auto line = records::take_line(rest)) {
      const auto key = records::parse_vkey(*line);
      if (!key || (!keys_.empty() && key->name != keys_.front().name)) return fault("it does not hold the ledger's keys");
      keys_.push_back(*key);
    }
    const auto trusted = [&](const records::VerifierKey& key) {
      return std::find(wanted_.keys.begin(), wanted_.keys.end(), key) != wanted_.keys.end();
    };
    if (!rest.empty() || keys_.empty()) return fault("it does not hold the ledger's keys");
    return std::any_of(keys_.begin(), keys_.end(), trusted) ? Status(Done{})
                                                            : fault("none of its keys is the verifier key given");
  }

  Status check_leaves() {
    if (const auto there = named("leaves.txt"); !there) return there.error();
    const std::uint64_t size = out_.checkpoint.size;
    if (size > leaves_max || entry_.bytes != size * leaf_line_bytes) return fault("it does not have one line a record");
    leaves_.reserve(size);
    records::RootBuilder tree;
    while (tree.size() < size) {
      if (!go_on(wanted_.progress, tree.size(), 2 * size)) return stopped();
      const auto piece = tar_.read(piece_lines * leaf_line_bytes);
      if (!piece) return piece.error();
      if (piece->empty() || piece->size() % leaf_line_bytes != 0) return fault("it is cut short");
      for (std::size_t at = 0; at < piece->size(); at += leaf_line_bytes) {
        const auto hash = digest_from_hex(std::string_view(*piece).substr(at, leaf_line_bytes - 1));
        if (!hash || (*piece)[at + leaf_line_bytes - 1] != '\n')
          return fault("line " + std::to_string(tree.size() + 1) + " is no hash");
        leaves_.push_back(*hash);
        tree.add(*hash);
      }
    }
    return tree.root() == out_.checkpoint.root ? Status(Done{}) : fault("the hashes are not those of the signed root");
  }

  Status check_rest() {
    while (true) {
      const auto more = next();
      if (!more) return more.error();
      if (!*more) break;
      if (auto checked = check_entry(); !checked) return checked;
    }
    entry_.name = "its end";
    if (!ended_) return fault("contents.txt is missing: the file is cut short");
    if (out_.rotations + 1 != keys_.size()) return fault("a change of key is missing");
    return Done{};
  }

  Status check_entry() {
    if (ended_) return fault("it stands behind the end of the bundle");
    if (entry_.name == "contents.txt") return check_contents();
    if (const auto index = middle_of(entry_.name, "rotations/", ".txt")) return check_rotation(*index);
    if (const auto hash = middle_of(entry_.name, "documents/", ".txt")) return check_document(*hash);
    if (const auto index = middle_of(entry_.name, "records/", ".json")) return check_record(*index);
    if (const auto index = middle_of(entry_.name, "proofs/", ".tlog-proof")) return check_proof_of(*index);
    return fault("it does not belong into a bundle");
  }

  // Signed by the key before and the one after, over the tree that the hashes give.
  Status check_rotation(const std::string& name) {
    const auto note = whole(records::note_bytes_max);
    if (!note) return note.error();
    const auto index = records::from_decimal(name);
    const std::uint64_t number = out_.rotations++;
    if (!index || number + 1 >= keys_.size()) return fault("there is no such change of key");
    const auto before = records::open_checkpoint(*note, keys_[number]);
    const auto after = records::open_checkpoint(*note, keys_[number + 1]);
    if (!before || !after) return fault("the change of key is not signed by both keys");
    if (before->size <= *index || before->size > leaves_.size()) return fault("the change of key is not in its checkpoint");
    records::RootBuilder tree;
    for (std::uint64_t i = 0; i < before->size; ++i) tree.add(leaves_[i]);
    if (tree.root() != before->root) return fault("its checkpoint signs another tree");
    rotated_at_.push_back(*index);
    return Done{};
  }

  Status check_document(const std::string& name) {
    const auto bytes = whole(document_bytes_max);
    if (!bytes) return bytes.error();
    if (name != to_hex(sha256(*bytes)) || !documents_.insert(name).second) return fault("the document does not match its hash");
    ++out_.documents;
    return Done{};
  }

  Status check_record(const std::string& name) {
    if (!go_on(wanted_.progress, leaves_.size() + last_, 2 * leaves_.size())) return stopped();
    auto bytes = whole(records::record_bytes_max);
    if (!bytes) return bytes.error();
    const auto index = records::from_decimal(name);
    if (!index || *index >= leaves_.size() || (out_.record_count > 0 && *index <= last_))
      return fault("there is no such record at this place");
    if (proof_due_) return fault("the proof of record " + std::to_string(last_) + " is missing");
    if (leaf_hash(*bytes) != leaves_[*index]) return fault("the record does not match its hash");
    last_ = *index;
    ++out_.record_count;
    record_ = std::move(*bytes);
    return check_facts();
  }

  Status check_facts() {
    const auto json = records::parse_stored(record_);
    if (!json || records::integer_field(*json, "idx", -1) != static_cast<std::int64_t>(last_) ||
        records::text_field(*json, "origin") != out_.checkpoint.origin)
      return fault("the record is not of this place in this ledger");
    const std::string kind = records::text_field(*json, "kind");
    proof_due_ = kind == "acknowledged";
    if ((proof_due_ || kind == "declined") && !documents_.contains(records::text_field(*json, "document_sha256")))
      return fault("the document that it names is missing");
    return kind == "key_rotated" ? check_change(*json) : Status(Done{});
  }

  Status check_change(const Json& json) const {
    const auto at = std::find(rotated_at_.begin(), rotated_at_.end(), last_);
    if (at == rotated_at_.end()) return fault("its checkpoint is missing in rotations/");
    const auto number = static_cast<std::size_t>(at - rotated_at_.begin());
    if (records::text_field(json, "old_vkey") != keys_[number].text() ||
        records::text_field(json, "new_vkey") != keys_[number + 1].text())
      return fault("the change of key is not the one of vkeys.txt");
    return Done{};
  }

  Status check_proof_of(const std::string& name) {
    const auto text = whole(records::proof_bytes_max);
    if (!text) return text.error();
    if (!proof_due_ || name != std::to_string(last_)) return fault("it is no proof of the record before it");
    const auto proof = check_proof_text(*text, wanted_.file.string() + ", " + entry_.name, {keys_.back()});
    if (!proof) return proof.error();
    if (proof->index != last_ || proof->record != record_ || proof->checkpoint != out_.checkpoint)
      return fault("it is no proof of the record before it");
    proof_due_ = false;
    ++out_.proofs;
    return Done{};
  }

  Status check_contents() {
    const auto text = whole(text_bytes_max);
    if (!text) return text.error();
    ended_ = true;
    if (proof_due_) return fault("the proof of record " + std::to_string(last_) + " is missing");
    if (*text == bundle_contents(out_.record_count, out_.proofs, out_.documents)) return Done{};
    return fault("the bundle does not hold as many records, proofs and documents as it says");
  }

  const BundleCheck& wanted_;
  TarReader& tar_;
  TarEntry entry_;
  CheckedBundle out_;
  std::vector<records::VerifierKey> keys_;
  std::string note_;
  std::vector<Digest> leaves_;
  std::vector<std::uint64_t> rotated_at_;
  std::set<std::string> documents_;
  std::string record_;  // the last one
  std::uint64_t last_ = 0;
  bool proof_due_ = false;
  bool ended_ = false;
};

Status check_minisig(const BundleCheck& wanted) {
  if (!wanted.export_key) return Done{};
  auto done = records::check_signature(*wanted.export_key, wanted.file);
  if (done || done.error().code != ErrorCode::not_found) return done;
  std::error_code ignored;
  if (!std::filesystem::exists(wanted.file, ignored)) return done;
  return Error{ErrorCode::corrupt, "the bundle comes without its signature", wanted.file.string() + ".minisig",
               "Ask for both files, or check without --export-key"};
}

}  // namespace

Result<CheckedBundle> check_bundle(const BundleCheck& wanted) {
  auto tar = TarReader::open(wanted.file);
  if (!tar) return tar.error();
  if (auto done = check_minisig(wanted); !done) return done.error();
  return BundleChecker(wanted, *tar).run();
}

}  // namespace countersign::admin
