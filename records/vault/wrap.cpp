#include "records/vault/wrap.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/base64.hpp"
#include "records/vault/seal.hpp"

namespace countersign::records {

namespace {

constexpr std::string_view method = "argon2id";
constexpr std::size_t memory_kib_max = 1024 * 1024;
constexpr unsigned passes_max = 16;
constexpr std::size_t line_bytes_max = 512;

using Salt = std::array<unsigned char, crypto_pwhash_argon2id_SALTBYTES>;

struct Line {
  HashCost cost;
  Salt salt{};
  std::string box;
};

Result<Secret> stretch(std::string_view typed, const Salt& salt, HashCost cost) {
  Secret out = Secret::random();
  if (crypto_pwhash(out.data(), Secret::size, typed.data(), typed.size(), salt.data(), cost.passes, cost.memory_bytes,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    return Error{ErrorCode::io, "there is not enough memory to check what was typed", "", "Close other programs and try again"};
  return out;
}

std::string print(const Line& line) {
  const std::string_view salt(reinterpret_cast<const char*>(line.salt.data()), line.salt.size());
  return std::string(method) + "$m=" + std::to_string(line.cost.memory_bytes / 1024) +
         ",t=" + std::to_string(line.cost.passes) + "$" + to_base64(salt) + "$" + to_base64(line.box);
}

// Takes `start` and a number off the front of `text`.
template <class Number>
bool take_number(std::string_view& text, std::string_view start, Number& out) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

std::optional<Line> parse(std::string_view text) {
  Line out;
  std::size_t memory_kib = 0;
  if (text.size() > line_bytes_max || !text.starts_with(method)) return std::nullopt;
  text.remove_prefix(method.size());
  if (!take_number(text, "$m=", memory_kib) || !take_number(text, ",t=", out.cost.passes)) return std::nullopt;
  if (memory_kib < 8 || memory_kib > memory_kib_max || out.cost.passes < 1 || out.cost.passes > passes_max) return std::nullopt;
  if (!text.starts_with('$')) return std::nullopt;
  text.remove_prefix(1);
  const auto divider = text.find('$');
  if (divider == std::string_view::npos) return std::nullopt;
  const auto salt = from_base64(text.substr(0, divider));
  auto box = from_base64(text.substr(divider + 1));
  if (!salt || salt->size() != out.salt.size() || !box) return std::nullopt;
  std::copy(salt->begin(), salt->end(), out.salt.begin());
  out.cost.memory_bytes = memory_kib * 1024;
  out.box = std::move(*box);
  return out;
}

}  // namespace

Result<std::string> wrap(const Secret& key, std::string_view typed, HashCost cost) {
  start_sodium();
  Line line{cost, {}, {}};
  randombytes_buf(line.salt.data(), line.salt.size());
  const auto stretched = stretch(typed, line.salt, cost);
  if (!stretched) return stretched.error();
  line.box = seal(*stretched, key.bytes(), method);
  return print(line);
}

Result<Secret> unwrap(std::string_view text, std::string_view typed) {
  start_sodium();
  const auto line = parse(text);
  if (!line) return Error{ErrorCode::corrupt, "a wrapped key cannot be read", "", "Restore the file from a backup"};
  const auto stretched = stretch(typed, line->salt, line->cost);
  if (!stretched) return stretched.error();
  auto bytes = open_sealed(*stretched, line->box, method);
  if (!bytes) return bytes.error();
  auto key = Secret::from(*bytes);
  wipe(*bytes);
  return key;
}

std::string unopenable_wrap(HashCost cost) {
  start_sodium();
  Line line{cost, {}, std::string(72, '\0')};  // as long as a real one: nonce, key and tag
  return print(line);
}

}  // namespace countersign::records
