#include "records/vault/minisign.hpp"

#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <vector>

#include "base/base64.hpp"
#include "base/file.hpp"

namespace countersign::records {

namespace {

using PublicBytes = std::array<unsigned char, crypto_sign_PUBLICKEYBYTES>;
using Signature64 = std::array<unsigned char, crypto_sign_BYTES>;
using FileHash = std::array<unsigned char, crypto_generichash_BYTES_MAX>;

template <class Bytes>
std::string_view view(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// The 64 bytes that libsodium signs with, wiped at the end.
struct SignKey {
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> bytes{};
  PublicBytes open{};
  explicit SignKey(const ExportKey& key) { crypto_sign_seed_keypair(open.data(), bytes.data(), key.seed.data()); }
  ~SignKey() { sodium_memzero(bytes.data(), bytes.size()); }
  SignKey(const SignKey&) = delete;
  SignKey& operator=(const SignKey&) = delete;

  Signature64 sign(std::string_view text) const {
    Signature64 out{};
    crypto_sign_detached(out.data(), nullptr, reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes.data());
    return out;
  }
};

Result<FileHash> hash_of(const std::filesystem::path& file) {
  constexpr std::size_t piece_bytes = 1 << 16;
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{ErrorCode::not_found, "the file to sign cannot be read", file.string(), ""};
  crypto_generichash_state state;
  FileHash out{};
  crypto_generichash_init(&state, nullptr, 0, out.size());
  std::vector<char> piece(piece_bytes);
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(piece.data()),
                              static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return Error{ErrorCode::io, "the file to sign cannot be read", file.string(), ""};
  crypto_generichash_final(&state, out.data(), out.size());
  return out;
}

// minisign shows the id as a little-endian number.
std::string shown_id(const ExportKey& key) {
  std::string out;
  for (auto byte = key.id.rbegin(); byte != key.id.rend(); ++byte) {
    constexpr char digits[] = "0123456789ABCDEF";
    out += digits[*byte >> 4U];
    out += digits[*byte & 15U];
  }
  return out;
}

}  // namespace

ExportKey ExportKey::make() {
  ExportKey out{{}, Secret::random()};
  randombytes_buf(out.id.data(), out.id.size());
  return out;
}

Result<ExportKey> ExportKey::load(const std::filesystem::path& file) {
  constexpr std::size_t id_bytes = 8;
  auto bytes = read_file(file, id_bytes + Secret::size);
  if (!bytes && bytes.error().code != ErrorCode::too_large) return bytes.error();
  if (!bytes || bytes->size() != id_bytes + Secret::size)
    return Error{ErrorCode::corrupt, "the export key must be 40 bytes", file.string(), "Restore the file from a backup"};
  auto seed = Secret::from(std::string_view(*bytes).substr(id_bytes));
  if (!seed) return seed.error();
  ExportKey out{{}, std::move(*seed)};
  std::copy_n(bytes->begin(), id_bytes, out.id.begin());
  wipe(*bytes);
  return out;
}

Status ExportKey::save(const std::filesystem::path& file) const {
  std::string bytes = std::string(view(id)).append(seed.bytes());
  auto saved = write_file(file, bytes, true);
  wipe(bytes);
  return saved;
}

std::string ExportKey::public_text() const {
  const SignKey key(*this);
  return "untrusted comment: minisign public key " + shown_id(*this) + "\n" +
         to_base64(std::string("Ed").append(view(id)).append(view(key.open))) + "\n";
}

Status sign_file(const ExportKey& key, const std::filesystem::path& file, const std::string& comment) {
  const auto hash = hash_of(file);
  if (!hash) return hash.error();
  const SignKey sign_key(key);
  const Signature64 signature = sign_key.sign(view(*hash));
  const Signature64 global = sign_key.sign(std::string(view(signature)).append(comment));
  const std::string text = "untrusted comment: signature from countersign, key " + shown_id(key) + "\n" +
                           to_base64(std::string("ED").append(view(key.id)).append(view(signature))) +
                           "\ntrusted comment: " + comment + "\n" + to_base64(view(global)) + "\n";
  return write_file(file.string() + ".minisig", text);
}

namespace {

constexpr std::string_view comment_prefix = "trusted comment: ";
constexpr std::size_t signature_file_bytes_max = 16 * 1024;

struct SignatureFile {
  std::string algorithm;  // "ED"
  std::string id;
  std::string signature;
  std::string comment;
  std::string global;
};

std::optional<SignatureFile> parse_signature_file(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  if (lines.size() != 4 || !lines[2].starts_with(comment_prefix)) return std::nullopt;
  const auto first = from_base64(lines[1]);
  const auto global = from_base64(lines[3]);
  constexpr std::size_t head = 2 + 8;
  if (!first || first->size() != head + crypto_sign_BYTES || !global || global->size() != crypto_sign_BYTES)
    return std::nullopt;
  return SignatureFile{first->substr(0, 2), first->substr(2, 8), first->substr(head), lines[2].substr(comment_prefix.size()),
                       *global};
}

bool verifies(const ExportVerifier& key, const std::string& signature, std::string_view text) {
  return crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), key.open.data()) == 0;
}

}  // namespace

Result<ExportVerifier> export_verifier(const std::string& text) {
  const auto line_end = text.find('\n');
  std::string line = text.starts_with("untrusted comment:") && line_end != std::string::npos ? text.substr(line_end + 1) : text;
  line = line.substr(0, line.find_first_of("\r\n"));
  const auto bytes = from_base64(line);
  ExportVerifier out;
  if (!bytes || bytes->size() != 2 + out.id.size() + out.open.size() || !bytes->starts_with("Ed"))
    return Error{ErrorCode::bad_input, "this is no minisign public key", "",
                 "It is the line of 56 letters that begins with RW"};
  std::copy_n(bytes->begin() + 2, out.id.size(), out.id.begin());
  std::copy_n(bytes->begin() + 2 + static_cast<std::ptrdiff_t>(out.id.size()), out.open.size(), out.open.begin());
  return out;
}

Status check_signature(const ExportVerifier& key, const std::filesystem::path& file) {
  const std::string name = file.string() + ".minisig";
  const auto fault = [&](const char* what) {
    return Error{ErrorCode::corrupt, what, name, "Ask for file and signature again"};
  };
  const auto text = read_file(name, signature_file_bytes_max);
  if (!text) return text.error();
  const auto parsed = parse_signature_file(*text);
  if (!parsed || parsed->algorithm != "ED") return fault("this is no signature of minisign (prehashed)");
  if (parsed->id != view(key.id)) return fault("the signature is of another key than the export key given");
  const auto hash = hash_of(file);
  if (!hash) return hash.error();
  if (!verifies(key, parsed->signature, view(*hash))) return fault("the file is not what the export key has signed");
  if (!verifies(key, parsed->global, parsed->signature + parsed->comment)) return fault("the trusted comment has been changed");
  return Done{};
}

}  // namespace countersign::records
