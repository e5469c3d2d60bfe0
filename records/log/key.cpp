#include "records/log/key.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>

#include "base/sha256.hpp"
#include "base/utf8.hpp"
#include "records/log/text.hpp"

namespace countersign::records {

namespace {

constexpr char ed25519 = 1;  // signature type of c2sp.org/signed-note
constexpr std::size_t id_digits = 8;

// White_Space of the Unicode Character Database above ASCII.
constexpr std::string_view wide_spaces[] = {"\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
                                            "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
                                            "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

const unsigned char* as_uchar(const void* data) { return static_cast<const unsigned char*>(data); }
unsigned char* as_uchar(void* data) { return static_cast<unsigned char*>(data); }

Error bad_name() {
  return {ErrorCode::bad_input, "A key's name has no blanks, no \"+\" and at most 256 bytes.", "",
          "Name the key after its log, such as countersign/northwind/t1/1."};
}

Error bad_vkey() {
  return {ErrorCode::bad_input, "This is not a verifier key for Ed25519.", "vkey",
          "A verifier key is one line: name, eight digits and base64, joined by \"+\"."};
}

Error no_guarded_memory() {
  return {ErrorCode::io, "The system gives no protected memory for a key.", "", "Free some memory and try again."};
}

std::string typed_key(const Ed25519PublicKey& public_key) {
  std::string out(1, ed25519);
  out.append(reinterpret_cast<const char*>(public_key.data()), public_key.size());
  return out;
}

std::uint32_t key_id(const std::string& name, const Ed25519PublicKey& public_key) {
  const Digest digest = sha256(name + "\n" + typed_key(public_key));
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < 4; ++i) id = id << 8U | std::to_integer<std::uint32_t>(digest.bytes[i]);
  return id;
}

std::string id_text(std::uint32_t id) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (unsigned shift = 4 * id_digits; shift != 0;) out += digits[id >> (shift -= 4) & 15U];
  return out;
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.size() > key_name_bytes_max || !is_utf8(name)) return false;
  const auto is_refused = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == '+'; };
  if (std::ranges::any_of(name, is_refused)) return false;
  return std::ranges::none_of(wide_spaces, [&](std::string_view space) { return name.find(space) != name.npos; });
}

std::string VerifierKey::text() const {
  const std::string typed = typed_key(public_key);
  return name + "+" + id_text(id) + "+" + to_base64(std::as_bytes(std::span(typed)));
}

bool VerifierKey::verify(std::string_view message, std::string_view signature) const {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(as_uchar(signature.data()), as_uchar(message.data()), message.size(),
                                     as_uchar(public_key.data())) == 0;
}

Result<VerifierKey> verifier_key(std::string name, const Ed25519PublicKey& public_key) {
  if (!is_key_name(name)) return bad_name();
  const std::uint32_t id = key_id(name, public_key);
  return VerifierKey{std::move(name), id, public_key};
}

Result<VerifierKey> parse_vkey(std::string_view text) {
  const std::size_t name_end = text.find('+');
  const std::size_t id_end = name_end == text.npos ? text.npos : text.find('+', name_end + 1);
  if (id_end == text.npos) return bad_vkey();
  const std::optional<std::string> typed = from_base64(text.substr(id_end + 1));
  Ed25519PublicKey public_key;
  if (!typed || typed->size() != 1 + public_key.size() || typed->front() != ed25519) return bad_vkey();
  std::ranges::copy(std::as_bytes(std::span(*typed)).subspan(1), public_key.begin());
  Result<VerifierKey> key = verifier_key(std::string(text.substr(0, name_end)), public_key);
  if (key && key->text() != text)
    return Error{ErrorCode::bad_input, "The verifier key's digits do not belong to its name and key.", "vkey",
                 "Copy the whole line again."};
  return key;
}

void SigningKey::Wipe::operator()(std::byte* secret) const { sodium_free(secret); }

template <class Fill>
Result<SigningKey> SigningKey::make(std::string name, const Fill& fill) {
  static_assert(crypto_sign_SECRETKEYBYTES == seed_bytes + sizeof(Ed25519PublicKey));
  if (!is_key_name(name)) return bad_name();
  if (sodium_init() < 0) return Error{ErrorCode::io, "The system gives no random bytes.", "", ""};
  Secret secret(static_cast<std::byte*>(sodium_malloc(crypto_sign_SECRETKEYBYTES)));
  if (secret == nullptr) return no_guarded_memory();
  Ed25519PublicKey public_key;
  fill(as_uchar(public_key.data()), as_uchar(secret.get()));
  if (sodium_mprotect_readonly(secret.get()) != 0) return no_guarded_memory();
  Result<VerifierKey> verifier = verifier_key(std::move(name), public_key);
  return SigningKey(std::move(secret), std::move(verifier).value());
}

Result<SigningKey> SigningKey::generate(std::string name) {
  return make(std::move(name),
              [](unsigned char* public_key, unsigned char* secret) { crypto_sign_keypair(public_key, secret); });
}

Result<SigningKey> SigningKey::from_seed(std::string name, std::span<const std::byte, seed_bytes> seed) {
  return make(std::move(name), [seed](unsigned char* public_key, unsigned char* secret) {
    crypto_sign_seed_keypair(public_key, secret, as_uchar(seed.data()));
  });
}

std::span<const std::byte, seed_bytes> SigningKey::seed() const {
  assert(secret_ != nullptr);
  return std::span<const std::byte, seed_bytes>(secret_.get(), seed_bytes);
}

Ed25519Signature SigningKey::sign(std::string_view message) const {
  assert(secret_ != nullptr);
  Ed25519Signature signature;
  crypto_sign_detached(as_uchar(signature.data()), nullptr, as_uchar(message.data()), message.size(), as_uchar(secret_.get()));
  return signature;
}

}  // namespace countersign::records
