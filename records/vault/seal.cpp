#include "records/vault/seal.hpp"

#include <sodium.h>

namespace countersign::records {

namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* read(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* write(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

Error does_not_open() { return {ErrorCode::refused, "a sealed text does not open with this key", "", ""}; }

}  // namespace

std::string seal(const Secret& key, std::string_view plain, std::string_view context) {
  std::string out(nonce_bytes + plain.size() + tag_bytes, '\0');
  randombytes_buf(out.data(), nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(write(out) + nonce_bytes, nullptr, read(plain), plain.size(), read(context),
                                             context.size(), nullptr, write(out), key.data());
  return out;
}

Result<std::string> open_sealed(const Secret& key, std::string_view sealed, std::string_view context) {
  if (sealed.size() < nonce_bytes + tag_bytes) return does_not_open();
  const std::string_view cipher = sealed.substr(nonce_bytes);
  std::string out(cipher.size() - tag_bytes, '\0');
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(write(out), nullptr, nullptr, read(cipher), cipher.size(),
                                                                read(context), context.size(), read(sealed), key.data());
  return opened == 0 ? Result<std::string>(std::move(out)) : does_not_open();
}

KeyPair make_key_pair() {
  Secret secret = Secret::random();
  const BoxKey open = public_of(secret);
  return {open, std::move(secret)};
}

BoxKey public_of(const Secret& secret) {
  BoxKey out;
  crypto_scalarmult_base(out.bytes.data(), secret.data());
  return out;
}

std::string seal_to(const BoxKey& key, std::string_view plain) {
  start_sodium();
  std::string out(plain.size() + crypto_box_SEALBYTES, '\0');
  crypto_box_seal(write(out), read(plain), plain.size(), key.bytes.data());
  return out;
}

Result<std::string> open_sealed_to(const KeyPair& key, std::string_view sealed) {
  if (sealed.size() < crypto_box_SEALBYTES) return does_not_open();
  std::string out(sealed.size() - crypto_box_SEALBYTES, '\0');
  const int opened = crypto_box_seal_open(write(out), read(sealed), sealed.size(), key.open.bytes.data(), key.secret.data());
  return opened == 0 ? Result<std::string>(std::move(out)) : does_not_open();
}

Result<Secret> open_key_sealed_to(const KeyPair& key, std::string_view sealed) {
  auto bytes = open_sealed_to(key, sealed);
  if (!bytes) return bytes.error();
  auto secret = Secret::from(*bytes);
  wipe(*bytes);
  return secret;
}

}  // namespace countersign::records
