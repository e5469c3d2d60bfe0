#include <doctest/doctest.h>

#include "records/log/checkpoint.hpp"
#include "records/log/text.hpp"
#include "tests/records/log_support.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace {

const Digest some_root = sha256("some root");
constexpr char root_line[] = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

}  // namespace

TEST_CASE("a checkpoint's text is three lines and is read back") {
  const Checkpoint checkpoint = must(parse_checkpoint(std::string("example.com/behind-the-sofa\n20852163\n") + root_line));
  CHECK(checkpoint.origin == "example.com/behind-the-sofa");
  CHECK(checkpoint.size == 20'852'163);
  CHECK(to_hex(checkpoint.root) == "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
  CHECK(checkpoint_text(checkpoint) == std::string("example.com/behind-the-sofa\n20852163\n") + root_line);
}

TEST_CASE("a signed checkpoint opens with its key alone") {
  const SigningKey key = must(SigningKey::from_seed(origin, seed_of(1)));
  const SigningKey other = must(SigningKey::from_seed(origin, seed_of(2)));
  for (const Checkpoint& checkpoint :
       {Checkpoint{origin, 0, empty_root()}, Checkpoint{origin, 1, some_root}, Checkpoint{origin, tree_size_max, some_root}}) {
    const std::string note = must(sign_checkpoint(checkpoint, key));
    CHECK(must(open_checkpoint(note, key.verifier())) == checkpoint);
    CHECK(open_checkpoint(note, other.verifier()).error().code == ErrorCode::not_found);
    const std::string rotated = must(add_signature(note, other));
    CHECK(must(open_checkpoint(rotated, other.verifier())) == checkpoint);
    CHECK(must(open_checkpoint(rotated, key.verifier())) == checkpoint);
  }
}

TEST_CASE("a key vouches only for the log that it is named after") {
  const SigningKey key = must(SigningKey::from_seed(origin, seed_of(1)));
  const Checkpoint other{"countersign/northwind/t2/1", 1, some_root};
  CHECK(sign_checkpoint(other, key).error().code == ErrorCode::bad_input);
  const std::string note = must(sign_note(checkpoint_text(other), key));
  CHECK(open_checkpoint(note, key.verifier()).error().code == ErrorCode::bad_input);
  CHECK(verify_note(note, key.verifier()).ok());
}

TEST_CASE("what is no checkpoint is neither signed nor opened") {
  const SigningKey key = must(SigningKey::from_seed(origin, seed_of(1)));
  CHECK(sign_checkpoint({origin, tree_size_max + 1, some_root}, key).error().code == ErrorCode::bad_input);
  CHECK(sign_checkpoint({origin, 0, some_root}, key).error().code == ErrorCode::bad_input);
  const std::string note = must(sign_note("not a checkpoint\n", key));
  CHECK(open_checkpoint(note, key.verifier()).error().code == ErrorCode::bad_input);
}

TEST_CASE("a checkpoint has one form") {
  const std::string root = root_line;
  const std::string bad[] = {
      "",
      "\n",
      "log\n",
      "log\n1\n",
      "log\n1",
      "\n1\n" + root,
      "log\n\n" + root,
      "log\n01\n" + root,
      "log\n00\n" + root,
      "log\n-1\n" + root,
      "log\n-0\n" + root,
      "log\n+1\n" + root,
      "log\n 1\n" + root,
      "log\n1 \n" + root,
      "log\n1.0\n" + root,
      "log\n1e3\n" + root,
      "log\n0x1\n" + root,
      "log\n9223372036854775808\n" + root,
      "log\n18446744073709551617\n" + root,
      "log\n99999999999999999999999999\n" + root,
      "log\n\u0661\n" + root,
      "log\n0\n" + root,  // an empty log has the hash of nothing
      "log\n1\n" + root.substr(0, root.size() - 1),
      "log\n1\n" + root.substr(1),
      "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",  // bits that no byte holds
      "log\n1\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
      "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
      "log\n1\n0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62\n",
      "log\n1\n\n",
      "log\n1\n" + root + "\n",
      "log\n1\n" + root + "an extension\n",
      "log\r\n1\n" + root,
      "l\x01g\n1\n" + root,
      "l\xffg\n1\n" + root,
  };
  for (const std::string& text : bad) CHECK_MESSAGE(!parse_checkpoint(text).ok(), text);
  for (const std::string text : {"log\n1\n", "a log with blanks\n9223372036854775807\n"})
    CHECK(must(parse_checkpoint(text + root)).root == *digest_from_base64(root.substr(0, 44)));
  CHECK(parse_checkpoint("log\n0\n" + to_base64(empty_root().bytes) + "\n").ok());
  CHECK(parse_checkpoint(std::string(note_bytes_max, 'l') + "\n1\n" + root).error().code == ErrorCode::too_large);
}
