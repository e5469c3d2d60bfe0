#include <doctest/doctest.h>

#include "records/log/proof.hpp"
#include "records/log/text.hpp"
#include "tests/records/log_support.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

SigningKey log_key() { return must(SigningKey::from_seed(origin, seed_of(1))); }

LogProof proof_of(std::uint64_t index, std::uint64_t size) {
  const MemoryTree tree = tree_of(size);
  LogProof proof;
  proof.index = index;
  proof.hashes = must(inclusion_proof(index, size, tree.reader()));
  proof.checkpoint = must(sign_checkpoint({origin, size, tree.root()}, log_key()));
  return proof;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  REQUIRE(text.find(from) != text.npos);
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("a proof is these lines") {
  const LogProof proof = proof_of(2, 3);
  CHECK(format_proof(proof) ==
        "c2sp.org/tlog-proof@v1\n"
        "index 2\n" +
            to_base64(proof.hashes.at(0).bytes) + "\n\n" + proof.checkpoint);
  CHECK(format_proof(proof_of(0, 1)) == "c2sp.org/tlog-proof@v1\nindex 0\n\n" + proof_of(0, 1).checkpoint);
}

TEST_CASE("every record of a log is proved by its file, and no other record by it") {
  const VerifierKey key = log_key().verifier();
  for (std::uint64_t size = 1; size <= 20; ++size) {
    for (std::uint64_t index = 0; index < size; ++index) {
      const LogProof proof = proof_of(index, size);
      const LogProof read = must(parse_proof(format_proof(proof)));
      CHECK(read == proof);
      const Checkpoint checkpoint = must(verify_proof(read, record_number(index), key));
      CHECK(checkpoint.size == size);
      CHECK(checkpoint.origin == origin);
      for (std::uint64_t other = 0; other <= size; ++other)
        if (other != index) CHECK(verify_proof(read, record_number(other), key).error().code == ErrorCode::corrupt);
    }
  }
}

TEST_CASE("no proof with a flipped bit proves anything") {
  const VerifierKey key = log_key().verifier();
  const std::string text = format_proof(proof_of(5, 7));
  for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
    std::string changed = text;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    const Result<LogProof> read = parse_proof(changed);
    CHECK_MESSAGE((!read || !verify_proof(*read, record_number(5), key).ok()), "bit " << bit);
  }
  for (std::size_t length = 0; length < text.size(); ++length) CHECK(!parse_proof(text.substr(0, length)).ok());
  std::string record = record_number(5);
  for (std::size_t bit = 0; bit < record.size() * 8; ++bit) {
    std::string changed = record;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    CHECK(!verify_proof(must(parse_proof(text)), changed, key).ok());
  }
}

TEST_CASE("a changed path, another index and another log's key prove nothing") {
  const LogProof proof = proof_of(5, 7);
  const VerifierKey key = log_key().verifier();
  with_each_change(proof.hashes, 0, 1, [&](const std::vector<Digest>& changed) {
    LogProof bad = proof;
    bad.hashes = changed;
    CHECK(!verify_proof(bad, record_number(5), key).ok());
  });
  for (const std::uint64_t index : {std::uint64_t{0}, std::uint64_t{4}, std::uint64_t{6}, std::uint64_t{7}, UINT64_MAX}) {
    LogProof bad = proof;
    bad.index = index;
    CHECK(!verify_proof(bad, record_number(5), key).ok());
  }
  const SigningKey stranger = must(SigningKey::from_seed(origin, seed_of(2)));
  CHECK(verify_proof(proof, record_number(5), stranger.verifier()).error().code == ErrorCode::not_found);
  LogProof other_size = proof;
  other_size.checkpoint = proof_of(0, 8).checkpoint;
  CHECK(!verify_proof(other_size, record_number(5), key).ok());
}

TEST_CASE("extra bytes are carried and vouched for by nobody") {
  LogProof proof = proof_of(1, 4);
  for (const std::string& extra : {std::string("x"), std::string("\0\xff", 2), std::string(proof_extra_bytes_max, 'e')}) {
    proof.extra = extra;
    const std::string text = format_proof(proof);
    CHECK(must(parse_proof(text)) == proof);
    for (std::size_t length = 0; length<text.size(); length += text.size() - length> 2000 ? 89 : 1)
      CHECK(!parse_proof(std::string_view(text).substr(0, length)).ok());
    CHECK(verify_proof(proof, record_number(1), log_key().verifier()).ok());
  }
  proof.extra += "e";
  CHECK(parse_proof(format_proof(proof)).error().code == ErrorCode::too_large);
}

TEST_CASE("a proof has one form") {
  const std::string good = format_proof(proof_of(5, 7));
  const std::string hash = to_base64(proof_of(5, 7).hashes.front().bytes);
  const std::string bad[] = {
      "",
      "\n",
      "c2sp.org/tlog-proof@v1",
      "c2sp.org/tlog-proof@v1\n",
      "c2sp.org/tlog-proof@v1\nindex 0\n",
      "c2sp.org/tlog-proof@v1\nindex 0\n\n",
      " " + good,
      "\n" + good,
      good + "\n",
      replaced(good, "@v1", "@v2"),
      replaced(good, "@v1\n", "@v1\r\n"),
      replaced(good, "@v1\n", "@v1 \n"),
      replaced(good, "@v1\n", "@v1\n\n"),
      replaced(good, "index 5\n", ""),
      replaced(good, "index 5", "index"),
      replaced(good, "index 5", "index "),
      replaced(good, "index 5", "index 05"),
      replaced(good, "index 5", "index -5"),
      replaced(good, "index 5", "index  5"),
      replaced(good, "index 5", "index 5 "),
      replaced(good, "index 5", "index 9223372036854775808"),
      replaced(good, "index 5", "Index 5"),
      replaced(good, "index 5\n", "index 5\nindex 5\n"),
      replaced(good, "index 5\n", "index 5\nextra eA==\n"),
      replaced(good, "index 5\n", "extra\nindex 5\n"),
      replaced(good, "index 5\n", "extra \nindex 5\n"),
      replaced(good, "index 5\n", "extra !\nindex 5\n"),
      replaced(good, "index 5\n", "extra eB==\nindex 5\n"),
      replaced(good, "index 5\n", "extra eA==\nextra eA==\nindex 5\n"),
      replaced(good, "index 5\n", "index 5\n\n"),
      replaced(good, hash, hash.substr(1)),
      replaced(good, hash, "A" + hash),
      replaced(good, hash, hash.substr(0, 43)),
      replaced(good, hash, hash + " "),
      replaced(good, hash, "eHh4"),
      replaced(good, "\n\n", "\n"),
      replaced(good, origin, ""),
      replaced(good, "\n7\n", "\n07\n"),
      replaced(good, "\n7\n", "\n7\n7\n"),
      good.substr(0, good.find("\u2014")),
  };
  for (const std::string& text : bad) CHECK_MESSAGE(!parse_proof(text).ok(), text);
  CHECK(parse_proof(good).ok());
}

TEST_CASE("a proof has limits") {
  LogProof proof = proof_of(0, 1);
  proof.hashes.assign(proof_hashes_max, sha256("hash"));
  CHECK(must(parse_proof(format_proof(proof))) == proof);
  proof.hashes.push_back(sha256("hash"));
  CHECK(parse_proof(format_proof(proof)).error().code == ErrorCode::too_large);
  CHECK(parse_proof(std::string(proof_bytes_max + 1, 'p')).error().code == ErrorCode::too_large);

  proof.hashes.resize(proof_hashes_max);
  proof.extra.assign(proof_extra_bytes_max, 'e');
  CHECK(format_proof(proof).size() - proof.checkpoint.size() + note_bytes_max <= proof_bytes_max);
}
