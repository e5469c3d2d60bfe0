#include "records/log/note.hpp"

#include <algorithm>
#include <optional>

#include "base/utf8.hpp"
#include "records/log/text.hpp"

namespace countersign::records {

namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr std::size_t id_bytes = 4;

Error malformed(std::string what, std::string where = "note") {
  return {ErrorCode::bad_input, std::move(what), std::move(where), "Copy the whole file again, byte for byte."};
}

Error too_large(std::string what) { return {ErrorCode::too_large, std::move(what), "note", ""}; }

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const std::size_t name_end = line.find(' ');
  if (name_end == line.npos || !is_key_name(line.substr(0, name_end))) return std::nullopt;
  const std::optional<std::string> bytes = from_base64(line.substr(name_end + 1));
  if (!bytes || bytes->size() <= id_bytes) return std::nullopt;
  std::uint32_t id = 0;
  for (const char byte : bytes->substr(0, id_bytes)) id = id << 8U | static_cast<unsigned char>(byte);
  return NoteSignature{std::string(line.substr(0, name_end)), id, bytes->substr(id_bytes)};
}

std::string signature_line(const NoteSignature& signature) {
  std::string bytes;
  for (unsigned shift = 8 * id_bytes; shift != 0;) bytes += static_cast<char>(signature.key_id >> (shift -= 8) & 0xffU);
  bytes += signature.bytes;
  return std::string(dash) + signature.name + " " + to_base64(std::as_bytes(std::span(bytes))) + "\n";
}

NoteSignature signature_of(std::string_view text, const SigningKey& key) {
  const Ed25519Signature bytes = key.sign(text);
  return {key.name(), key.verifier().id, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size())};
}

bool is_by(const NoteSignature& signature, const VerifierKey& key) {
  return signature.name == key.name && signature.key_id == key.id;
}

Result<std::string> checked(const Note& note) {
  std::string out = format_note(note);
  if (const Result<Note> read = parse_note(out); !read) return read.error();
  return out;
}

}  // namespace

Status check_note_characters(std::string_view text) {
  if (text.size() > note_bytes_max) return too_large("A note has at most 65,536 bytes.");
  if (!is_utf8(text)) return malformed("A note is UTF-8.");
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
  if (std::ranges::any_of(text, is_control)) return malformed("A note has no control characters.");
  if (!text.ends_with('\n')) return malformed("A note ends with a newline.");
  return Done{};
}

Result<Note> parse_note(std::string_view note) {
  if (const Status characters = check_note_characters(note); !characters) return characters.error();
  const std::size_t text_end = note.rfind("\n\n");
  if (text_end == note.npos) return malformed("A note has a blank line before its signatures.");
  Note out{std::string(note.substr(0, text_end + 1)), {}};
  std::string_view rest = note.substr(text_end + 2);
  if (rest.empty()) return malformed("The note has no signature.");
  while (const std::optional<std::string_view> line = take_line(rest)) {
    if (out.signatures.size() == note_signatures_max) return too_large("A note has at most 16 signatures.");
    std::optional<NoteSignature> signature = parse_signature(*line);
    if (!signature)
      return malformed("This is not a line with a signature.", "note, signature " + std::to_string(out.signatures.size() + 1));
    out.signatures.push_back(*std::move(signature));
  }
  return out;
}

std::string format_note(const Note& note) {
  std::string out = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) out += signature_line(signature);
  return out;
}

Result<std::string> sign_note(std::string_view text, const SigningKey& key) {
  if (const Status characters = check_note_characters(text); !characters) return characters.error();
  return checked({std::string(text), {signature_of(text, key)}});
}

Result<std::string> add_signature(std::string_view note, const SigningKey& key) {
  Result<Note> read = parse_note(note);
  if (!read) return read.error();
  const auto is_ours = [&](const NoteSignature& signature) { return is_by(signature, key.verifier()); };
  if (std::ranges::any_of(read->signatures, is_ours)) return malformed("The note has a signature of this key already.");
  read->signatures.push_back(signature_of(read->text, key));
  return checked(*read);
}

Result<std::string> verify_note(std::string_view note, const VerifierKey& key) {
  const Result<Note> read = parse_note(note);
  if (!read) return read.error();
  bool found = false;
  for (const NoteSignature& signature : read->signatures) {
    if (!is_by(signature, key)) continue;
    found = true;
    if (!key.verify(read->text, signature.bytes))
      return Error{ErrorCode::corrupt, "The note is not what this key has signed.", "note",
                   "Keep the file as evidence and compare it with another copy."};
  }
  if (!found)
    return Error{ErrorCode::not_found, "The note has no signature of the key given.", "note",
                 "Use the verifier key of this log and of the time of the note."};
  return read->text;
}

}  // namespace countersign::records
