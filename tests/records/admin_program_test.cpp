// countersign-admin as people run it: what it says, what it leaves, and its exit codes.

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "base/file.hpp"
#include "base/json.hpp"
#include "records/model/canonical.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;
namespace fs = std::filesystem;

TEST_CASE("init --demo makes a whole directory, and a second one refuses it") {
  const Shop shop;
  shop.init_demo();
  for (const char* file :
       {"ledger.db", "vault.db", "pepper", "hr-key", "device-key", "export-key", "checkpoint", "settings.json", "DEMO.txt",
        "policy/content/social-media/policy.json", "policy/quizzes/social-media/photos.json"})
    CHECK(fs::exists(shop.data / file));
  for (const char* file : {"ledger.db", "vault.db", "pepper", "hr-key", "device-key", "export-key", "DEMO.txt"})
    CHECK((fs::status(shop.data / file).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
  const std::string demo = bytes_of(shop.data / "DEMO.txt");
  for (const char* part : {"Sam Kestrel", "badge 4417", "code ", "Noor Example", "PIN 204816", "correct horse battery"})
    CHECK(contains(demo, part));
  CHECK(Json::parse(bytes_of(shop.data / "settings.json"))["terminal"] == "t1");

  const records::DataDir data{shop.data};
  const auto ledger = must(records::Ledger::open(data, {.read_only = true}));
  must(ledger.check([](auto, auto) { return true; }));
  const auto first = must(ledger.page(0, 1)).at(0);
  CHECK(first.kind == "policy_published");
  const Json published = must(records::parse_stored(first.record));
  CHECK(published["documents"].size() >= 1);
  auto sign_in = must(records::SignIn::open(data));
  CHECK(must(sign_in.check_pin("4402", "204816", try_at(morning()))).problem == records::SignInProblem::none);
  const auto at = demo.find("code ");
  CHECK(must(sign_in.check_code("4417", demo.substr(at + 5, 11), try_at(morning()))).problem == records::SignInProblem::none);

  const std::string before = bytes_of(shop.data / "ledger.db");
  const Ran again = shop.run_as_hr({"init", "--policy", shop.policy.string()});
  CHECK(again.code == 2);
  CHECK(contains(again.err, "not empty"));
  CHECK(bytes_of(shop.data / "ledger.db") == before);
}

TEST_CASE("a failed init leaves nothing") {
  const Shop shop;
  const auto leaves_nothing = [&](const Ran& ran, int code) {
    CAPTURE(ran.err);
    CHECK(ran.code == code);
    CHECK_FALSE(ran.err.empty());
    CHECK_FALSE(fs::exists(shop.data));
    CHECK(std::distance(fs::directory_iterator(shop.temp.path), {}) == 2);  // policy and passphrase
  };
  leaves_nothing(shop.run({"init", "--policy", shop.policy.string()}), 2);  // nobody to ask for a passphrase
  leaves_nothing(shop.run_as_hr({"init", "--policy", shop.policy.string(), "--terminal", "Break Room"}), 2);
  leaves_nothing(shop.run_as_hr({"init", "--policy", (shop.temp.path / "none").string()}), 1);
  write_bytes(shop.passphrase, "too short\n");
  leaves_nothing(shop.run_as_hr({"init", "--policy", shop.policy.string()}), 2);
  write_bytes(shop.passphrase, "correct horse battery\n");
  replace_in(shop.policy / "content" / "social-media" / "policy.json", "\"version\"", "\"versoin\"");
  leaves_nothing(shop.run_as_hr({"init", "--policy", shop.policy.string()}), 1);
}

TEST_CASE("content check: 0 for a good pack, 1 with file, line and cure for a bad one, 3 for none") {
  const Shop shop;
  const std::string folder = (shop.policy / "content" / "social-media").string();
  CHECK(run_program({ADMIN_PROGRAM, "content", "check", folder}).code == 0);
  CHECK(run_program({ADMIN_PROGRAM, "content", "check", folder + "-none"}).code == 3);
  replace_in(shop.policy / "quizzes" / "social-media" / "photos.json", "\"pass_mark\"", "\"pass_makr\"");
  const Ran bad = run_program({ADMIN_PROGRAM, "content", "check", folder});
  CHECK(bad.code == 1);
  CHECK(contains(bad.err, "photos.json:"));
  const Ran json = run_program({ADMIN_PROGRAM, "content", "check", folder, "--json"});
  CHECK(json.code == 1);
  CHECK(Json::parse(json.out).size() >= 1);
}

TEST_CASE("content check tells the faults of pack and quizzes together, and files that no module uses") {
  const Shop shop;
  const fs::path folder = shop.policy / "content" / "social-media";
  const fs::path quizzes = shop.policy / "quizzes" / "social-media";
  write_bytes(quizzes / "old.json", "{}");
  const Ran unused = run_program({ADMIN_PROGRAM, "content", "check", folder.string()});
  CHECK(unused.code == 0);
  CHECK(contains(unused.err, "old.json: warning: no module uses this file"));
  replace_in(folder / "text" / "en" / "photos.md", "clause=PH-2", "clause=PH-9");
  replace_in(quizzes / "photos.json", "\"pass_mark\"", "\"pass_makr\"");
  const Ran both = run_program({ADMIN_PROGRAM, "content", "check", folder.string()});
  CHECK(both.code == 1);
  for (const char* file : {"photos.md:", "photos.json:", "old.json:"}) CHECK(contains(both.err, file));
}

TEST_CASE("content check --on judges the review date as on that day") {
  const Shop shop;
  const std::string folder = (shop.policy / "content" / "social-media").string();
  const auto on = [&](const char* day) { return run_program({ADMIN_PROGRAM, "content", "check", folder, "--on", day}); };
  CHECK(on("2026-11-30").code == 0);
  const Ran late = on("2027-12-01");
  CHECK(late.code == 1);
  CHECK(contains(late.err, "the review date 2027-11-30 is past"));
  CHECK(on("2027-02-30").code == 2);
  CHECK(on("tomorrow").code == 2);
}

TEST_CASE("content check warns of a character that no installed font has, with its line") {
  const Shop shop;
  const auto folder = shop.policy / "content" / "social-media";
  const auto card = folder / "text" / "en" / "photos.md";
  const std::string before = must(read_file(card, 1 << 20));
  const std::string word = " a passenger ";
  const auto at = before.find(word);
  REQUIRE(at != std::string::npos);
  replace_in(card, word, " a \xF3\xA0\xBF\xB0passenger ");  // U+E0FF0: not assigned, so no font's
  const Ran ran = run_program({ADMIN_PROGRAM, "content", "check", folder.string(), "--json"});
  CHECK(ran.code == 0);
  bool found = false;
  for (const Json& problem : Json::parse(ran.out)) {
    if (!contains(problem.at("what"), "U+E0FF0")) continue;
    found = true;
    CHECK(problem.at("warning") == true);
    CHECK(problem.at("line") == std::count(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1);
  }
  CHECK(found);
}

TEST_CASE("names are shown only with the passphrase") {
  const Shop shop;
  shop.init_demo();
  for (const std::vector<std::string>& verb :
       {std::vector<std::string>{"roster", "list"}, {"status"}, {"report", "overdue"}, {"roster", "list", "--json"}}) {
    const Ran without = shop.run(verb);
    CHECK(without.code == 0);
    CHECK_FALSE(contains(without.out, "Kestrel"));
    CHECK(contains(without.err, "random id"));
  }
  CHECK(contains(shop.run_as_hr({"roster", "list"}).out, "Sam Kestrel"));
  CHECK(Json::parse(shop.run_as_hr({"roster", "list", "--json"}).out).size() == 24);
  write_bytes(shop.passphrase, "something else\n");
  const Ran wrong = shop.run_as_hr({"roster", "list"});
  CHECK(wrong.code == 3);
  CHECK(wrong.out.empty());
  CHECK(shop.run({"roster", "list", "--passphrase-file", "/nonexistent"}).code == 3);
}

TEST_CASE("a name that would steer a terminal reaches it as text, from every table") {
  const DemoShop shop;
  write_bytes(shop.file("staff.csv"),
              "badge,name,group\n4499,Eve\xc2\x9b"
              "2J\xe2\x80\xae,Drivers\n");
  const Ran import = shop.run_as_hr({"roster", "import", shop.file("staff.csv")});
  REQUIRE_MESSAGE(import.code == 0, import.err);
  REQUIRE(shop.run({"assign", "--policy", "social-media", "--group", "Drivers", "--due", "2020-01-31"}).code == 0);
  for (const std::vector<std::string>& verb : {std::vector<std::string>{"roster", "list"}, {"status"}, {"report", "overdue"}}) {
    const Ran shown = shop.run_as_hr(verb);
    CAPTURE(shown.out);
    CHECK(contains(shown.out, "Eve\\u009B2J\\u202E"));
    CHECK_FALSE(contains(shown.out, "\u009b"));
  }
  CHECK(contains(shop.run_as_hr({"roster", "list", "--json"}).out, "Eve\u009b2J\u202e"));  // for programs, as it is
}

TEST_CASE("countersign-admin leaves no core dump") {
  const Ran ran = run_program({ADMIN_PROGRAM, "--version"});
  CHECK(ran.code == 0);
  std::istringstream words(ran.core_limits);
  std::string word;
  for (const char* heading : {"Max", "core", "file", "size"}) CHECK((words >> word && word == heading));
  for (const char* limit : {"soft", "hard"}) {
    CAPTURE(limit);
    CHECK((words >> word && (word == "0" || word == "1")));
  }
}

TEST_CASE("a code needs the passphrase and leaves a record") {
  const Shop shop;
  shop.init_demo();
  const auto records_now = [&] { return Json::parse(shop.run({"status", "--json"}).out)["records"].get<int>(); };
  const int before = records_now();
  CHECK(shop.run({"code", "4408"}).code == 2);
  CHECK(shop.run_as_hr({"code", "0000"}).code == 2);
  CHECK(records_now() == before);
  const Ran issued = shop.run_as_hr({"code", "4408"});
  CHECK(issued.code == 0);
  CHECK(records_now() == before + 1);
  auto sign_in = must(records::SignIn::open(records::DataDir{shop.data}));
  CHECK(must(sign_in.check_code("4408", issued.out.substr(0, 11), try_at(morning()))).problem == records::SignInProblem::none);
}

TEST_CASE("assign, report, export, backup: done and refused") {
  const Shop shop;
  shop.init_demo();
  CHECK(shop.run({"assign", "--policy", "social-media", "--group", "Drivers", "--due", "2020-01-31"}).code == 0);
  CHECK(shop.run({"assign", "--policy", "social-media", "--group", "Pilots", "--due", "2027-01-31"}).code == 2);
  CHECK(shop.run({"assign", "--policy", "none", "--group", "*", "--due", "2027-01-31"}).code == 2);
  CHECK(shop.run({"assign", "--policy", "social-media", "--group", "*", "--due", "31.1.2027"}).code == 2);
  CHECK(shop.run({"assign", "--policy", "social-media", "--group", "*", "--due", "2027-01-31", "--due-days", "3"}).code == 2);
  const Json late = Json::parse(shop.run_as_hr({"report", "overdue", "--json"}).out)["overdue"];
  CHECK(late.size() == 6);  // the drivers
  CHECK(late[0]["due"] == "2020-01-31");
  const Json counts = Json::parse(shop.run({"report", "completion", "--json"}).out);
  int people = 0;
  for (const Json& line : counts) people += line["people"].get<int>();
  CHECK(people == 24);

  const std::string out = (shop.temp.path / "out.csv").string();
  CHECK(shop.run({"export", "csv", "--out", out}).code == 0);
  CHECK(bytes_of(out).starts_with("record_id,employee_id,"));
  CHECK(shop.run({"export", "csv", "--out", out, "--since", "soon"}).code == 2);
  CHECK(shop.run({"export", "csv", "--out", out, "--preset", "lotus"}).code == 2);
  CHECK(shop.run({"export", "csv", "--out", "/nonexistent/out.csv"}).code == 3);

  const std::string copy = (shop.temp.path / "copy.db").string();
  CHECK(shop.run({"backup", "--out", copy}).code == 0);
  CHECK(shop.run({"backup", "--out", copy}).code == 2);
}

TEST_CASE("due dates that count from a sealed first day are said to be unknown, never not overdue") {
  const Shop shop;
  shop.init_demo();
  const auto text_of = [&](std::vector<std::string> verb) { return shop.run(std::move(verb)).out; };
  const auto json_of = [&](std::vector<std::string> verb, bool as_hr) {
    verb.emplace_back("--json");
    return Json::parse((as_hr ? shop.run_as_hr(verb) : shop.run(verb)).out);
  };
  const auto sum_of = [](const Json& lines, const char* key) {
    int sum = 0;
    for (const Json& line : lines) sum += line[key].get<int>();
    return sum;
  };
  CHECK(shop.run({"assign", "--policy", "social-media", "--group", "*", "--due", "2099-12-31"}).code == 0);
  CHECK(contains(text_of({"report", "overdue"}), "Nothing is overdue."));
  CHECK_FALSE(contains(text_of({"status"}), "passphrase"));
  CHECK(contains(text_of({"assign", "--policy", "social-media", "--group", "Drivers", "--due-days", "14"}), "sealed"));
  for (const std::vector<std::string>& verb :
       {std::vector<std::string>{"status"}, {"report", "overdue"}, {"report", "completion"}}) {
    CAPTURE(verb.back());
    const std::string said = text_of(verb);
    CHECK(contains(said, "not known of 6 people"));
    CHECK(contains(said, "HR passphrase"));
    CHECK_FALSE(contains(said, "Nothing is overdue"));
    CHECK_FALSE(contains(shop.run_as_hr(verb).out, "not known"));
  }
  CHECK(json_of({"report", "overdue"}, false)["due_dates_unknown"] == 6);
  CHECK(json_of({"report", "overdue"}, false)["overdue"].empty());
  CHECK(json_of({"status"}, false)["due_dates_unknown"] == 6);
  CHECK(sum_of(json_of({"report", "completion"}, false), "due_dates_unknown") == 6);

  CHECK(json_of({"report", "overdue"}, true)["due_dates_unknown"] == 0);
  CHECK(json_of({"report", "overdue"}, true)["overdue"].size() == 6);  // hired long ago
  CHECK(json_of({"status"}, true)["due_dates_unknown"] == 0);
  CHECK(sum_of(json_of({"report", "completion"}, true), "overdue") == 6);

  const fs::path file = shop.temp.path / "staff.csv";
  write_bytes(file, "badge,name,group\n9001,New One,Drivers\n");
  CHECK(shop.run_as_hr({"roster", "import", file.string()}).code == 0);
  CHECK(contains(shop.run_as_hr({"report", "overdue"}).out, "not known of 1 person"));
  CHECK(contains(shop.run_as_hr({"report", "overdue"}).out, "which the roster lacks"));
  CHECK(shop.run({"assign", "--policy", "social-media", "--group", "Drivers", "--due", "2020-01-31"}).code == 0);
  CHECK(json_of({"report", "overdue"}, false)["due_dates_unknown"] == 0);
}

TEST_CASE("roster import: 0, or 1 with every bad row and nothing imported, or 3 without the file") {
  const Shop shop;
  shop.init_demo();
  const fs::path file = shop.temp.path / "staff.csv";
  write_bytes(file, "Employee_ID;Full Name\n9001;New One\n9002;\n;Nobody\n");
  CHECK(shop.run({"roster", "import", file.string()}).code == 2);  // names are sealed
  const std::vector<std::string> import = {"roster", "import",        file.string(), "--map", "badge=Employee_ID",
                                           "--map",  "name=Full Name"};
  const auto with = [&](const char* flag) {
    auto words = import;
    words.emplace_back(flag);
    return shop.run_as_hr(words);
  };
  const Ran bad = shop.run_as_hr(import);
  CHECK(bad.code == 1);
  CHECK(contains(bad.err, "staff.csv:3: "));
  CHECK(contains(bad.err, "staff.csv:4: "));
  const auto people = [&] { return Json::parse(shop.run({"roster", "list", "--json"}).out).size(); };
  CHECK(people() == 24);
  const Ran bad_json = with("--json");
  CHECK(bad_json.code == 1);
  const Json told = Json::parse(bad_json.out);
  CHECK(told["imported"] == false);
  CHECK(told["rows"] == 3);
  REQUIRE(told["problems"].size() == 2);
  CHECK(told["problems"][0]["line"] == 3);
  CHECK_FALSE(contains(bad_json.out, "9001"));
  CHECK(contains(with("--dry-run").out, "9001"));
  CHECK(people() == 24);
  CHECK(with("--partial").code == 1);
  CHECK(people() == 25);
  CHECK(shop.run_as_hr({"roster", "import", (shop.temp.path / "none.csv").string()}).code == 3);
  CHECK(shop.run({"roster", "import", file.string(), "--map", "badge"}).code == 2);
}

TEST_CASE("wrong use is 2, help is 0, a damaged or missing data directory is 3") {
  const Shop shop;
  CHECK(run_program({ADMIN_PROGRAM}).code == 2);
  CHECK(run_program({ADMIN_PROGRAM, "--nonsense"}).code == 2);
  CHECK(run_program({ADMIN_PROGRAM, "status"}).code == 2);
  CHECK(run_program({ADMIN_PROGRAM, "--version"}).code == 0);
  for (const std::vector<std::string>& verb : {std::vector<std::string>{},
                                               {"init"},
                                               {"roster"},
                                               {"roster", "import"},
                                               {"roster", "list"},
                                               {"code"},
                                               {"assign"},
                                               {"status"},
                                               {"report"},
                                               {"report", "completion"},
                                               {"report", "overdue"},
                                               {"export"},
                                               {"export", "csv"},
                                               {"content"},
                                               {"content", "check"},
                                               {"backup"}}) {
    auto words = verb;
    words.emplace_back("--help");
    const Ran help = shop.run(words);
    CHECK(help.code == 0);
    CHECK(contains(help.out, "Example: countersign-admin"));
  }
  CHECK(shop.run({"status"}).code == 3);
  shop.init_demo();
  write_bytes(shop.data / "ledger.db", "garbage");
  for (const std::vector<std::string>& verb : {std::vector<std::string>{"status"},
                                               {"report", "completion"},
                                               {"roster", "list"},
                                               {"export", "csv", "--out", (shop.temp.path / "x.csv").string()},
                                               {"backup", "--out", (shop.temp.path / "x.db").string()}}) {
    const Ran ran = shop.run(verb);
    CHECK(ran.code == 3);
    CHECK(contains(ran.err, "ledger.db"));
  }
  CHECK(bytes_of(shop.data / "ledger.db") == "garbage");
}

TEST_CASE("sqlite3 and sha256sum alone come to the same hashes") {
  if (run_program({"/bin/sh", "-c", "command -v sqlite3 && command -v sha256sum"}).code != 0) {
    MESSAGE("left out: sqlite3 or sha256sum is not installed");
    return;
  }
  const TempDir temp;
  const records::DataDir data = new_data(temp);
  {
    auto ledger = must(records::Ledger::open(data));
    auto record = signed_acknowledgement(person_number(1));
    record.group = "Qu\"ote \\ t\u00e4b\t\u20ac";
    must(ledger.append(record, &any_key()));
    must(ledger.append(record_of(person_number(2), records::QuizFinished{ModuleId{"why"}, sha256("q"), 1, 500, false, 9})));
    must(ledger.append(
        record_of(person_number(3), records::PolicyPublished{PolicyId{"p"}, "1.0", {{Language{"en"}, sha256("d")}}, "hr"})));
  }
  const std::string script = std::string(COUNTERSIGN_SOURCE_DIR) + "/tests/records/recompute.sh";
  const Ran ran = run_program({"/bin/sh", script, data.ledger().string()});
  CAPTURE(ran.err);
  CHECK(ran.code == 0);
  CHECK(ran.out == "3 records agree\n");
}
