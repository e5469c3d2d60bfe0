#pragma once
// 32 secret bytes in locked memory (sodium_malloc: not swapped, not in a core dump, guarded on both sides), wiped when
// they go. Any thread, one at a time.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/wipe.hpp"

namespace countersign::records {

class Secret {
 public:
  static constexpr std::size_t size = 32;

  static Secret random();
  // New random bytes in the same place: for making many.
  void renew();
  // Fails with corrupt unless `bytes` are 32.
  static Result<Secret> from(std::string_view bytes);
  Secret(Secret&&) noexcept = default;
  Secret& operator=(Secret&&) noexcept = default;

  Secret copy() const { return Secret(data()); }
  const unsigned char* data() const { return bytes_.get(); }
  unsigned char* data() { return bytes_.get(); }
  // Only to seal or wrap it.
  std::string_view bytes() const { return {reinterpret_cast<const char*>(data()), size}; }

 private:
  struct Free {
    void operator()(unsigned char* bytes) const;
  };
  Secret();
  explicit Secret(const unsigned char* bytes);
  std::unique_ptr<unsigned char, Free> bytes_;
};

// What libsodium needs before anything else; ends the program if the generator of random numbers does not work.
void start_sodium();

}  // namespace countersign::records
