#include "admin/ledger/kept.hpp"

#include <algorithm>
#include <optional>

#include "admin/ledger/check.hpp"
#include "admin/ledger/generations.hpp"
#include "base/file.hpp"
#include "records/log/text.hpp"

namespace countersign::admin {

namespace {

constexpr std::string_view proof_start = "c2sp.org/tlog-proof@";
constexpr std::string_view receipt_start = "Countersign ";

// Of a receipt: where its record stands.
struct Place {
  std::string code;
  std::string record_id;
  std::uint64_t index = 0;
};

struct Said {
  std::string what;
  std::string origin;
  std::uint64_t size = 0;
  std::string root;  // hexadecimal
  std::optional<Place> place;
};

Said said_by(const char* what, const records::Checkpoint& checkpoint) {
  return {what, checkpoint.origin, checkpoint.size, to_hex(checkpoint.root), std::nullopt};
}

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
  std::vector<std::string_view> out;
  for (auto end = text.find(at); end != text.npos; end = text.find(at)) {
    out.push_back(text.substr(0, end));
    text.remove_prefix(end + at.size());
  }
  out.push_back(text);
  return out;
}

std::string_view after(std::string_view start, std::string_view text) {
  return text.starts_with(start) ? text.substr(start.size()) : std::string_view();
}

// records::receipt_text(). From the right: the organisation's name may hold a bar.
std::optional<Said> receipt_line(std::string_view text) {
  text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
  const auto parts = split(text, " | ");
  if (parts.size() < 7 || !records::check_note_characters(std::string(text) + "\n")) return std::nullopt;
  const auto last = parts.end();
  const auto tree = split(after("tree ", *(last - 2)), " ");
  const auto index = records::from_decimal(after("leaf ", *(last - 3)));
  const auto size = records::from_decimal(tree.front());
  if (tree.size() != 2 || !index || !size || *index >= *size) return std::nullopt;
  Place place{std::string(after(receipt_start, parts.front())), std::string(after("record ", *(last - 4))), *index};
  return Said{"receipt", std::string(*(last - 1)), *size, std::string(tree.back()), std::move(place)};
}

Error fault(const std::filesystem::path& file, const std::string& what) {
  return {ErrorCode::corrupt, what, file.string(), "Keep this file and the ledger as they are: one of the two was changed"};
}

class Comparison {
 public:
  Comparison(const std::filesystem::path& file, const std::vector<records::Ledger>& ledgers) : file_(file), ledgers_(ledgers) {}

  Result<Kept> run(const std::string& text) const {
    const auto said = read(text);
    if (!said) return said.error();
    const auto ledger = of_origin(said->origin);
    if (!ledger) return ledger.error();
    if (auto same = compare(*said, **ledger); !same) return same.error();
    if (said->place)
      if (auto same = compare_record(*said->place, **ledger); !same) return same.error();
    return Kept{said->what, said->size};
  }

 private:
  Result<const records::Ledger*> of_origin(const std::string& origin) const {
    const auto found =
        std::find_if(ledgers_.begin(), ledgers_.end(), [&](const auto& ledger) { return ledger.origin() == origin; });
    if (found != ledgers_.end()) return &*found;
    return fault(file_, "it is of the log " + origin + ", this ledger is " + ledgers_.back().origin());
  }

  Result<Said> read(const std::string& text) const {
    if (text.starts_with(proof_start)) return read_proof(text);
    if (!text.starts_with(receipt_start)) return read_checkpoint(text);
    const auto said = receipt_line(text);
    return said ? Result<Said>(*said) : fault(file_, "this is no receipt: its line is cut short or changed");
  }

  Result<Said> read_proof(const std::string& text) const {
    std::vector<records::VerifierKey> all;
    for (const records::Ledger& ledger : ledgers_) {
      const auto keys = ledger.keys();
      if (!keys) return keys.error();
      all.insert(all.end(), keys->begin(), keys->end());
    }
    const auto proof = check_proof_text(text, file_.string(), all);
    return proof ? Result<Said>(said_by("proof", proof->checkpoint)) : proof.error();
  }

  Result<Said> read_checkpoint(const std::string& text) const {
    const auto note = records::parse_note(text);
    const auto checkpoint = note ? records::parse_checkpoint(note->text) : Result<records::Checkpoint>(note.error());
    if (!checkpoint) return fault(file_, "this is no checkpoint, proof or receipt: " + checkpoint.error().what);
    const auto ledger = of_origin(checkpoint->origin);
    if (!ledger) return ledger.error();
    const auto keys = (*ledger)->keys();
    if (!keys) return keys.error();
    const auto signs = [&](const auto& key) { return records::open_checkpoint(text, key).ok(); };
    if (std::any_of(keys->begin(), keys->end(), signs)) return said_by("checkpoint", *checkpoint);
    return fault(file_, "it is not signed with a key that this ledger has been signed with");
  }

  Status compare(const Said& said, const records::Ledger& ledger) const {
    const auto size = ledger.size();
    if (!size) return size.error();
    if (said.size > *size)
      return fault(file_, "it speaks of " + std::to_string(said.size) + " records, the ledger has " + std::to_string(*size) +
                              ": records are missing");
    const auto root = ledger.root(said.size);
    if (!root) return root.error();
    if (to_hex(*root) == said.root) return Done{};
    return fault(file_, "the first " + std::to_string(said.size) + " records are not those that it speaks of: its root is " +
                            said.root + ", theirs " + to_hex(*root));
  }

  Status compare_record(const Place& place, const records::Ledger& ledger) const {
    const auto leaves = ledger.page(place.index, 1, false);
    if (!leaves) return leaves.error();
    const records::Leaf& leaf = leaves->front();  // size() has said that it is there
    const std::string record = "record " + std::to_string(place.index);
    if (to_hex(leaf.id) != place.record_id) return fault(file_, record + " is not the one that the receipt names");
    if (records::receipt_code(leaf.leaf_hash) == place.code) return Done{};
    return fault(file_, record + " has the code " + records::receipt_code(leaf.leaf_hash) + ", the receipt " + place.code);
  }

  const std::filesystem::path& file_;
  const std::vector<records::Ledger>& ledgers_;
};

}  // namespace

Result<Kept> check_kept(const records::DataDir& data, const std::filesystem::path& file) {
  const auto text = read_file(file, records::proof_bytes_max);
  if (!text && text.error().code == ErrorCode::too_large)
    return fault(file, "this is no checkpoint, proof or receipt: it is too large");
  if (!text) return text.error();
  const auto ledgers = open_generations(data);
  if (!ledgers) return ledgers.error();
  return Comparison(file, *ledgers).run(*text);
}

}  // namespace countersign::admin
