#include "tests/records/kept_data.hpp"

#include <charconv>

namespace countersign::test {

using namespace records;

namespace {

constexpr char origin[] = "countersign/northwind/t1/1";
constexpr std::int64_t morning_ms = 1'795'425'300'000;  // 2026-11-23T09:15:00Z
constexpr std::string_view number_key = "\"duration_s\":";

Status checked(const Ledger& ledger) {
  return ledger.check([](std::uint64_t, std::uint64_t) { return true; });
}

}  // namespace

Status make_data(const DataDir& data) {
  auto ledger = Ledger::create(data, origin);
  if (!ledger) return ledger.error();
  if (const auto kept = ledger->keep_document(sha256("document"), "document"); !kept) return kept;
  if (const auto made = Roster::create(data, hr_key().pair.open); !made) return made.error();
  return Done{};
}

PersonId numbered_person(int number) {
  PersonId id;
  id.bytes[0] = static_cast<std::byte>(number & 0xff);
  id.bytes[1] = static_cast<std::byte>(number >> 8 & 0xff);
  id.bytes[15] = std::byte{0x77};
  return id;
}

NewRecord numbered_record(int number, bool with_body) {
  Acknowledged fact;
  fact.policy = PolicyId{"social-media"};
  fact.version = "1.0";
  fact.document_sha256 = sha256("document");
  fact.statements_sha256 = sha256("statements");
  fact.consent_sha256 = sha256("consent");
  fact.statements = {StatementId{"read"}, StatementId{"comply"}};
  fact.method = SignatureMethod::typed;
  fact.duration_s = number;
  NewRecord record;
  record.id = RecordId{random_16()};
  record.subject = numbered_person(number % 50);
  record.group = "Drivers";
  record.site = "North yard";
  record.language = Language{"en"};
  record.identified_by = "badge+pin";
  record.facts = fact;
  record.stamp = {{morning_ms + number, 60}, true, "00000000-0000-4000-8000-000000000001", number, "countersign-test 1"};
  if (with_body) record.body = {{"signature", {{"method", "typed"}, {"typed_name", std::string(200, 'n')}}}};
  return record;
}

int number_of(const Leaf& leaf) {
  const std::size_t key = leaf.record.find(number_key);
  int number = -1;
  if (key == std::string::npos) return number;
  const char* first = leaf.record.data() + key + number_key.size();
  std::from_chars(first, leaf.record.data() + leaf.record.size(), number);
  return number;
}

Result<Ledger> open_and_check(const DataDir& data) {
  auto ledger = Ledger::open(data);
  if (!ledger) return ledger;
  if (auto whole = checked(*ledger); !whole) return whole.error();
  return ledger;
}

Result<std::uint64_t> check_backup(const std::filesystem::path& folder) {
  const auto ledger = Ledger::open(DataDir{folder}, {.read_only = true});
  if (!ledger) return ledger.error();
  if (auto whole = checked(*ledger); !whole) return whole.error();
  return ledger->size();
}

Result<std::vector<Leaf>> all_leaves(const Ledger& ledger) {
  constexpr std::size_t page = 500;
  std::vector<Leaf> all;
  while (true) {
    auto leaves = ledger.page(all.size(), page);
    if (!leaves) return leaves;
    if (leaves->empty()) return all;
    for (Leaf& leaf : *leaves) all.push_back(std::move(leaf));
  }
}

std::vector<RosterRow> roster_rows(int count, const std::string& group) {
  std::vector<RosterRow> rows;
  for (int i = 0; i < count; ++i) {
    const std::string badge = std::to_string(i);
    rows.push_back({badge, "Person " + badge, group, "Harbour", "", "en", "", "", badge});
  }
  return rows;
}

#ifdef COUNTERSIGN_TEST_HOOKS
Result<SignIn> cheap_sign_in(const DataDir& data) { return SignIn::open(data, HashCost{8 * 1024, 1}); }
#endif

}  // namespace countersign::test
