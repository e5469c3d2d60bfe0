#include "tests/support/many_records.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "records/model/canonical.hpp"
#include "records/store/ledger.hpp"
#include "records/store/people.hpp"

namespace countersign::test {

using namespace records;

namespace {

constexpr std::size_t batch_records = 1000;
constexpr std::int64_t first_ms = 1'767'225'600'000;  // 2026-01-01T00:00:00Z
constexpr std::array<const char*, 4> groups = {"Drivers", "Parcel hub", "Office", "Workshop"};
constexpr std::array<const char*, 3> sites = {"North yard", "Harbour", "Mill Lane"};
constexpr std::array<const char*, 4> modules = {"why", "sharing", "customers", "private-accounts"};

struct Employee {
  PersonId id;
  std::shared_ptr<const Secret> key;
  std::string group;
  std::string site;
};

class Maker {
 public:
  Maker(const ManyRecords& wanted, std::vector<Employee> people)
      : wanted_(wanted), people_(std::move(people)), random_(wanted.seed) {}

  PersonalRecord next(std::uint64_t index) {
    if (index == 0) return published();
    const std::uint64_t step = (index - 1) % 8;  // enrolled, three modules with their quizzes, acknowledged
    const Employee& who = people_[(index - 1) / 8 % people_.size()];
    PersonalRecord out{common(index), nullptr};
    NewRecord& record = out.record;
    record.subject = who.id;
    record.group = who.group;
    record.site = who.site;
    if (step == 0)
      record.facts = Enrolled{};
    else if (step == 7)
      sign(record);
    else if (step % 2 == 1)
      record.facts = ModuleFinished{ModuleId{modules[step / 2]}, seconds(400)};
    else
      quiz(record, modules[step / 2 - 1]);
    if (!wanted_.bodies) record.body = nullptr;
    if (!record.body.is_null()) out.key = who.key;
    return out;
  }

 private:
  int seconds(std::uint64_t most) { return 30 + static_cast<int>(random_() % most); }

  NewRecord common(std::uint64_t index) {
    NewRecord record;
    for (std::size_t i = 0; i < 16; ++i) record.id.bytes[i] = static_cast<std::byte>(random_());
    record.language = {index % 3 == 0 ? "fr" : "en"};
    record.identified_by = "badge+pin";
    record.stamp = {{first_ms + static_cast<std::int64_t>(index) * 30'000, 60},
                    true,
                    "5f0c1a52-8e0e-4c5a-9a57-2f8a1f4f7a10",
                    static_cast<std::int64_t>(index) * 30'000,
                    "countersign-kiosk 0.1.0"};
    return record;
  }

  PersonalRecord published() {
    PersonalRecord out{common(0), nullptr};
    out.record.identified_by = "";
    out.record.facts = PolicyPublished{PolicyId{"social-media"}, "1.0", {{Language{"en"}, sha256("document")}}, "hr"};
    return out;
  }

  void quiz(NewRecord& record, const char* module) {
    const int score = static_cast<int>(random_() % 5) * 250;
    record.facts =
        QuizFinished{ModuleId{module}, sha256(module), 1 + static_cast<int>(random_() % 2), score, score >= 750, seconds(200)};
    Json answers = Json::array();
    for (int i = 0; i < 4; ++i)
      answers.push_back(
          {{"item", "q" + std::to_string(i)}, {"choices", {std::string(1, static_cast<char>('a' + random_() % 4))}}});
    record.body = {{"answers", std::move(answers)}};
  }

  void sign(NewRecord& record) {
    Acknowledged fact;
    fact.policy = PolicyId{"social-media"};
    fact.version = "1.0";
    fact.document_sha256 = sha256("document");
    fact.statements_sha256 = sha256("statements");
    fact.consent_sha256 = sha256("consent");
    fact.statements = {{"read"}, {"ask"}, {"comply"}};
    fact.method = SignatureMethod::drawn;
    fact.duration_s = seconds(900);
    fact.score_thousandths = 750 + static_cast<int>(random_() % 250);
    record.facts = std::move(fact);
    Signature signature{SignatureMethod::drawn, "", {{}}};
    for (int i = 0; i < 60; ++i)
      signature.strokes[0].push_back({static_cast<float>(i), 20.0F + static_cast<float>(random_() % 10), i * 16});
    record.body = {{"signature", to_json(signature)}};
  }

  const ManyRecords& wanted_;
  std::vector<Employee> people_;
  std::mt19937_64 random_;
};

RosterRow row_of(int number) {
  const std::string n = std::to_string(number);
  return {std::to_string(100'000 + number),
          "Person Number " + n,
          groups[static_cast<std::size_t>(number) % groups.size()],
          sites[static_cast<std::size_t>(number) % sites.size()],
          "person" + n + "@example.org",
          "en",
          "2020-01-01",
          "",
          ""};
}

Result<std::vector<Employee>> make_people(const DataDir& data, int count) {
  auto hr = make_hr_key(many_records_passphrase, {16 * 1024, 1});
  if (!hr) return hr.error();
  if (auto saved = hr->file.save(data.hr_key()); !saved) return saved.error();
  auto roster = Roster::create(data, hr->file.open);
  if (!roster) return roster.error();
  roster->unlock(std::move(hr->key));
  std::vector<RosterRow> rows;
  for (int i = 0; i < count; ++i) rows.push_back(row_of(i));
  if (auto imported = roster->import(rows, false, false); !imported) return imported.error();
  const auto people = roster->list();
  if (!people) return people.error();
  const auto vault = open_people(data);
  if (!vault) return vault.error();
  std::vector<Employee> out;
  for (const Person& person : *people) {
    auto key = person_key_for_hr(*vault, person.id, *roster->hr_key());
    if (!key) return key.error();
    out.push_back({person.id, std::make_shared<const Secret>(std::move(*key)), person.row.group, person.row.site});
  }
  return out;
}

}  // namespace

Status make_many_records(const DataDir& data, const ManyRecords& wanted) {
  std::filesystem::create_directories(data.root);
  auto ledger = Ledger::create(data, many_records_origin);
  if (!ledger) return ledger.error();
  if (auto kept = ledger->keep_document(sha256("document"), "document"); !kept) return kept;
  auto people = make_people(data, wanted.people);
  if (!people) return people.error();
  Maker maker(wanted, std::move(*people));
  std::vector<PersonalRecord> batch;
  for (std::uint64_t done = 0; done < wanted.leaves; done += batch.size()) {
    batch.clear();
    const auto count = std::min<std::uint64_t>(batch_records, wanted.leaves - done);
    for (std::uint64_t i = 0; i < count; ++i) batch.push_back(maker.next(done + i));
    if (const auto receipts = ledger->append_all(batch); !receipts) return receipts.error();
    if (wanted.progress && !wanted.progress(done + count, wanted.leaves)) return Error{ErrorCode::refused, "stopped", "", ""};
  }
  return ledger->write_checkpoint_copy();
}

}  // namespace countersign::test
