#pragma once
// Ed25519 keys that sign notes, and what others need to check them (c2sp.org/signed-note, signature type 0x01).

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace countersign::records {

constexpr std::size_t key_name_bytes_max = 256;
constexpr std::size_t seed_bytes = 32;
using Ed25519PublicKey = std::array<std::byte, 32>;
using Ed25519Signature = std::array<std::byte, 64>;

// True for UTF-8 of 1 to key_name_bytes_max bytes without Unicode spaces, control characters and "+".
bool is_key_name(std::string_view name);

struct VerifierKey {
  std::string name;      // the log's origin
  std::uint32_t id = 0;  // the first four bytes of SHA-256(name || 0x0A || 0x01 || public key)
  Ed25519PublicKey public_key{};
  bool operator==(const VerifierKey&) const = default;

  // The "vkey": name+id+base64(0x01 || public key), the id as eight lower-case hexadecimal digits.
  std::string text() const;
  bool verify(std::string_view message, std::string_view signature) const;
};

// Fails with bad_input unless is_key_name(name).
Result<VerifierKey> verifier_key(std::string name, const Ed25519PublicKey& public_key);
// A vkey without newline. Fails with bad_input for what VerifierKey::text() would not have written.
Result<VerifierKey> parse_vkey(std::string_view text);

// The secret half lies in memory of its own between guard pages, locked against swapping where the system allows it,
// read-only, and wiped at the end. It may be moved, never copied.
class SigningKey {
 public:
  // Fails with bad_input unless is_key_name(name), io if the memory or the random bytes cannot be had.
  static Result<SigningKey> generate(std::string name);
  // The key of RFC 8032's 32 secret bytes; the caller wipes his copy. Fails as above.
  static Result<SigningKey> from_seed(std::string name, std::span<const std::byte, seed_bytes> seed);

  const VerifierKey& verifier() const { return verifier_; }
  const std::string& name() const { return verifier_.name; }
  // For the key's file: a view of the guarded memory, good as long as the key.
  std::span<const std::byte, seed_bytes> seed() const;
  // RFC 8032 section 5.1.6: the same message has the same signature.
  Ed25519Signature sign(std::string_view message) const;

 private:
  struct Wipe {
    void operator()(std::byte* secret) const;
  };
  using Secret = std::unique_ptr<std::byte[], Wipe>;  // the seed, then the public key
  template <class Fill>
  static Result<SigningKey> make(std::string name, const Fill& fill);
  SigningKey(Secret secret, VerifierKey verifier) : secret_(std::move(secret)), verifier_(std::move(verifier)) {}

  Secret secret_;
  VerifierKey verifier_;
};

}  // namespace countersign::records
