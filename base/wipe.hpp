#pragma once
// Texts that must not stay in memory: PINs, codes, passphrases, keys.

#include <string.h>  // NOLINT: explicit_bzero is glibc's

#include <string>
#include <utility>

namespace countersign {

// Overwrites `text`, with all the room that it has, before it lets it go. What is made on the way from passphrases, PINs,
// codes and opened keys is wiped where it is made; what the caller gave is the caller's.
inline void wipe(std::string& text) {
  text.resize(text.capacity());  // a short text lies in the object itself, and so does what it held before
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

// A text that is wiped when it goes, whichever way that is; a move leaves nothing behind.
struct WipedText {
  std::string text;

  WipedText() = default;
  explicit WipedText(std::string&& from) : text(std::move(from)) { wipe(from); }  // NOLINT: a short one is still there
  WipedText(WipedText&& other) noexcept : WipedText(std::move(other.text)) {}
  WipedText& operator=(WipedText&& other) noexcept {
    text.swap(other.text);
    wipe(other.text);
    return *this;
  }
  WipedText(const WipedText&) = delete;
  WipedText& operator=(const WipedText&) = delete;
  ~WipedText() { wipe(text); }
};

}  // namespace countersign
