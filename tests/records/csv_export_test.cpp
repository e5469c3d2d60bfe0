#include <doctest/doctest.h>

#include "admin/export/csv.hpp"
#include "admin/people/actions.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::admin;
using namespace countersign::test;

namespace {

constexpr char heading[] =
    "record_id,employee_id,name,email,group,site,policy_id,policy_version,document_sha256,kind,completed_at,completed_date,"
    "status,score_scaled,passed,attempt,duration_s,language,kiosk_id,leaf_index\r\n";

struct Office {
  TempDir temp;
  records::DataDir data = new_data(temp);
  records::Roster roster = open_roster(data);
  records::Ledger ledger = must(records::Ledger::open(data));

  Office() { must(roster.import(small_roster(), false, false)); }

  records::Person person(const char* badge) { return must(roster.by_badge(badge)).value(); }

  records::NewRecord add(const char* badge, records::Facts facts, const char* group = "Drivers") {
    records::NewRecord record = record_of(person(badge).id, std::move(facts));
    record.group = group;
    must(ledger.append(record));
    return record;
  }

  records::NewRecord publish() {
    records::NewRecord record =
        record_of(person_number(0), records::PolicyPublished{PolicyId{"social-media"}, "1.0", {}, "hr"});
    record.subject.reset();
    must(ledger.append(record));
    return record;
  }

  CsvExport wanted(CsvPreset preset, bool names) {
    CsvExport out;
    out.out = temp.path / "out.csv";
    out.preset = preset;
    out.names = names ? &roster : nullptr;
    out.by = "test";
    out.stamp = record_of(person_number(0), records::Enrolled{}).stamp;
    return out;
  }

  std::string exported(const CsvExport& wanted_export) {
    must(export_csv(data, wanted_export));
    return bytes_of(wanted_export.out);
  }
};

records::Acknowledged signed_fact() {
  records::Acknowledged fact;
  fact.policy = PolicyId{"social-media"};
  fact.version = "1.0";
  fact.document_sha256 = sha256("document");
  fact.duration_s = 612;
  fact.score_thousandths = 875;
  return fact;
}

}  // namespace

TEST_CASE("the machine form: these bytes, these columns, in this order") {
  Office office;
  office.publish();
  const auto module = office.add("4402", records::ModuleFinished{ModuleId{"why"}, 61});
  const auto quiz = office.add("4402", records::QuizFinished{ModuleId{"why"}, sha256("quiz"), 2, 1000, true, 45});
  office.add("4402", records::PinSet{});  // no completion
  const auto acknowledged = office.add("4402", signed_fact());
  const auto declined =
      office.add("4403", records::Declined{PolicyId{"social-media"}, "1.0", sha256("document")}, "a,\"b\"\r\nc");
  const std::string document = to_hex(sha256("document"));
  const std::string at = "2026-11-23T10:15:00.000+01:00,2026-11-23,";
  CHECK(office.exported(office.wanted(CsvPreset::machine, true)) ==
        heading + to_hex(module.id) + ",NW-4402,Noor Example,,Drivers,North yard,social-media/why,1.0,,module_finished," + at +
            "completed,,,,61,en,t1,1\r\n" + to_hex(quiz.id) +
            ",NW-4402,Noor Example,,Drivers,North yard,social-media/why,1.0,,quiz_finished," + at +
            "passed,1.000,true,2,45,en,t1,2\r\n" + to_hex(acknowledged.id) +
            ",NW-4402,Noor Example,,Drivers,North yard,social-media,1.0," + document + ",acknowledged," + at +
            "completed,0.875,,,612,en,t1,4\r\n" + to_hex(declined.id) +
            ",4403,\u00c1lvaro Sample,,\"a,\"\"b\"\"\r\nc\",North yard,social-media,1.0," + document + ",declined," + at +
            "declined,,,,,en,t1,5\r\n");
}

TEST_CASE("without the passphrase there are random ids and no names") {
  Office office;
  const auto record = office.add("4402", signed_fact());
  const std::string text = office.exported(office.wanted(CsvPreset::machine, false));
  CHECK(text.find("Noor") == std::string::npos);
  CHECK(text.find("NW-4402") == std::string::npos);
  CHECK(text.find(to_hex(record.id) + "," + to_hex(*record.subject) + ",,,Drivers") != std::string::npos);
}

TEST_CASE("the excel form has a mark, local headings and no formulas") {
  Office office;
  auto rows = small_roster();
  rows[0].name = "=HYPERLINK(\"http://x\")";
  must(office.roster.import(rows, false, false));
  office.add("4417", signed_fact(), "\uFF0Bgroup");
  CsvExport wanted = office.wanted(CsvPreset::excel, true);
  const std::string text = office.exported(wanted);
  CHECK(text.starts_with("\xEF\xBB\xBFRecord,Employee,Name,"));
  CHECK(text.find(",\"'=HYPERLINK(\"\"http://x\"\")\",sam@example.org,'\uFF0Bgroup,") != std::string::npos);
  wanted.headings = Language{"fr"};
  CHECK(
      office.exported(wanted).starts_with("\xEF\xBB\xBF"
                                          "Enregistrement,Matricule,Nom,"));
  wanted.headings = Language{"xx"};
  CHECK(office.exported(wanted).starts_with("\xEF\xBB\xBFRecord,"));
}

TEST_CASE("which cells a spreadsheet would run") {
  for (const std::string& start :
       {std::string("="), std::string("+"), std::string("-"), std::string("@"), std::string("\t"), std::string(1, '\0'),
        std::string("\uFF1D"), std::string("\uFF0B"), std::string("\uFF0D"), std::string("\uFF20")}) {
    CHECK(csv_cell(start + "1", true) == "'" + start + "1");
    CHECK(csv_cell(start + "1", false) == start + "1");
  }
  CHECK(csv_cell("\r1", true) == "\"'\r1\"");
  CHECK(csv_cell("a=1", true) == "a=1");
  CHECK(csv_cell("", true).empty());
  CHECK(csv_cell("say \"hi\"", false) == "\"say \"\"hi\"\"\"");
}

TEST_CASE("the machine form refuses an id outside the allow-list and leaves the old file") {
  Office office;
  auto rows = small_roster();
  rows[1].employee_id = "=1+1";
  must(office.roster.import(rows, false, false));
  office.add("4402", signed_fact());
  const CsvExport wanted = office.wanted(CsvPreset::machine, true);
  write_bytes(wanted.out, "before");
  const auto done = export_csv(office.data, wanted);
  REQUIRE_FALSE(done.ok());
  CHECK(done.error().code == ErrorCode::bad_input);
  CHECK(bytes_of(wanted.out) == "before");
  CHECK(std::distance(std::filesystem::directory_iterator(office.temp.path), {}) == 2);  // data and out.csv
  CHECK(must(office.ledger.page(1, 10)).empty());
}

TEST_CASE("since and policy choose rows, and the export itself becomes a record") {
  Office office;
  office.publish();
  office.add("4402", signed_fact());
  auto other = signed_fact();
  other.policy = PolicyId{"travel"};
  office.add("4402", other);
  CsvExport wanted = office.wanted(CsvPreset::machine, true);
  const auto rows = [&] { return must(export_csv(office.data, wanted)).rows; };
  CHECK(rows() == 2);
  wanted.policy = PolicyId{"travel"};
  CHECK(rows() == 1);
  wanted.policy = PolicyId{};
  wanted.since = CivilDate{2026, 11, 23};
  CHECK(rows() == 2);
  wanted.since = CivilDate{2026, 11, 24};
  CHECK(rows() == 0);
  const auto leaves = must(office.ledger.page(3, 10));
  REQUIRE(leaves.size() == 4);
  CHECK(leaves[0].kind == "exported");
  CHECK(leaves[0].record.find("\"up_to\":3") != std::string::npos);
}

TEST_CASE("a stopped export leaves nothing behind") {
  Office office;
  office.add("4402", signed_fact());
  CsvExport wanted = office.wanted(CsvPreset::machine, true);
  wanted.progress = [](auto, auto) { return false; };
  CHECK(export_csv(office.data, wanted).error().code == ErrorCode::refused);
  CHECK_FALSE(std::filesystem::exists(wanted.out));
  CHECK(must(office.ledger.size()) == 1);
  wanted.out = office.temp.path / "no" / "such" / "folder.csv";
  CHECK(export_csv(office.data, wanted).error().code == ErrorCode::not_found);
}
