#include "records/model/record.hpp"

#include <array>

namespace countersign::records {

namespace {

// Crockford's alphabet: no I, L, O, U, so that a code can be read over a telephone.
constexpr char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

constexpr std::array<const char*, std::variant_size_v<Facts>> kinds = {
    "acknowledged",  "declined",    "quiz_finished", "module_finished", "question_asked",   "copy_requested", "enrolled",
    "pin_set",       "code_issued", "locked_out",    "assigned",        "policy_published", "exported",       "opened",
    "clock_stepped", "erased",      "voided",        "key_rotated",     "continued"};

}  // namespace

std::string to_string(SignatureMethod method) {
  switch (method) {
    case SignatureMethod::drawn:
      return "drawn";
    case SignatureMethod::typed:
      return "typed";
    case SignatureMethod::tapped:
      return "tapped";
    case SignatureMethod::paper:
      return "paper";
  }
  return "tapped";
}

std::string kind_of(const Facts& facts) { return kinds.at(facts.index()); }

std::string receipt_code(const Digest& leaf_hash) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 5; ++i) bits = bits << 8U | std::to_integer<std::uint64_t>(leaf_hash.bytes[i]);
  std::string code;
  for (unsigned shift = 40; shift > 0; shift -= 5) {
    if (shift == 20) code += '-';
    code += crockford[bits >> (shift - 5) & 31U];
  }
  return code;
}

std::string receipt_text(const Receipt& receipt, const std::string& organisation) {
  return "Countersign " + receipt.code + " | " + organisation + " | " + iso_time(receipt.signed_at) + " | record " +
         to_hex(receipt.id) + " | leaf " + std::to_string(receipt.index) + " | tree " + std::to_string(receipt.size) + " " +
         to_hex(receipt.root) + " | " + receipt.origin;
}

}  // namespace countersign::records
