// Notes, verifier keys and checkpoints: what is read prints the same bytes again, and only what a key signed is
// verified.

#include <array>
#include <cstdint>
#include <cstdlib>

#include "records/log/checkpoint.hpp"

namespace {

using namespace countersign;
using namespace countersign::records;

const SigningKey& key() {
  static const SigningKey fixed =
      SigningKey::from_seed("countersign/northwind/t1/1", std::array<std::byte, seed_bytes>{std::byte{1}}).value();
  return fixed;
}

void require(bool holds) {
  if (!holds) std::abort();
}

void sign_and_open(const Note& note) {
  const Result<std::string> again = sign_note(note.text, key());
  if (!again) return;
  const Result<std::string> text = verify_note(*again, key().verifier());
  require(text.ok() && *text == note.text);
}

void add_and_verify(std::string_view bytes) {
  const Result<std::string> twice = add_signature(bytes, key());
  if (twice) require(twice->starts_with(bytes) && verify_note(*twice, key().verifier()).ok());
}

void read_note(std::string_view bytes) {
  const Result<Note> note = parse_note(bytes);
  const Result<std::string> text = verify_note(bytes, key().verifier());
  if (!note) return require(!text.ok());
  require(format_note(*note) == bytes);
  require(!note->signatures.empty() && note->signatures.size() <= note_signatures_max);
  if (text) require(sign_note(*text, key()).ok() && !add_signature(bytes, key()).ok());
  sign_and_open(*note);
  add_and_verify(bytes);
}

void read_checkpoint(std::string_view bytes) {
  const Result<Checkpoint> checkpoint = parse_checkpoint(bytes);
  if (checkpoint) require(checkpoint_text(*checkpoint) == bytes);
  const Result<Checkpoint> opened = open_checkpoint(bytes, key().verifier());
  if (opened) require(opened->origin == key().name() && sign_checkpoint(*opened, key()).ok());
}

void read_vkey(std::string_view bytes) {
  const Result<VerifierKey> read = parse_vkey(bytes);
  if (read) require(read->text() == bytes && is_key_name(read->name));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_note(bytes);
  read_checkpoint(bytes);
  read_vkey(bytes);
  return 0;
}
