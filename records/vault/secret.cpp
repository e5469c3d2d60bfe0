#include "records/vault/secret.hpp"

#include <sodium.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace countersign::records {

void start_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (ready) return;
  std::fputs("countersign: libsodium does not start on this machine\n", stderr);
  std::abort();
}

void Secret::Free::operator()(unsigned char* bytes) const { sodium_free(bytes); }

Secret::Secret() {
  start_sodium();
  bytes_.reset(static_cast<unsigned char*>(sodium_malloc(size)));
  if (!bytes_) throw std::bad_alloc();
}

Secret::Secret(const unsigned char* bytes) : Secret() { std::memcpy(data(), bytes, size); }

Secret Secret::random() {
  Secret out;
  out.renew();
  return out;
}

void Secret::renew() { randombytes_buf(data(), size); }

Result<Secret> Secret::from(std::string_view bytes) {
  if (bytes.size() != size) return Error{ErrorCode::corrupt, "a key must be 32 bytes", "", "Restore the file from a backup"};
  return Secret(reinterpret_cast<const unsigned char*>(bytes.data()));
}

}  // namespace countersign::records
