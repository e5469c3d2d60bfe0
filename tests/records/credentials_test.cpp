// Keys that come as systemd credentials, from a folder that holds countersign.NAME: used from there, and never written there.

#include <doctest/doctest.h>

#include <cstdlib>
#include <map>

#include "records/vault/minisign.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;
namespace fs = std::filesystem;

namespace {

constexpr const char* names[] = {"pepper", "device-key", "export-key", "hr-key"};

std::string credential(const std::string& name) { return "countersign." + name; }

std::map<std::string, std::string> all_bytes(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all[entry.path().string()] = bytes_of(entry.path());
  return all;
}

// The keys moved out of the data directory, as after "Keys in a TPM" of docs/deployment.md.
void move_keys(const fs::path& data, const fs::path& folder) {
  fs::create_directories(folder);
  for (const char* name : names)
    if (fs::exists(data / name)) fs::rename(data / name, folder / credential(name));
}

struct Terminal {
  TempDir temp;
  fs::path folder = temp.path / "credentials";
  records::DataDir data{new_data(temp).root, folder};

  Terminal() { move_keys(data.root, folder); }
};

// As systemd says it to a service.
class Environment {
 public:
  explicit Environment(const fs::path& folder) { ::setenv("CREDENTIALS_DIRECTORY", folder.c_str(), 1); }
  ~Environment() { ::unsetenv("CREDENTIALS_DIRECTORY"); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
};

std::string source(const std::string& file) { return bytes_of(fs::path(COUNTERSIGN_SOURCE_DIR) / file); }

}  // namespace

TEST_CASE("keys among the credentials are used from there, each for itself, and files where there is no such credential") {
  const TempDir temp;
  const records::DataDir data{temp.path / "data", temp.path};
  const auto paths = [&] { return std::vector{data.pepper(), data.device_key(), data.export_key(), data.hr_key()}; };
  for (std::size_t i = 0; i < std::size(names); ++i) CHECK(paths()[i] == data.root / names[i]);
  for (std::size_t i = 0; i < std::size(names); ++i) {
    write_bytes(temp.path / credential(names[i]), "key");
    CHECK(paths()[i] == temp.path / credential(names[i]));
    if (i + 1 < std::size(names)) CHECK(paths()[i + 1] == data.root / names[i + 1]);
  }
  CHECK(records::DataDir{data.root, {}}.pepper() == data.root / "pepper");
}

TEST_CASE("a terminal whose pepper and device key are credentials signs people in and appends") {
  const Terminal terminal;
  CHECK_FALSE(fs::exists(terminal.data.root / "pepper"));
  CHECK_FALSE(fs::exists(terminal.data.root / "device-key"));
  auto roster = open_roster(terminal.data);
  must(roster.import(small_roster(), false, false));
  CHECK(must(roster.by_badge("4402")).has_value());
  auto ledger = must(records::Ledger::open(terminal.data));
  must(ledger.append(acknowledgement(person_number(1))));
  CHECK(fault(terminal.data).empty());
}

TEST_CASE("a device key that is a credential is not rotated, and nothing is written") {
  const Terminal terminal;
  auto ledger = must(records::Ledger::open(terminal.data));
  const auto before = all_bytes(terminal.temp.path);
  const auto refused = ledger.rotate_key(about_nobody(records::KeyRotated{}), "hr");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::refused);
  CHECK(refused.error().where == (terminal.folder / "countersign.device-key").string());
  CHECK(contains(refused.error().cure, "deployment.md"));
  CHECK(all_bytes(terminal.temp.path) == before);
  must(ledger.append(acknowledgement(person_number(1))));
}

TEST_CASE("a rotation that was cut off before the key became a credential loses neither key") {
  const Terminal terminal;
  const fs::path in_use = terminal.folder / "countersign.device-key";
  const fs::path next = terminal.data.root / "device-key.next";
  const std::string old_key = bytes_of(in_use);
  const records::DataDir by_files{terminal.data.root, {}};
  write_bytes(by_files.device_key(), old_key);
  must(must(records::Ledger::open(by_files)).rotate_key(about_nobody(records::KeyRotated{}), "hr"));
  fs::rename(by_files.device_key(), next);
  const std::string new_key = bytes_of(next);

  const auto refused = records::Ledger::open(terminal.data);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().where == next.string());
  CHECK(bytes_of(next) == new_key);
  CHECK(bytes_of(in_use) == old_key);
  write_bytes(in_use, new_key);
  must(must(records::Ledger::open(terminal.data)).append(acknowledgement(person_number(1))));
  CHECK_FALSE(fs::exists(next));
}

TEST_CASE("a missing key is named with both places") {
  const Terminal terminal;
  for (const char* name : {"pepper", "device-key"}) {
    fs::remove(terminal.folder / credential(name));
    const auto missing = std::string(name) == "pepper" ? records::SignIn::open(terminal.data).error()
                                                       : records::Ledger::open(terminal.data).error();
    CAPTURE(missing.text());
    CHECK(missing.code == ErrorCode::not_found);
    CHECK(missing.where == (terminal.data.root / name).string());
    CHECK(contains(missing.what, (terminal.folder / credential(name)).string()));
  }
  const Error without = records::SignIn::open(records::DataDir{terminal.data.root, {}}).error();
  CHECK(contains(without.what, "countersign.pepper ($CREDENTIALS_DIRECTORY is not set)"));
}

TEST_CASE("countersign-admin takes its keys from the credentials of its service, and refuses to replace them there") {
  const DemoShop shop;
  const fs::path folder = shop.temp.path / "credentials";
  move_keys(shop.data, folder);
  const Ran alone = shop.run_as_hr({"code", "4408"});
  CHECK(alone.code == 3);
  CHECK(contains(alone.err, (shop.data / "hr-key").string()));
  CHECK(contains(alone.err, "countersign.hr-key"));
  // What reads the ledger alone needs no key.
  CHECK(shop.run({"verify"}).code == 0);
  CHECK(shop.run({"backup", "--out", shop.file("copy.db")}).code == 0);
  CHECK(shop.run({"proof", to_hex(shop.noor_signed), "--out", shop.file("p.tlog-proof")}).code == 0);

  const Environment environment(folder);
  CHECK(contains(shop.run_as_hr({"roster", "list"}).out, "Sam Kestrel"));
  CHECK(shop.run_as_hr({"code", "4408"}).code == 0);
  CHECK(shop.run({"export", "bundle", "--out", shop.file("bundle.tar")}).code == 0);
  CHECK(shop.run({"verify", "--bundle", shop.file("bundle.tar")}).code == 0);
  CHECK(shop.run({"verify"}).code == 0);

  write_bytes(shop.file("new"), "staple of another kind\n");
  const auto before = all_bytes(shop.temp.path);
  for (const Ran& ran :
       {shop.run({"device-key", "rotate"}), shop.run_as_hr({"hr-key", "rotate"}),
        shop.run_as_hr({"passphrase", "change", "--new-passphrase-file", shop.file("new")}),
        shop.run({"passphrase", "recover", "--recovery-file", shop.file("new"), "--new-passphrase-file", shop.file("new")})}) {
    CAPTURE(ran.err);
    CHECK(ran.code == 3);
    CHECK(contains(ran.err, "credential"));
    CHECK(contains(ran.err, "deployment.md"));
  }
  CHECK(all_bytes(shop.temp.path) == before);
}

TEST_CASE("what systemd is told to load is what the program looks for") {
  const std::string unit = source("packaging/countersign-kiosk-credentials.conf");
  for (const char* name : {"pepper", "device-key", "hr-key"})
    CHECK(contains(unit, "LoadCredentialEncrypted=" + credential(name) + ":/etc/credstore.encrypted/" + credential(name)));
  const std::string script = source("packaging/countersign-admin-credentials");
  CHECK(contains(script, "for name in pepper device-key export-key hr-key; do"));
  CHECK(contains(script, "LoadCredentialEncrypted=countersign.$name:"));
}
