#include "kiosk/shell/tour.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "admin/export/csv.hpp"
#include "admin/people/actions.hpp"
#include "base/file.hpp"
#include "kiosk/shell/dump.hpp"
#include "kiosk/shell/solver.hpp"
#include "kiosk/view/ids.hpp"
#include "records/store/machine.hpp"

namespace countersign::shell {

namespace {

namespace id = view::id;
constexpr char tour_pin[] = "284917";
constexpr char wrong_pin[] = "739164";
constexpr int pages_max = 60;  // of one screen, at the largest letters on the smallest panel

class Tour {
 public:
  Tour(App& app, Driver& driver, std::filesystem::path out) : app_(app), driver_(driver), out_(std::move(out)) {}

  // Plays everything; afterwards `error` says what went wrong, if anything did.
  void play(const std::string& badge, const std::string& code) {
    before_sign_in();
    first_sign_in(badge, code);
    overlays();
    leave_and_come_back(badge);
    learn_everything();
    sign();
    my_records();
  }

  std::optional<Error> error;
  TourCounts counts;
  std::vector<ui::ScreenTree> trees;

 private:
  bool failed() const { return error.has_value(); }

  void tap(const std::string& target) {
    if (failed()) return;
    if (const auto tapped = driver_.tap(target); !tapped) error = tapped.error();
  }

  // On a small panel the keyboard lies over Back until it is hidden.
  void back() {
    const std::string hide = std::string(id::key) + ".hide";
    if (!failed() && !driver_.shows(id::back) && driver_.shows(hide)) tap(hide);
    tap(id::back);
  }

  void pad(const std::string& digits) {
    if (failed()) return;
    if (const auto typed = driver_.type_on_pad(digits); !typed) error = typed.error();
  }

  void keyboard(const std::string& text) {
    if (failed()) return;
    if (const auto typed = driver_.type_on_keyboard(text); !typed) error = typed.error();
  }

  template <class ScreenType>
  const ScreenType* on() const {
    return std::get_if<ScreenType>(&app_.state().screen);
  }

  template <class ScreenType>
  void expect(const char* what) {
    if (!failed() && on<ScreenType>() == nullptr)
      error = Error{ErrorCode::not_found, std::string("expected ") + what + ", found " + app_.tree().name, "", ""};
  }

  void shot(const std::string& name) {
    if (failed()) return;
    driver_.settle();
    const auto written = write_png(out_ / fmt::format("{:02}-{}.png", ++counts.screens, name), app_.capture());
    if (!written) error = written.error();
    ui::ScreenTree tree = app_.tree();
    tree.name = fmt::format("{:02}-{}", counts.screens, name);
    trees.push_back(std::move(tree));
  }

  void before_sign_in() {
    shot("attract");
    tap(id::call);
    shot("call");
    back();
    tap(id::ask);
    shot("ask");
    keyboard("photo");
    shot("ask-hits");
    tap(std::string(id::hit) + ".0");
    shot("ask-card");
    back();
    if (!on<flow::AttractScreen>()) back();
    expect<flow::AttractScreen>("attract");
  }

  void first_sign_in(const std::string& badge, const std::string& code) {
    tap(id::start);
    shot("badge");
    tap(id::use_code);
    shot("code-badge");
    pad(badge);
    tap(id::primary);
    shot("code");
    keyboard(code);
    shot("code-typed");
    tap(id::primary);
    expect<flow::NewPinScreen>("the choice of a PIN");
    shot("new-pin");
    pad("111111");
    shot("new-pin-too-simple");
    pad(tour_pin);
    shot("new-pin-again");
    pad(tour_pin);
    expect<flow::TrainingScreen>("the training");
    shot("training");
    driver_.wait(milliseconds{6000});
  }

  void overlays() {
    tap(id::primary);
    expect<flow::ReadingScreen>("a card");
    shot("reading");
    tap(id::tool_help);
    shot("help");
    tap(id::close);
    tap(id::tool_display);
    shot("display");
    tap(id::close);
    tap(id::tool_language);
    shot("language");
    const Language before = app_.world().defaults.language;  // the tour's, whatever the roster says of the new hire
    for (const char* other : {"fr", "es", "en"}) {
      if (before.value == other || failed()) continue;
      tap(std::string(id::language) + "." + other);
      if (driver_.shows(id::close)) tap(id::close);
      shot(std::string("reading-") + other);
      tap(id::tool_language);
    }
    tap(std::string(id::language) + "." + before.value);
    if (driver_.shows(id::close)) tap(id::close);
    driver_.wait(milliseconds{121'000});
    driver_.wait(milliseconds{8'000});
    shot("inactivity");
    tap(id::stay);
  }

  void leave_and_come_back(const std::string& badge) {
    back();
    expect<flow::TrainingScreen>("the training");
    tap(id::tool_leave);
    shot("leave");
    tap(id::leave);
    expect<flow::AttractScreen>("attract");
    driver_.badge(badge);
    expect<flow::PinScreen>("the PIN");
    shot("pin");
    pad(wrong_pin);
    shot("pin-wrong");
    pad(tour_pin);
    expect<flow::TrainingScreen>("the training");
    driver_.wait(milliseconds{6000});
  }

  void learn_everything() {
    for (const content::Module& module : app_.world().pack->modules) {
      if (failed()) return;
      if (on<flow::TrainingScreen>()) {
        shot("training-" + module.id.value);
        tap(id::primary);
      }
      read_module(module);
      answer_quiz(module);
    }
    if (on<flow::TrainingScreen>()) shot("training-all-passed");
  }

  void read_module(const content::Module& module) {
    expect<flow::ReadingScreen>("the first card");
    bool full_shown = false;
    while (!failed() && on<flow::ReadingScreen>()) {
      const auto card = flow::card_of(app_.world(), app_.state(), *on<flow::ReadingScreen>()).id;
      shot("card-" + card.value);
      ++counts.cards;
      if (!full_shown && driver_.shows(id::text_full)) {
        full_shown = true;
        tap(id::text_full);
        shot("full-" + card.value);
        tap(id::text_short);
      }
      turn_pages(card);
    }
    (void)module;
  }

  // Presses the primary until another card or the quiz comes: "Read on" turns pages before.
  void turn_pages(const CardId& card) {
    for (int page = 0; page < pages_max && !failed(); ++page) {
      tap(id::primary);
      const auto* reading = on<flow::ReadingScreen>();
      if (reading == nullptr || flow::card_of(app_.world(), app_.state(), *reading).id != card) return;
    }
    if (!failed()) error = Error{ErrorCode::not_found, "the card " + card.value + " has no end", "", ""};
  }

  void answer_quiz(const content::Module& module) {
    expect<flow::QuizScreen>("the quiz");
    bool one_wrong = module.id != app_.world().pack->modules.front().id;  // once, in the first module
    while (!failed() && on<flow::QuizScreen>()) {
      ++counts.questions;
      const auto& item = flow::item_of(app_.world(), app_.state(), *on<flow::QuizScreen>());
      shot("question-" + item.id.value);
      const bool wrong = !one_wrong && item.kind == quiz::ItemKind::choice;
      for (const auto& target : wrong ? wrong_taps(app_) : right_taps(app_, driver_))
        target == id::primary ? press_on() : tap(target);
      if (wrong) {
        one_wrong = true;
        remediate(item.id);
        continue;
      }
      if (!on<flow::QuizScreen>() || !on<flow::QuizScreen>()->checked) press_on();
      shot("answered-" + item.id.value);
      for (int page = 0; page < pages_max && !failed() && on<flow::QuizScreen>() && on<flow::QuizScreen>()->checked; ++page)
        tap(driver_.shows(id::next) ? id::next : id::primary);
    }
    expect<flow::QuizResultScreen>("the result");
    shot("result-" + module.id.value);
    for (int page = 0; page < pages_max && !failed() && on<flow::QuizResultScreen>(); ++page) tap(id::primary);
  }

  // "Read on" turns pages until everything has been seen; then the same button checks the answer or goes to the next scene.
  void press_on() {
    const auto place = [&] { return std::pair(on<flow::QuizScreen>()->checked, on<flow::QuizScreen>()->answer.path.size()); };
    if (failed() || !on<flow::QuizScreen>()) return tap(id::primary);
    const auto before = place();
    for (int page = 0; page < pages_max && !failed() && on<flow::QuizScreen>() && place() == before; ++page) tap(id::primary);
  }

  void remediate(const ItemId& item) {
    press_on();
    shot("wrong-" + item.value);
    for (int page = 0; page < pages_max && !failed() && on<flow::QuizScreen>(); ++page) tap(id::show_card);
    expect<flow::ReadingScreen>("the card that teaches it");
    shot("remedy-" + item.value);
    for (int page = 0; page < pages_max && !failed() && on<flow::ReadingScreen>(); ++page) tap(id::primary);
  }

  void sign() {
    if (on<flow::TrainingScreen>()) tap(id::primary);
    expect<flow::SignScreen>("signing");
    shot("sign");
    tap(id::consent_info);
    shot("consent");
    tap(id::close);
    tap(id::ask_first);
    shot("ask-first");
    back();
    tap(id::decline);
    shot("decline");
    back();
    tick_and_draw();
    shot("sign-ready");
    for (int page = 0; page < pages_max && !failed() && !driver_.shows(std::string(id::key) + ".1"); ++page) tap(id::primary);
    shot("sign-pin");
    pad(tour_pin);
    expect<flow::ReceiptScreen>("the receipt");
    shot("receipt");
  }

  void tick_and_draw() {
    for (std::size_t i = 0; i < app_.world().pack->statements.size(); ++i) tap(fmt::format("{}.{}", id::statement, i));
    tap(id::consent);
    tap(std::string(id::method) + ".typed");
    shot("sign-typed");
    tap(std::string(id::method) + ".tapped");
    shot("sign-tapped");
    tap(std::string(id::method) + ".drawn");
    if (failed()) return;
    if (const auto drawn = driver_.drag(id::signature, signature_points()); !drawn) error = drawn.error();
  }

  // Loops that run along the pad: 60 points, about 70 mm wide.
  static std::vector<ui::Point> signature_points() {
    constexpr int points = 60;
    std::vector<ui::Point> out;
    for (int i = 0; i < points; ++i) {
      const float t = static_cast<float>(i) / points;
      out.push_back({60 + 300 * t + 24 * std::sin(t * 30), 120 + 60 * std::cos(t * 26) * (1 - t * 0.6F)});
    }
    return out;
  }

  void my_records() {
    tap(id::records);
    shot("records");
    tap(std::string(id::record) + ".0");
    shot("record");
    if (driver_.shows(id::document)) {
      tap(id::document);
      shot("record-document");
      tap(id::document);
    }
    while (!failed() && on<flow::RecordsScreen>()) back();
    tap(on<flow::TrainingScreen>() ? id::leave : id::primary);  // Done, on the training that is all done or on the receipt
    expect<flow::AttractScreen>("attract");
    shot("attract-again");
  }

  App& app_;
  Driver& driver_;
  std::filesystem::path out_;
};

// The first person of the roster who has not chosen a PIN yet: a new hire.
Result<records::Person> new_hire(const records::Roster& roster) {
  const auto people = roster.list();
  if (!people) return people.error();
  for (const auto& person : *people)
    if (!person.has_pin && !person.retired) return person;
  return Error{ErrorCode::not_found, "everybody on the roster has a PIN already", "", "Use a data directory with a new hire."};
}

// A code needs HR's passphrase: from COUNTERSIGN_PASSPHRASE_FILE, or from the demo's own notes.
Result<records::HrKey> open_hr_key_for_tour(const records::DataDir& data) {
  constexpr std::size_t file_bytes_max = 16 * 1024;
  constexpr std::string_view mark = "HR passphrase: ";
  const char* named = std::getenv("COUNTERSIGN_PASSPHRASE_FILE");
  const auto text = read_file(named != nullptr ? std::filesystem::path(named) : data.root / "DEMO.txt", file_bytes_max);
  if (!text) return text.error();
  const auto at = named != nullptr ? 0 : text->find(mark) + mark.size();
  return records::open_hr_key(data, text->substr(at, text->find_first_of("\r\n", at) - at));
}

// As somebody without the passphrase gets it: random ids instead of names.
Status export_records(const records::DataDir& data, const std::filesystem::path& out, const flow::World& world, WallTime now) {
  admin::CsvExport wanted;
  wanted.out = out / "completions.csv";
  std::filesystem::remove(wanted.out);
  wanted.by = "tour";
  wanted.stamp = records::stamp_now(world.app);
  wanted.stamp.at = now;
  const auto exported = admin::export_csv(data, wanted);
  if (!exported) return exported.error();
  return Done{};
}

}  // namespace

Result<TourCounts> play_tour(App& app, Window& window, Clock& clock, EffectRunner& runner, const records::DataDir& data,
                             const std::filesystem::path& out) {
  auto stores = open_stores(data, clock);
  if (!stores) return stores.error();
  auto hr_key = open_hr_key_for_tour(data);
  if (!hr_key) return hr_key.error();
  stores->roster.unlock(std::move(*hr_key));
  const auto person = new_hire(stores->roster);
  if (!person) return person.error();
  const admin::Actor hr{"tour", app.state().preferences.language, records::stamp_now(app.world().app)};
  auto code = admin::issue_code(data, stores->roster, person->row.badge, hr);
  if (!code) return code.error();
  std::erase(*code, '-');

  app.draw_only_captures();
  Driver driver(app, window, clock, runner);
  Tour tour(app, driver, out);
  tour.play(person->row.badge, *code);
  tour.counts.taps = driver.taps();
  if (const auto written = write_ui_json(out / "ui.json", tour.trees); !written) return written.error();
  if (tour.error) return *tour.error;
  const auto size = stores->ledger.size();
  if (!size) return size.error();
  tour.counts.records = *size;
  if (const auto exported = export_records(data, out, app.world(), clock.now().wall); !exported) return exported.error();
  return tour.counts;
}

}  // namespace countersign::shell
