#include "admin/ledger/bundle.hpp"

#include <unistd.h>

#include <algorithm>

#include "admin/embedded.hpp"
#include "admin/export/output_file.hpp"
#include "admin/export/tar_file.hpp"
#include "base/file.hpp"
#include "records/log/proof.hpp"
#include "records/log/tree.hpp"
#include "records/model/canonical.hpp"
#include "records/store/evidence.hpp"

namespace countersign::admin {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t page_leaves = 100;

Error damaged(const std::string& what) {
  return {ErrorCode::corrupt, what, "ledger.db", "Nothing was exported. Find the fault: countersign-admin verify"};
}

// What a bundle is made of, as the ledger stood at the start.
struct Source {
  const records::Ledger& ledger;
  std::string note;
  records::Checkpoint checkpoint;
  std::vector<records::Leaf> rotations;
  std::vector<records::VerifierKey> keys;
};

Result<Source> source_of(const records::Ledger& ledger) {
  auto note = ledger.checkpoint();
  if (!note) return note.error();
  const auto parsed = records::parse_note(*note);
  const auto checkpoint = parsed ? records::parse_checkpoint(parsed->text) : Result<records::Checkpoint>(parsed.error());
  if (!checkpoint) return damaged("the last checkpoint cannot be read");
  auto rotations = ledger.rotations();
  auto keys = ledger.keys();
  if (!rotations) return rotations.error();
  if (!keys) return keys.error();
  while (!rotations->empty() && rotations->back().index >= checkpoint->size) rotations->pop_back();
  keys->resize(rotations->size() + 1, keys->front());
  return Source{ledger, std::move(*note), *checkpoint, std::move(*rotations), std::move(*keys)};
}

class BundleWriter {
 public:
  BundleWriter(const Source& source, const BundleExport& wanted, TarWriter& tar)
      : source_(source), wanted_(wanted), tar_(tar) {}

  Result<BundleMade> write() {
    made_.checkpoint = source_.checkpoint;
    for (const auto step : {&BundleWriter::write_head, &BundleWriter::write_leaves, &BundleWriter::write_rotations,
                            &BundleWriter::write_documents, &BundleWriter::write_records})
      if (auto done = (this->*step)(); !done) return done.error();
    auto done = tar_.add("contents.txt", bundle_contents(made_.record_count, made_.proofs, made_.documents));
    if (done) done = tar_.finish();
    if (!done) return done.error();
    return made_;
  }

 private:
  Status write_head() {
    std::string keys;
    for (const auto& key : source_.keys) keys += key.text() + "\n";
    auto done = tar_.add("README.txt", embedded::bundle_readme);
    if (done) done = tar_.add("vkeys.txt", keys);
    if (done) done = tar_.add("checkpoint.txt", source_.note);
    return done;
  }

  // Calls `visit` for every leaf of the tree, in order; `before` counts what an earlier walk has done.
  template <class Visit>
  Status each_leaf(std::uint64_t before, Visit visit) {
    const std::uint64_t size = source_.checkpoint.size;
    for (std::uint64_t done = 0; done < size;) {
      if (!go_on(wanted_.progress, before + done, 2 * size)) return stopped();
      const auto leaves = source_.ledger.page(done, std::min<std::uint64_t>(page_leaves, size - done), false);
      if (!leaves) return leaves.error();
      if (leaves->empty()) return damaged("record " + std::to_string(done) + " is missing");
      for (const records::Leaf& leaf : *leaves)
        if (auto visited = visit(leaf); !visited) return visited;
      done += leaves->size();
    }
    return Done{};
  }

  Status write_leaves() {
    if (auto begun = tar_.begin_entry("leaves.txt", source_.checkpoint.size * leaf_line_bytes); !begun) return begun;
    records::RootBuilder tree;
    const auto done = each_leaf(0, [&](const records::Leaf& leaf) -> Status {
      const Digest hash = leaf_hash(leaf.record);
      if (leaf.index != tree.size() || hash != leaf.leaf_hash)
        return damaged("record " + std::to_string(tree.size()) + ": the record does not match its hash");
      tree.add(hash);
      return tar_.put(to_hex(hash) + "\n");
    });
    if (!done) return done;
    return tree.root() == source_.checkpoint.root ? Status(Done{}) : damaged("the last checkpoint signs another tree");
  }

  Status write_rotations() {
    for (const records::Leaf& leaf : source_.rotations) {
      const auto note = source_.ledger.checkpoint_over(leaf.index);
      if (!note) return note.error();
      if (auto done = tar_.add("rotations/" + std::to_string(leaf.index) + ".txt", *note); !done) return done;
    }
    return Done{};
  }

  Status write_documents() {
    const auto hashes = source_.ledger.documents();
    if (!hashes) return hashes.error();
    for (const Digest& hash : *hashes) {
      const auto bytes = source_.ledger.document(hash);
      if (!bytes) return bytes.error();
      if (auto done = tar_.add("documents/" + to_hex(hash) + ".txt", *bytes); !done) return done;
      ++made_.documents;
    }
    return Done{};
  }

  bool is_wanted(const records::Leaf& leaf) {
    if (wanted_.policy.empty()) return true;
    if (leaf.kind == "key_rotated" || leaf.kind == "voided" || leaf.kind == "continued") return true;
    if (leaf.kind != "acknowledged" && leaf.kind != "declined" && leaf.kind != "policy_published") return false;
    const auto json = records::parse_stored(leaf.record);
    if (!json || records::text_field(*json, "policy") != wanted_.policy.value) return false;
    policy_is_known_ = true;
    return true;
  }

  Status write_records() {
    const auto done = each_leaf(source_.checkpoint.size, [&](const records::Leaf& leaf) -> Status {
      if (!is_wanted(leaf)) return Done{};
      ++made_.record_count;
      if (auto put = tar_.add("records/" + std::to_string(leaf.index) + ".json", leaf.record); !put) return put;
      return leaf.kind == "acknowledged" ? write_proof(leaf) : Status(Done{});
    });
    if (!done || wanted_.policy.empty() || policy_is_known_) return done;
    return Error{ErrorCode::bad_input, "no policy \"" + wanted_.policy.value + "\" has been published here", "", ""};
  }

  Status write_proof(const records::Leaf& leaf) {
    auto hashes = source_.ledger.inclusion(leaf.index, source_.checkpoint.size);
    if (!hashes) return hashes.error();
    const records::LogProof proof{leaf.index, std::move(*hashes), source_.note, leaf.record};
    if (const auto holds = records::verify_proof(proof, leaf.record, source_.keys.back()); !holds)
      return damaged("record " + std::to_string(leaf.index) + ": " + holds.error().what);
    ++made_.proofs;
    return tar_.add("proofs/" + std::to_string(leaf.index) + ".tlog-proof", records::format_proof(proof));
  }

  const Source& source_;
  const BundleExport& wanted_;
  TarWriter& tar_;
  BundleMade made_;
  bool policy_is_known_ = false;
};

// FILE.minisig, made beside the unfinished file; it goes with it.
class SignatureBeside {
 public:
  explicit SignatureBeside(const fs::path& file) : file_(file.string() + ".minisig") {}
  ~SignatureBeside() {
    if (!file_.empty()) ::unlink(file_.c_str());
  }
  SignatureBeside(const SignatureBeside&) = delete;
  SignatureBeside& operator=(const SignatureBeside&) = delete;
  Status put_in_place(const fs::path& name) {
    auto done = rename_new(file_, name);
    if (done) file_.clear();
    return done;
  }

 private:
  fs::path file_;
};

std::string comment_of(const BundleExport& wanted, const records::Checkpoint& checkpoint) {
  return "countersign bundle " + checkpoint.origin + " records:" + std::to_string(checkpoint.size) +
         " at:" + iso_time(wanted.actor.stamp.at) + " file:" + wanted.out.filename().string();
}

// The signature first: a bundle without one never appears.
Status put_in_place(OutputFile& file, SignatureBeside& signature, const fs::path& out) {
  const std::string name = out.string() + ".minisig";
  if (auto done = signature.put_in_place(name); !done) return done;
  auto done = file.put_in_place_new();
  if (!done) ::unlink(name.c_str());
  return done;
}

}  // namespace

std::string bundle_contents(std::uint64_t records, std::uint64_t proofs, std::uint64_t documents) {
  return "records " + std::to_string(records) + "\nproofs " + std::to_string(proofs) + "\ndocuments " +
         std::to_string(documents) + "\n";
}

Result<BundleMade> export_bundle(const records::DataDir& data, const BundleExport& wanted) {
  for (const fs::path& name : {wanted.out, fs::path(wanted.out.string() + ".minisig")})
    if (auto fresh = refuse_existing(name); !fresh) return fresh.error();
  const auto key = records::ExportKey::load(data.export_key());
  if (!key) return data.key_error(key.error());
  const bool marked = !records::refuse_evidence(data);
  auto ledger = records::Ledger::open(data, {.read_only = marked});
  if (!ledger) return ledger.error();
  const auto source = source_of(*ledger);
  if (!source) return source.error();
  auto file = OutputFile::create(wanted.out);
  if (!file) return file.error();
  auto tar = TarWriter::begin(*file, wanted.actor.stamp.at.utc_ms / 1000);
  if (!tar) return tar.error();
  auto made = BundleWriter(*source, wanted, *tar).write();
  if (!made) return made;
  if (auto done = file->finish(); !done) return done.error();
  SignatureBeside signature(file->temporary());
  if (auto done = records::sign_file(*key, file->temporary(), comment_of(wanted, made->checkpoint)); !done) return done.error();
  const records::Exported fact{"bundle", made->checkpoint.size, wanted.actor.by};
  made->noted = !marked;
  if (made->noted)
    if (auto noted = ledger->append(hr_record(fact, wanted.actor)); !noted) return noted.error();
  if (auto done = put_in_place(*file, signature, wanted.out); !done) return done.error();
  return made;
}

}  // namespace countersign::admin
