// Go's libraries check what ours have written, and find what has been changed.

#include <doctest/doctest.h>

#include <random>

#include "records/log/proof.hpp"
#include "records/log/text.hpp"
#include "tests/records/log_support.hpp"
#include "tests/records/program.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t leaves = 40;
constexpr unsigned rounds = 6;  // of each kind of corruption

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t end) { return random() % end; }

// Built once, in a folder of its own. Without Go the test fails.
class GoProgram {
 public:
  GoProgram() {
    const Ran built = run_program({"/usr/bin/env", "GO111MODULE=off", "GOPATH=/usr/share/gocode",
                                   "GOFLAGS=", "GOCACHE=" + (temp_.path / "cache").string(), "/usr/bin/go", "build", "-o",
                                   path(), COUNTERSIGN_SOURCE_DIR "/tests/records/outside/check_log.go"});
    REQUIRE_MESSAGE(built.code == 0, "go build (packages golang-go, golang-golang-x-mod-dev): " << built.err);
  }
  Ran check(const fs::path& folder) const { return run_program({path(), folder.string()}); }

 private:
  std::string path() const { return (temp_.path / "check_log").string(); }
  TempDir temp_;
};

// The files that check_log.go reads.
class LogFolder {
 public:
  LogFolder() {
    write("vkey", key_.verifier().text());
    for (std::uint64_t size = 1; size <= leaves; ++size) add(size);
  }
  const fs::path& path() const { return temp_.path; }
  std::string read(const std::string& name) const { return bytes_of(temp_.path / name); }
  void write(const std::string& name, const std::string& bytes) const { write_bytes(temp_.path / name, bytes); }
  const SigningKey& key() const { return key_; }
  const MemoryTree& tree() const { return tree_; }
  std::string note(std::uint64_t size, const Digest& root) const { return must(sign_checkpoint({origin, size, root}, key_)); }

 private:
  void add(std::uint64_t size) {
    write("record-" + std::to_string(size - 1), record_number(size - 1));
    tree_.add(leaf_hash(record_number(size - 1)));
    const std::string at_size = "-" + std::to_string(size);
    const std::string signed_note = note(size, tree_.root());
    write("checkpoint" + at_size, signed_note);
    for (std::uint64_t index = 0; index < size; ++index)
      write("proof-" + std::to_string(index) + at_size,
            format_proof({index, must(inclusion_proof(index, size, tree_.reader())), signed_note, ""}));
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      std::string lines;
      for (const Digest& hash : must(consistency_proof(old_size, size, tree_.reader()))) lines += to_base64(hash.bytes) + "\n";
      write("consistency-" + std::to_string(old_size) + at_size, lines);
    }
  }

  TempDir temp_;
  SigningKey key_ = must(SigningKey::from_seed(origin, seed_of(1)));
  MemoryTree tree_;
};

struct Changed {
  std::string file;
  std::string bytes;
};

std::string some_proof(Random& random) {
  const std::size_t size = 2 + below(random, leaves - 1);
  return "proof-" + std::to_string(below(random, size)) + "-" + std::to_string(size);
}

std::string some_consistency(Random& random) {
  const std::size_t size = 3 + below(random, leaves - 2);
  return "consistency-" + std::to_string(1 + below(random, size - 1)) + "-" + std::to_string(size);
}

Changed flipped_record(const LogFolder& log, Random& random) {
  const std::string file = "record-" + std::to_string(below(random, leaves));
  std::string bytes = log.read(file);
  const std::size_t bit = below(random, bytes.size() * 8);
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
  return {file, bytes};
}

Changed flipped_path(const LogFolder& log, Random& random) {
  const std::string file = some_proof(random);
  LogProof proof = must(parse_proof(log.read(file)));
  Digest& hash = proof.hashes[below(random, proof.hashes.size())];
  hash = with_bit_flipped(hash, below(random, 256));
  return {file, format_proof(proof)};
}

Changed dropped_hash(const LogFolder& log, Random& random) {
  const std::string file = some_proof(random);
  LogProof proof = must(parse_proof(log.read(file)));
  proof.hashes.erase(proof.hashes.begin() + static_cast<std::ptrdiff_t>(below(random, proof.hashes.size())));
  return {file, format_proof(proof)};
}

Changed extra_hash(const LogFolder& log, Random& random) {
  const std::string file = some_proof(random);
  LogProof proof = must(parse_proof(log.read(file)));
  proof.hashes.push_back(proof.hashes.back());
  return {file, format_proof(proof)};
}

Changed flipped_signature(const LogFolder& log, Random& random) {
  const std::string file = "checkpoint-" + std::to_string(1 + below(random, leaves));
  Note note = must(parse_note(log.read(file)));
  std::string& bytes = note.signatures.front().bytes;
  const std::size_t bit = below(random, bytes.size() * 8);
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
  return {file, format_note(note)};
}

Changed unsigned_root(const LogFolder& log, Random& random) {
  const std::string file = "checkpoint-" + std::to_string(1 + below(random, leaves));
  Note note = must(parse_note(log.read(file)));
  Checkpoint checkpoint = must(parse_checkpoint(note.text));
  checkpoint.root = with_bit_flipped(checkpoint.root, below(random, 256));
  note.text = checkpoint_text(checkpoint);
  return {file, format_note(note)};
}

Changed signed_other_root(const LogFolder& log, Random& random) {
  const std::string file = some_proof(random);
  LogProof proof = must(parse_proof(log.read(file)));
  const Checkpoint checkpoint = must(open_checkpoint(proof.checkpoint, log.key().verifier()));
  proof.checkpoint = log.note(checkpoint.size, with_bit_flipped(checkpoint.root, below(random, 256)));
  return {file, format_proof(proof)};
}

Changed flipped_consistency(const LogFolder& log, Random& random) {
  const std::string file = some_consistency(random);
  std::string lines = log.read(file);
  const std::size_t line = below(random, lines.size() / 45) * 45;  // 44 characters of base64 and a newline
  const Digest hash = *digest_from_base64(lines.substr(line, 44));
  lines.replace(line, 44, to_base64(with_bit_flipped(hash, below(random, 256)).bytes));
  return {file, lines};
}

Changed cut_consistency(const LogFolder& log, Random& random) {
  const std::string file = some_consistency(random);
  const std::string lines = log.read(file);
  return {file, lines.substr(0, lines.size() - 45)};
}

Changed other_key(const LogFolder&, Random& random) {
  const auto number = static_cast<unsigned char>(2 + below(random, 200));
  return {"vkey", must(SigningKey::from_seed(origin, seed_of(number))).verifier().text()};
}

}  // namespace

TEST_CASE("Go verifies every note, inclusion and continuation of a log, and refuses each that was changed") {
  const GoProgram go;
  const LogFolder log;
  const Ran whole = go.check(log.path());
  CHECK_MESSAGE(whole.code == 0, whole.err);
  CHECK(whole.out == "40 notes, 820 inclusions, 820 continuations agree\n");

  struct Kind {
    const char* name;
    Changed (*change)(const LogFolder&, Random&);
  };
  const Kind kinds[] = {{"a bit of a record", flipped_record},
                        {"a bit of a path", flipped_path},
                        {"a hash less", dropped_hash},
                        {"a hash more", extra_hash},
                        {"a bit of a signature", flipped_signature},
                        {"a root that was not signed", unsigned_root},
                        {"a signed root that is not the tree's", signed_other_root},
                        {"a bit of a continuation", flipped_consistency},
                        {"a continuation that ends early", cut_consistency},
                        {"another key of the same name", other_key}};
  Random random(20'261'123);
  for (const Kind& kind : kinds) {
    for (unsigned round = 0; round < rounds; ++round) {
      const Changed changed = kind.change(log, random);
      const std::string good = log.read(changed.file);
      REQUIRE(changed.bytes != good);
      log.write(changed.file, changed.bytes);
      const Ran ran = go.check(log.path());
      CHECK_MESSAGE(ran.code == 1, kind.name << " in " << changed.file);
      CHECK_MESSAGE(!ran.err.empty(), kind.name);
      log.write(changed.file, good);
    }
  }
  CHECK(go.check(log.path()).code == 0);
}

TEST_CASE("Go's key of a note is ours, with a second signature too") {
  const GoProgram go;
  const LogFolder log;
  const SigningKey next = must(SigningKey::from_seed(origin, seed_of(2)));
  for (std::uint64_t size = 1; size <= leaves; ++size) {
    const std::string twice = must(add_signature(log.note(size, log.tree().root(size)), next));
    log.write("checkpoint-" + std::to_string(size), twice);
    for (std::uint64_t index = 0; index < size; ++index) {
      const std::string file = "proof-" + std::to_string(index) + "-" + std::to_string(size);
      LogProof proof = must(parse_proof(log.read(file)));
      proof.checkpoint = twice;
      log.write(file, format_proof(proof));
    }
  }
  CHECK(go.check(log.path()).code == 0);
  log.write("vkey", next.verifier().text());
  CHECK(go.check(log.path()).code == 0);
}
