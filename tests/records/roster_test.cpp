#include <doctest/doctest.h>

#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

TEST_CASE("an import adds, changes and retires, and a preview writes nothing") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Roster roster = open_roster(data);
  auto rows = small_roster();
  CHECK(must(roster.import(rows, false, true)).added.size() == 3);
  CHECK(must(roster.list()).empty());
  CHECK(must(roster.import(rows, false, false)).added.size() == 3);
  const PersonId noor = must(roster.by_badge("4402"))->id;

  rows[1].site = "Harbour";
  rows.pop_back();
  rows.push_back({"4499", "Neu Invented", "Drivers", "Harbour", "", "", "", "", ""});
  const ImportPlan preview = must(roster.import(rows, true, true));
  CHECK(preview.added == std::vector<std::string>{"4499"});
  CHECK(preview.changed == std::vector<std::string>{"4402"});
  CHECK(preview.retired == std::vector<std::string>{"4403"});
  CHECK(preview.unchanged == 1);
  CHECK(must(roster.by_badge("4402"))->row.site == "North yard");

  must(roster.import(rows, false, false));
  CHECK_FALSE(must(roster.by_badge("4403"))->retired);  // nobody is retired unasked
  must(roster.import(rows, true, false));
  CHECK(must(roster.by_badge("4403"))->retired);
  CHECK(must(roster.by_badge("4402"))->id == noor);
  CHECK(must(roster.by_badge("4402"))->row.site == "Harbour");
  CHECK(must(roster.by_id(noor))->row.employee_id == "NW-4402");
  CHECK(must(roster.by_badge("4417"))->row.employee_id == "4417");
  CHECK_FALSE(must(roster.by_badge("0000")).has_value());
  CHECK_FALSE(must(roster.by_id(person_number(1))).has_value());
}

TEST_CASE("the list is by name without regard to case and accents, retired people last") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Roster roster = open_roster(data);
  must(roster.import({{"1", "zoe", "", "", "", "", "", "", ""},
                      {"2", "Émile", "", "", "", "", "", "", ""},
                      {"3", "eva", "", "", "", "", "", "", ""},
                      {"4", "Adam", "", "", "", "", "", "", ""}},
                     false, false));
  must(roster.import({{"1", "zoe", "", "", "", "", "", "", ""},
                      {"2", "Émile", "", "", "", "", "", "", ""},
                      {"3", "eva", "", "", "", "", "", "", ""}},
                     true, false));
  std::string badges;
  for (const Person& person : must(roster.list())) badges += person.row.badge;
  CHECK(badges == "2314");
}

TEST_CASE("a badge that is there twice imports nobody") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Roster roster = open_roster(data);
  auto rows = small_roster();
  rows[2].badge = rows[0].badge;
  CHECK(roster.import(rows, false, false).error().code == ErrorCode::bad_input);
  CHECK(must(roster.list()).empty());
}

TEST_CASE("the earliest due date that applies counts") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  Roster roster = open_roster(data);
  must(roster.import(small_roster(), false, false));
  const PolicyId policy{"social-media"};
  const Person sam = must(roster.by_badge("4417")).value();
  const Person noor = must(roster.by_badge("4402")).value();
  const Person alvaro = must(roster.by_badge("4403")).value();
  CHECK_FALSE(must(roster.due(sam, policy)).has_value());
  must(roster.assign({policy, "*", "2026-12-31", 0}));
  must(roster.assign({policy, "Drivers", "2026-12-04", 0}));
  must(roster.assign({policy, "Parcel hub", "", 14}));
  CHECK(must(roster.due(sam, policy)) == CivilDate{2026, 12, 7});  // hired on 2026-11-23
  CHECK(must(roster.due(noor, policy)) == CivilDate{2026, 12, 4});
  CHECK(must(roster.due(alvaro, policy)) == CivilDate{2026, 12, 4});
  CHECK_FALSE(must(roster.due(sam, PolicyId{"other"})).has_value());
  must(roster.assign({policy, "Drivers", "2027-01-15", 0}));  // replaces
  CHECK(must(roster.due(noor, policy)) == CivilDate{2026, 12, 31});
  CHECK(must(roster.assignments()).size() == 3);
}

TEST_CASE("a data directory with half its files missing says which") {
  for (const char* missing : {"ledger.db", "vault.db", "pepper"}) {
    CAPTURE(std::string(missing));
    const TempDir temp;
    const DataDir data = new_data(temp);
    std::filesystem::remove(data.root / missing);
    const auto opened = Roster::open(data);
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::not_found);
    CHECK(opened.error().where == (data.root / missing).string());
    CHECK_FALSE(std::filesystem::exists(data.root / missing));
  }
}
