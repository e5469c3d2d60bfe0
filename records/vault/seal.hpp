#pragma once
// Sealing: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) under a shared key, with a random nonce of 24 bytes in front;
// and libsodium's sealed boxes (X25519, XSalsa20-Poly1305) to a public key. What was changed does not open.

#include <array>
#include <string>
#include <string_view>

#include "records/vault/secret.hpp"

namespace countersign::records {

// `context` is not stored: the same must be given to open. It ties a sealed text to its place.
std::string seal(const Secret& key, std::string_view plain, std::string_view context);
// Fails with refused: another key, another context, or a changed text.
Result<std::string> open_sealed(const Secret& key, std::string_view sealed, std::string_view context);

struct BoxKey {  // the public half
  std::array<unsigned char, 32> bytes{};
  bool operator==(const BoxKey&) const = default;
};

struct KeyPair {
  BoxKey open;
  Secret secret;
};

KeyPair make_key_pair();
BoxKey public_of(const Secret& secret);
// Whoever has the public key can seal; only the secret half opens.
std::string seal_to(const BoxKey& key, std::string_view plain);
Result<std::string> open_sealed_to(const KeyPair& key, std::string_view sealed);
// The same for a key.
Result<Secret> open_key_sealed_to(const KeyPair& key, std::string_view sealed);

}  // namespace countersign::records
