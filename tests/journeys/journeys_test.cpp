// What people do with the kiosk, through the real window with real X events. Targets are found by role and name.

#include <doctest/doctest.h>

#include <X11/keysym.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "content/pack/load.hpp"
#include "quizzes/engine/quiz.hpp"
#include "records/store/ledger.hpp"
#include "tests/journeys/kiosk.hpp"

using namespace countersign;
using journeys::Kiosk;

namespace {

const std::filesystem::path kiosk_program = COUNTERSIGN_KIOSK;
const std::filesystem::path admin_program = COUNTERSIGN_ADMIN;
constexpr char chosen_pin[] = "284917";

// A fresh demo organisation, made by the real program; removed at the end.
struct Demo {
  std::filesystem::path folder;

  explicit Demo(const char* name)
      : folder(std::filesystem::temp_directory_path() / ("countersign-journey-" + std::string(name))) {
    std::filesystem::remove_all(folder);
    const std::string command = admin_program.string() + " --data " + folder.string() + " init --demo >/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
  }
  ~Demo() { std::filesystem::remove_all(folder); }

  // The word after `what` on the line of `badge` in DEMO.txt.
  std::string secret(const std::string& badge, const std::string& what) const {
    std::ifstream file(folder / "DEMO.txt");
    for (std::string line; std::getline(file, line);) {
      if (line.find("badge " + badge) == std::string::npos) continue;
      const auto at = line.find(what + " ");
      if (at != std::string::npos) return line.substr(at + what.size() + 1);
    }
    FAIL("no " << what << " for badge " << badge);
    return {};
  }

  std::string passphrase() const {
    std::ifstream notes(folder / "DEMO.txt");
    const std::string label = "HR passphrase: ";
    std::string line;
    while (std::getline(notes, line) && line.rfind(label, 0) != 0) {
    }
    return line.substr(label.size());
  }

  // HR's answer to a blocked badge: the real command, with the passphrase from a file.
  std::string new_code(const std::string& badge) const {
    std::ofstream(folder / "passphrase.txt") << passphrase() << '\n';
    const std::string out = (folder / "code.json").string();
    REQUIRE(std::system((admin_program.string() + " --data " + folder.string() + " --passphrase-file " +
                         (folder / "passphrase.txt").string() + " code " + badge + " --json >" + out)
                            .c_str()) == 0);
    std::ifstream file(out);
    return Json::parse(file).at("code");
  }

  std::vector<std::string> kinds() const {
    const auto ledger = records::Ledger::open({folder});
    REQUIRE(ledger.ok());
    std::vector<std::string> out;
    const auto leaves = ledger->page(0, 2000);
    REQUIRE(leaves.ok());
    for (const auto& leaf : *leaves) out.push_back(leaf.kind);
    return out;
  }
  long count(const char* kind) const {
    const auto all = kinds();
    return std::count(all.begin(), all.end(), kind);
  }
};

// The pack and the right answers, as the teacher has them.
struct Teacher {
  content::Pack pack;
  quiz::Quizzes quizzes;

  explicit Teacher(const Demo& demo) {
    const records::DataDir data{demo.folder};
    auto loaded = content::load_pack(data.policy_content());
    auto asked = quiz::load_quizzes(data.policy_quizzes(), loaded.pack, data.policy_content());
    REQUIRE_FALSE(has_errors(asked.problems));
    pack = std::move(loaded.pack);
    quizzes = std::move(asked.quizzes);
  }

  // The item on the screen, told by its prompt, or by the words of its first scene.
  const quiz::Item& item(const std::string& all_text) const {
    const quiz::Item* best = nullptr;
    std::size_t longest = 0;
    for (const auto& [module, quiz] : quizzes)
      for (const auto& item : quiz.items) {
        const auto& words = quiz.text(item.id, pack.source_language, pack.source_language);
        const std::string& told = item.kind == quiz::ItemKind::scenario ? words.nodes.at(item.start).text : words.prompt;
        if (told.size() <= longest || all_text.find(told) == std::string::npos) continue;
        longest = told.size();
        best = &item;
      }
    if (best == nullptr) throw std::runtime_error("no item fits: " + all_text);
    return *best;
  }
};

void sign_in(Kiosk& kiosk, const std::string& badge, const std::string& pin) {
  kiosk.read_badge(badge);
  kiosk.expect_screen("pin");
  kiosk.type_digits(pin);
}

// From the code's pad to the training, with a PIN chosen.
void use_code(Kiosk& kiosk, const std::string& code) {
  for (const char sign : code)
    if (sign != '-' && sign > ' ') kiosk.tap_id(std::string("key.") + static_cast<char>(std::tolower(sign)));
  kiosk.tap_id("primary");
  kiosk.expect_screen("new_pin");
  kiosk.type_digits(chosen_pin);
  kiosk.expect(
      [&] {
        return kiosk.screen_name().find("again") != std::string::npos || kiosk.shows_text("once more") ||
               kiosk.shows_text("again");
      },
      "the second time");
  kiosk.type_digits(chosen_pin);
  kiosk.expect_screen("training");
}

void enrol(Kiosk& kiosk, const Demo& demo) {
  kiosk.tap("button", "Touch to start");
  kiosk.tap("button", "First time? Use your code");
  kiosk.type_digits("4417");
  kiosk.tap("button", "Next");
  use_code(kiosk, demo.secret("4417", "code"));
}

std::vector<std::string> best_path(const quiz::Item& item, const NodeId& from, double& score) {
  std::vector<std::string> best;
  score = -1;
  const quiz::Node* node = item.node(from);
  if (node == nullptr) return best;
  for (const auto& choice : node->choices) {
    double reached = choice.score;
    std::vector<std::string> rest;
    if (!choice.next.empty()) rest = best_path(item, choice.next, reached);
    if (reached <= score) continue;
    score = reached;
    best = {choice.id.value};
    best.insert(best.end(), rest.begin(), rest.end());
  }
  return best;
}

// Top to bottom. The first part has no button up, the last none down.
std::vector<std::string> order_shown(Kiosk& kiosk) {
  std::map<std::string, double> rows;
  const Json screen = kiosk.screen();
  for (const Json& node : screen.at("nodes")) {
    const std::string id = node.at("id");
    const double y = node.at("rect_px")[1].get<double>();
    if (id.rfind("up.", 0) == 0) rows[id.substr(3)] = y;
    if (id.rfind("down.", 0) == 0) rows[id.substr(5)] = y;
  }
  std::vector<std::pair<double, std::string>> places;
  for (const auto& [part, y] : rows) places.emplace_back(y, part);
  std::sort(places.begin(), places.end());
  std::vector<std::string> out;
  for (const auto& place : places) out.push_back(place.second);
  return out;
}

// With a finger or with keys.
using Press = void (Kiosk::*)(const std::string& id);

void put_in_order(Kiosk& kiosk, const quiz::Item& item, Press press) {
  for (std::size_t place = 0; place < item.order.size(); ++place)
    while (order_shown(kiosk).at(place) != item.order[place].value) (kiosk.*press)("up." + item.order[place].value);
}

void answer(Kiosk& kiosk, const Teacher& teacher, Press press) {
  const quiz::Item& item = teacher.item(kiosk.all_text());
  for (const auto& choice : item.choices)
    if (choice.right) (kiosk.*press)("choice." + choice.id.value);
  for (const auto& [source, target] : item.pairs) {
    (kiosk.*press)("source." + source.value);
    (kiosk.*press)("target." + target.value);
  }
  if (item.kind == quiz::ItemKind::sequencing) put_in_order(kiosk, item, press);
  if (item.kind == quiz::ItemKind::scenario) {
    double score = 0;
    for (const auto& choice : best_path(item, item.start, score)) {
      (kiosk.*press)("choice." + choice);
      (kiosk.*press)("primary");
    }
  } else {
    (kiosk.*press)("primary");
  }
  (kiosk.*press)("next");
}

bool on(Kiosk& kiosk, const std::string& name) { return kiosk.screen_name().rfind(name, 0) == 0; }

// Reads cards and answers questions until the screen `until` comes.
void learn(Kiosk& kiosk, const Teacher& teacher, const std::string& until, Press press = &Kiosk::tap_id) {
  for (int presses = 0; presses < 600 && !on(kiosk, until); ++presses) {
    if (on(kiosk, "quiz."))
      answer(kiosk, teacher, press);
    else
      (kiosk.*press)("primary");
  }
  REQUIRE(on(kiosk, until));
}

void draw_signature(Kiosk& kiosk) {
  std::vector<std::pair<double, double>> points;
  for (int i = 0; i < 60; ++i) points.emplace_back(80 + 5.0 * i, 140 + ((i / 6) % 2 == 0 ? 1 : -1) * (i % 6) * 12.0);
  kiosk.drag("pad.signature", points);
}

}  // namespace

TEST_CASE("a new hire's first day, from the code to the receipt, and HR exports it") {
  const Demo demo("first-day");
  const Teacher teacher(demo);
  {
    Kiosk kiosk(kiosk_program, demo.folder);
    enrol(kiosk, demo);
    learn(kiosk, teacher, "sign");
    kiosk.tap_id("statement.0");
    kiosk.tap_id("statement.1");
    kiosk.tap_id("statement.2");
    kiosk.tap_id("consent");
    draw_signature(kiosk);
    kiosk.tap("button", "Sign with my PIN");
    kiosk.type_digits(chosen_pin);
    kiosk.expect_screen("receipt");
    CHECK(kiosk.shows_text("Signed and on record."));
    kiosk.tap("button", "Done");
    kiosk.expect_screen("attract");
    CHECK(kiosk.close() == 0);
  }
  CHECK(demo.count("acknowledged") == 1);
  CHECK(demo.count("module_finished") == static_cast<long>(teacher.pack.modules.size()));
  const std::string csv = (demo.folder / "out.csv").string();
  REQUIRE(std::system((admin_program.string() + " --data " + demo.folder.string() + " export csv --out " + csv + " >/dev/null")
                          .c_str()) == 0);
  std::ifstream file(csv);
  std::stringstream text;
  text << file.rdbuf();
  CHECK(text.str().find("acknowledged") != std::string::npos);
}

TEST_CASE("a field worker who walks away comes back to the exact card, also after the power fails") {
  const Demo demo("field-worker");
  const std::string pin = demo.secret("4402", "PIN");
  std::string card;
  {
    Kiosk kiosk(kiosk_program, demo.folder);
    sign_in(kiosk, "4402", pin);
    kiosk.tap("button", "Continue");
    kiosk.expect_screen("reading");
    const std::string first = kiosk.screen_name();
    for (int page = 0; page < 20 && kiosk.screen_name() == first; ++page) kiosk.tap_id("primary");
    card = kiosk.screen_name();
    kiosk.advance(121'000);
    kiosk.expect([&] { return kiosk.shows_text("Do you need more time?"); }, "the question");
    kiosk.key(XK_Tab);  // somebody brushes against the terminal: that is no answer, and the count goes on
    kiosk.advance(31'000);
    kiosk.expect_screen("attract");
    CHECK_FALSE(kiosk.shows_text("Noor"));
    sign_in(kiosk, "4402", pin);
    kiosk.tap("button", "Continue");
    kiosk.expect([&] { return kiosk.screen_name() == card; }, card);
    kiosk.kill_hard();
  }
  Kiosk again(kiosk_program, demo.folder);
  sign_in(again, "4402", pin);
  again.tap("button", "Continue");
  again.expect([&] { return again.screen_name() == card; }, card);
}

void try_wrong_pin(Kiosk& kiosk, const std::string& badge) {
  if (!on(kiosk, "pin")) kiosk.read_badge(badge);
  kiosk.expect_screen("pin");
  kiosk.expect([&] { return kiosk.screen().dump().find("\"busy\"") == std::string::npos; }, "the end of the check");
  kiosk.type_digits("739164");
}

TEST_CASE("wrong PINs lead to growing delays, the same for a badge that does not exist, until only a new code helps") {
  const Demo demo("wrong-pin");
  Kiosk kiosk(kiosk_program, demo.folder);
  for (const char* badge : {"999999", "4402"}) {
    CAPTURE(badge);
    for (int attempt = 0; attempt < 6; ++attempt) try_wrong_pin(kiosk, badge);
    kiosk.expect([&] { return kiosk.shows_text("Too many tries."); }, "the delay");
    kiosk.tap("button", "Back");
  }
  constexpr int longest_delay_ms = 15 * 60'000;
  for (int attempt = 5; attempt < 20; ++attempt) {
    CHECK(demo.count("locked_out") == 0);
    kiosk.advance(longest_delay_ms + 1'000);
    kiosk.expect_screen("attract");
    try_wrong_pin(kiosk, "4402");
    kiosk.expect([&] { return kiosk.shows_text("That did not work.") || kiosk.shows_text("This badge is blocked."); },
                 "the answer");
  }
  CHECK(kiosk.shows_text("This badge is blocked."));
  kiosk.tap("button", "I have a new code");
  use_code(kiosk, demo.new_code("4402"));
  CHECK(demo.count("locked_out") == 1);
}

TEST_CASE("the kiosk leaves no core dump") {
  const Demo demo("no-core-dump");
  const Kiosk kiosk(kiosk_program, demo.folder);
  std::ifstream limits("/proc/" + std::to_string(kiosk.program()) + "/limits");
  const std::string heading = "Max core file size";
  std::string line;
  while (std::getline(limits, line) && !line.starts_with(heading)) {
  }
  REQUIRE(line.starts_with(heading));
  std::istringstream words(line.substr(heading.size()));
  std::uint64_t soft_bytes = 2;  // "unlimited" is no number
  std::uint64_t hard_bytes = 2;
  words >> soft_bytes >> hard_bytes;
  CHECK(words);
  CHECK(soft_bytes <= 1);
  CHECK(hard_bytes <= 1);
}

TEST_CASE("someone who declines says why, and it is on record") {
  const Demo demo("decline");
  const Teacher teacher(demo);
  {
    Kiosk kiosk(kiosk_program, demo.folder);
    sign_in(kiosk, "4402", demo.secret("4402", "PIN"));
    kiosk.expect_screen("training");
    learn(kiosk, teacher, "sign");
    kiosk.tap("button", "Decline");
    kiosk.expect_screen("decline");
    kiosk.tap("textbox", "Your reason");
    for (const char key : std::string("not yet"))
      kiosk.tap_id(std::string("key.") + (key == ' ' ? "space" : std::string(1, key)));
    kiosk.tap_id("primary");
    kiosk.expect_screen("noted");
  }
  CHECK(demo.count("declined") == 1);
  CHECK(demo.count("acknowledged") == 0);
}

TEST_CASE("without a pointer: badge, PIN, a module and its quiz, a dialog and the way back, by keys alone") {
  const Demo demo("keys");
  const Teacher teacher(demo);
  Kiosk kiosk(kiosk_program, demo.folder);
  kiosk.read_badge("4402");
  kiosk.expect_screen("pin");
  kiosk.type(demo.secret("4402", "PIN"));
  kiosk.expect_screen("training");
  kiosk.press_by_keys("primary");
  kiosk.expect_screen("reading");
  const std::string card = kiosk.screen_name();
  kiosk.press_by_keys("tool.help");
  kiosk.expect([&] { return kiosk.shows("dialog", "Help"); }, "the help");
  kiosk.key(XK_Escape);
  kiosk.expect([&] { return !kiosk.shows("dialog", "Help"); }, "the card again");
  CHECK(kiosk.screen_name() == card);
  learn(kiosk, teacher, "quiz_result", &Kiosk::press_by_keys);
  kiosk.expect([&] { return demo.count("quiz_finished") == 1; }, "the quiz on record");
  kiosk.press_by_keys("primary");
  kiosk.expect([&] { return !on(kiosk, "quiz_result"); }, "what comes after the quiz");
}

TEST_CASE("a full screen is left with the corner and HR's passphrase, and in no other way") {
  const Demo demo("full-screen");
  Kiosk kiosk(kiosk_program, demo.folder, Kiosk::Screen::full);
  kiosk.ask_to_close();
  kiosk.key(XK_Escape);
  kiosk.advance(1'000);
  CHECK(kiosk.running());
  CHECK(on(kiosk, "attract"));
  kiosk.hold_corner(3'100);
  kiosk.expect_screen("leave");
  kiosk.type("not the passphrase");
  kiosk.tap_id("primary");
  kiosk.expect([&] { return kiosk.shows_text("That is not the passphrase."); }, "the refusal");
  kiosk.type(demo.passphrase());
  kiosk.tap_id("primary");
  kiosk.expect_screen("staff");
  kiosk.tap("button", "Close the kiosk");
  CHECK(kiosk.wait_for_end() == 0);
}

TEST_CASE("language and text size can change midway, and nothing is lost") {
  const Demo demo("midway");
  Kiosk kiosk(kiosk_program, demo.folder);
  sign_in(kiosk, "4402", demo.secret("4402", "PIN"));
  kiosk.tap("button", "Continue");
  kiosk.expect_screen("reading");
  const std::string card = kiosk.screen_name();
  kiosk.tap_id("tool.language");
  kiosk.tap_id("language.fr");
  kiosk.try_tap_id("close");
  kiosk.expect([&] { return kiosk.screen().at("language") == "fr"; }, "French");
  CHECK(kiosk.screen_name() == card);
  kiosk.tap_id("tool.display");
  kiosk.tap_id("scale.200");
  kiosk.try_tap_id("close");
  kiosk.expect([&] { return kiosk.screen().at("text_scale") == 200; }, "200 %");
  CHECK(kiosk.screen_name() == card);
}
