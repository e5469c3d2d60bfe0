#include "tests/records/scratch.hpp"

#include <stdlib.h>  // NOLINT: mkdtemp is POSIX
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "records/store/roster.hpp"
#include "records/store/verify.hpp"

namespace countersign::test {

namespace fs = std::filesystem;

TempDir::TempDir(Place place) {
  const bool in_memory = place == Place::memory && ::access("/dev/shm", W_OK) == 0;
  const fs::path parent = in_memory ? fs::path("/dev/shm") : fs::temp_directory_path();
  std::string name = (parent / "countersign-records-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path = name;
}

TempDir::~TempDir() {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

records::DataDir new_data(const TempDir& temp) {
  const records::DataDir data{temp.path / "data"};
  fs::create_directories(data.root);
  must(must(records::Ledger::create(data, origin)).keep_document(sha256("document"), "document"));
  must(records::Roster::create(data, hr_key().pair.open));
  return data;
}

records::Roster open_roster(const records::DataDir& data) { return must(unlocked_roster(data)); }

WallTime morning(std::int64_t later_ms) { return {morning_ms + later_ms, 60}; }

PersonId person_number(unsigned number) {
  PersonId id;
  id.bytes[0] = static_cast<std::byte>(number & 0xffU);
  id.bytes[1] = static_cast<std::byte>(number >> 8U & 0xffU);
  id.bytes[15] = std::byte{0x77};
  return id;
}

records::NewRecord record_of(const PersonId& person, records::Facts facts) {
  records::NewRecord record;
  record.id = RecordId{random_16()};
  record.subject = person;
  record.group = "Drivers";
  record.site = "North yard";
  record.language = Language{"en"};
  record.identified_by = "badge+pin";
  record.facts = std::move(facts);
  record.stamp = {morning(), true, "00000000-0000-4000-8000-000000000001", 123'456, "countersign-test 1"};
  return record;
}

records::NewRecord about_nobody(records::Facts facts) {
  records::NewRecord record = record_of(person_number(0), std::move(facts));
  record.subject.reset();
  return record;
}

records::NewRecord acknowledgement(const PersonId& person) {
  records::Acknowledged fact;
  fact.policy = PolicyId{"social-media"};
  fact.version = "1.0";
  fact.document_sha256 = sha256("document");
  fact.statements_sha256 = sha256("statements");
  fact.consent_sha256 = sha256("consent");
  fact.statements = {StatementId{"read"}, StatementId{"comply"}};
  fact.method = records::SignatureMethod::typed;
  fact.duration_s = 612;
  fact.score_thousandths = 875;
  return record_of(person, fact);
}

records::NewRecord signed_acknowledgement(const PersonId& person) {
  records::NewRecord record = acknowledgement(person);
  record.body = {{"signature", {{"method", "typed"}, {"typed_name", "Noor Example"}}}};
  return record;
}

std::vector<records::RosterRow> small_roster() {
  return {{"4417", "Sam Kestrel", "Parcel hub", "Harbour", "sam@example.org", "en", "2026-11-23", "", ""},
          {"4402", "Noor Example", "Drivers", "North yard", "", "fr", "2024-03-04", "", "NW-4402"},
          {"4403", "Álvaro Sample", "Drivers", "Harbour", "", "es", "", "", ""}};
}

records::SignIn open_sign_in(const records::DataDir& data) {
#ifdef COUNTERSIGN_TEST_HOOKS
  return must(records::SignIn::open(data, records::HashCost{16 * 1024, 1}));
#else
  return must(records::SignIn::open(data));
#endif
}

std::string fault(const records::DataDir& data) {
  const auto ledger = records::Ledger::open(data);
  if (!ledger) return ledger.error().text();
  const auto verified = records::verify(*ledger, {true, std::nullopt, {}});
  return verified ? std::string() : verified.error().text();
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void write_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace countersign::test
