#include <doctest/doctest.h>

#include <cstring>
#include <type_traits>

#include "records/log/note.hpp"
#include "records/log/text.hpp"
#include "tests/records/log_support.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

static_assert(!std::is_copy_constructible_v<SigningKey> && !std::is_copy_assignable_v<SigningKey>);
static_assert(std::is_nothrow_move_constructible_v<SigningKey>);

namespace {

// The example of Go's package golang.org/x/mod/sumdb/note, secret included.
constexpr char known_vkey[] = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr char known_seed[] = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr char known_text[] =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr char known_line[] =
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

std::string known_note() { return std::string(known_text) + "\n" + known_line; }

SigningKey key_number(unsigned char number, const std::string& name = origin) {
  return must(SigningKey::from_seed(name, seed_of(number)));
}

std::string line_of(std::size_t bytes, const std::string& name = "other.example/log") {
  const std::string signature(bytes, 'x');
  return "\u2014 " + name + " " + to_base64(std::as_bytes(std::span(signature))) + "\n";
}

}  // namespace

TEST_CASE("the known note has the signature of the known key") {
  const VerifierKey key = must(parse_vkey(known_vkey));
  CHECK(key.name == "PeterNeumann");
  CHECK(key.id == 0xc74f20a3U);
  CHECK(key.text() == known_vkey);
  CHECK(must(verify_note(known_note(), key)) == known_text);
}

TEST_CASE("the known secret makes the known signature") {
  const std::string typed = *from_base64(known_seed);
  std::array<std::byte, seed_bytes> seed;
  std::memcpy(seed.data(), typed.data() + 1, seed.size());
  const SigningKey key = must(SigningKey::from_seed("PeterNeumann", seed));
  CHECK(key.verifier().text() == known_vkey);
  CHECK(must(sign_note(known_text, key)) == known_note());
}

TEST_CASE("no note with a flipped bit is verified") {
  const VerifierKey key = must(parse_vkey(known_vkey));
  const std::string note = known_note();
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
    std::string changed = note;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    CHECK_MESSAGE(!verify_note(changed, key).ok(), "bit " << bit);
  }
  for (std::size_t length = 0; length < note.size(); ++length) CHECK(!verify_note(note.substr(0, length), key).ok());
  CHECK(!verify_note(note + "\n", key).ok());
}

TEST_CASE("no verifier key with a flipped bit is read as one, or verifies") {
  const std::string vkey = known_vkey;
  for (std::size_t bit = 0; bit < vkey.size() * 8; ++bit) {
    std::string changed = vkey;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    CHECK_MESSAGE(!parse_vkey(changed).ok(), changed);
  }
}

TEST_CASE("a verifier key is one line of one form") {
  const std::string bad[] = {
      "",
      "+",
      "++",
      "PeterNeumann",
      "PeterNeumann+c74f20a3",
      "PeterNeumann+c74f20a3+",
      "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+0c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumanns+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+c74f20a3+AhpcAQcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=",
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW",
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
      " PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
  };
  for (const std::string& text : bad) CHECK_MESSAGE(!parse_vkey(text).ok(), text);
}

TEST_CASE("a key's name has no blanks of any kind, no plus, no control characters, and a limit") {
  const std::string good[] = {origin, "a", "example.com/l\u00f6g", std::string(key_name_bytes_max, 'n')};
  for (const std::string& name : good) {
    CHECK_MESSAGE(is_key_name(name), name);
    CHECK(must(parse_vkey(key_number(1, name).verifier().text())).name == name);
  }
  const std::string bad[] = {"",
                             " ",
                             "a b",
                             "a+b",
                             "a\tb",
                             "a\nb",
                             "\x01",
                             "a\u0085",
                             "a\u00a0",
                             "\u1680a",
                             "a\u2003b",
                             "a\u2028b",
                             "a\u202f",
                             "\u205f",
                             "a\u3000",
                             "\xff",
                             "a\xc3\x28",
                             std::string("a\0b", 3),
                             std::string(key_name_bytes_max + 1, 'n')};
  for (const std::string& name : bad) {
    CHECK_MESSAGE(!is_key_name(name), name);
    CHECK(SigningKey::from_seed(name, seed_of(1)).error().code == ErrorCode::bad_input);
    CHECK(SigningKey::generate(name).error().code == ErrorCode::bad_input);
  }
}

TEST_CASE("a generated key signs, moves, and comes back from its seed") {
  SigningKey first = must(SigningKey::generate(origin));
  const VerifierKey verifier = first.verifier();
  CHECK(verifier.public_key != must(SigningKey::generate(origin)).verifier().public_key);
  std::array<std::byte, seed_bytes> seed;
  std::memcpy(seed.data(), first.seed().data(), seed.size());
  SigningKey moved = std::move(first);
  CHECK(must(verify_note(must(sign_note("text\n", moved)), verifier)) == "text\n");
  moved = must(SigningKey::from_seed(origin, seed));
  CHECK(moved.verifier() == verifier);
  CHECK(must(verify_note(must(sign_note("text\n", moved)), verifier)) == "text\n");
}

TEST_CASE("a text is given back as it was, blank lines and all") {
  const SigningKey key = key_number(1);
  for (const std::string text : {"\n", "\n\n\n", "a\n", "a\n\nb\n", "a\n\n", "\n\na\n", "\u2014 a eHh4eHg=\n",
                                 "a\n\n\u2014 a eHh4eHg=\n", "\u20ac \u00e9 \U0001f511\n"}) {
    const std::string note = must(sign_note(text, key));
    CHECK_MESSAGE(must(verify_note(note, key.verifier())) == text, text);
    CHECK(format_note(must(parse_note(note))) == note);
  }
}

TEST_CASE("what is no text is not signed") {
  const SigningKey key = key_number(1);
  for (const std::string& text : {std::string(), std::string("a"), std::string("a\r\n"), std::string("a\tb\n"),
                                  std::string("\xff\n"), std::string("\xed\xa0\x80\n"), std::string("a\0b\n", 4)})
    CHECK_MESSAGE(sign_note(text, key).error().code == ErrorCode::bad_input, text);
  const std::string long_text = std::string(note_bytes_max - 1, 'a') + "\n";
  CHECK(sign_note(long_text, key).error().code == ErrorCode::too_large);
  CHECK(sign_note(long_text + "\n", key).error().code == ErrorCode::too_large);
  const std::size_t rest = must(sign_note("\n", key)).size() - 1;
  CHECK(sign_note(std::string(note_bytes_max - rest - 1, 'a') + "\n", key).ok());
  CHECK(!sign_note(std::string(note_bytes_max - rest, 'a') + "\n", key).ok());
}

TEST_CASE("a second key signs too, and each is verified by itself") {
  const SigningKey old_key = key_number(1);
  const SigningKey new_key = key_number(2);
  const std::string once = must(sign_note("text\n", old_key));
  const std::string twice = must(add_signature(once, new_key));
  CHECK(twice.starts_with(once));
  CHECK(must(verify_note(twice, old_key.verifier())) == "text\n");
  CHECK(must(verify_note(twice, new_key.verifier())) == "text\n");
  CHECK(verify_note(once, new_key.verifier()).error().code == ErrorCode::not_found);
  CHECK(add_signature(twice, old_key).error().code == ErrorCode::bad_input);
  CHECK(add_signature(twice, new_key).error().code == ErrorCode::bad_input);
  CHECK(add_signature("text\n", new_key).error().code == ErrorCode::bad_input);
}

TEST_CASE("sixteen signatures are the limit") {
  std::string note = must(sign_note("text\n", key_number(0)));
  for (unsigned char number = 1; number < note_signatures_max; ++number) note = must(add_signature(note, key_number(number)));
  for (unsigned char number = 0; number < note_signatures_max; ++number)
    CHECK(verify_note(note, key_number(number).verifier()).ok());
  CHECK(add_signature(note, key_number(99)).error().code == ErrorCode::too_large);
  CHECK(parse_note(note + line_of(68)).error().code == ErrorCode::too_large);
}

TEST_CASE("signatures of strangers do not matter, those of the key all do") {
  const SigningKey key = key_number(1);
  const std::string note = must(sign_note("text\n", key));
  const std::string ours = note.substr(note.find("\u2014"));
  CHECK(verify_note("text\n\n" + line_of(5) + ours + line_of(4000), key.verifier()).ok());
  CHECK(verify_note("text\n\n" + line_of(68, origin) + ours, key.verifier()).ok());  // another id
  CHECK(verify_note("text\n\n" + line_of(68), key.verifier()).error().code == ErrorCode::not_found);
  CHECK(verify_note("text\n\n" + ours + ours, key.verifier()).ok());

  NoteSignature wrong = must(parse_note(note)).signatures.front();
  wrong.bytes[0] = static_cast<char>(wrong.bytes[0] ^ 1);
  NoteSignature cut = wrong;
  cut.bytes.pop_back();
  for (const NoteSignature& bad : {wrong, cut}) {
    CHECK(verify_note(format_note({"text\n", {bad}}), key.verifier()).error().code == ErrorCode::corrupt);
    CHECK(verify_note(format_note({"text\n", {must(parse_note(note)).signatures.front(), bad}}), key.verifier()).error().code ==
          ErrorCode::corrupt);
  }
  CHECK(verify_note("texT\n\n" + ours, key.verifier()).error().code == ErrorCode::corrupt);
}

TEST_CASE("what is no note is refused") {
  const std::string line = line_of(68);
  const std::string bad[] = {
      "",
      "\n",
      "\n\n",
      "text\n",
      "text\n\n",
      "text\n" + line,
      "\n" + line,
      "text\n\n" + line + "\n",
      "text\n\n" + line + "tail\n",
      "text\n\n" + line.substr(0, line.size() - 1),
      "text\r\n\r\n" + line,
      "te\txt\n\n" + line,
      "te\x7f\x1f\n\n" + line,
      "te\xff\n\n" + line,
      std::string("te\0t\n\n", 6) + line,
      "text\n\n- other eHh4eHh4eHh4\n",
      "text\n\n\u2013 other eHh4eHh4eHh4\n",
      "text\n\n\u2014other eHh4eHh4eHh4\n",
      "text\n\n\u2014  other eHh4eHh4eHh4\n",
      "text\n\n \u2014 other eHh4eHh4eHh4\n",
      "text\n\n\u2014 other\n",
      "text\n\n\u2014 other \n",
      "text\n\n\u2014 eHh4eHh4eHh4\n",
      "text\n\n\u2014 oth+er eHh4eHh4eHh4\n",
      "text\n\n\u2014 oth\u00a0er eHh4eHh4eHh4\n",
      "text\n\n\u2014 other eHh4eHh4eHh4 \n",
      "text\n\n\u2014 other eHh4eHh4 eHh4\n",
      "text\n\n\u2014 other eHh4\n",      // 3 bytes
      "text\n\n\u2014 other eHh4eA==\n",  // a key id and nothing else
      "text\n\n\u2014 other eHh4eHi=\n",  // bits that no byte holds
      "text\n\n\u2014 other eHh4eHh\n",
      "text\n\n\u2014 other eHh4eHg\n",
      "text\n\n\u2014 other eHh4eHg==\n",
      "text\n\n\u2014 other eHh4eH_-eHh4\n",
      "text\n\n\u2014 other !\n",
  };
  for (const std::string& note : bad) CHECK_MESSAGE(!parse_note(note).ok(), note);
  CHECK(parse_note("text\n\n" + line).ok());
  CHECK(parse_note("text\n\n" + line_of(5)).ok());
  CHECK(parse_note(std::string(note_bytes_max, 'a') + "\n\n" + line).error().code == ErrorCode::too_large);
}
