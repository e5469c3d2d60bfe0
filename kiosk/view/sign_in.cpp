// Badge, PIN, the one-time code, and choosing a PIN. Nobody's name is shown here.

#include "kiosk/view/ids.hpp"
#include "kiosk/view/keypad_pane.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/screens.hpp"
#include "kiosk/view/sign_in_notice.hpp"
#include "kiosk/view/typing_pane.hpp"

namespace countersign::view {
namespace {

using flow::SignInNotice;

constexpr float pane_top = 24;
constexpr float pane_bottom = 24;
constexpr int code_steps = 4;  // badge, code, PIN, PIN again
constexpr std::size_t code_characters = 10;

ui::Rect pane(const View& view, ui::Rect rest) {
  const bool short_window = view.ui.layout().short_window;
  return ui::content(view.ui, rest, short_window ? 12 : pane_top, short_window ? 12 : pane_bottom);
}

ui::Button use_code_button(const View& view, const char* key) {
  return {.id = id::use_code, .label = view.ui.tr(key), .icon = "key", .icon_leading = true};
}

ui::Button forgot_button(const View& view, bool enabled) {
  return {
      .id = id::forgot_pin, .label = view.ui.tr("pin.forgot"), .kind = ui::ButtonKind::quiet, .height = 96, .enabled = enabled};
}

Prompt badge_prompt(const View& view, SignInNotice notice) {
  Prompt prompt;
  prompt.picture = "badge-reader";
  prompt.headline = view.ui.tr("signin.hold_badge");
  prompt.body = view.ui.tr("signin.type_number");
  put_notice(view, prompt, notice, 0, {}, "signin.cannot_read");
  return prompt;
}

Entry badge_entry(const View& view, const std::string& digits) {
  return {Entry::Kind::digits, view.ui.tr("signin.badge_number"), digits, flow::badge_digits_max, true};
}

ui::Header step_header(const View& view, const char* title, int step, int steps) {
  ui::Header header;
  header.title = view.ui.tr(title);
  header.step = view.ui.tr("signin.step", {{"step", std::to_string(step)}, {"steps", std::to_string(steps)}});
  return header;
}

// --- the code: letters and digits, so it has a pad of its own ---

Prompt code_prompt(const View& view, const flow::CodeScreen& screen) {
  Prompt prompt;
  prompt.picture = "code-letter";
  prompt.headline = view.ui.tr("code.headline");
  prompt.body = view.ui.tr("code.body");
  put_notice(view, prompt, screen.notice, screen.tries_left, screen.wait_until, "code.wrong");
  return prompt;
}

void draw_code_entry(const View& view, ui::Rect rest, const flow::CodeScreen& screen, const ui::Bar& bar) {
  Typing typing;
  typing.keys = Typing::Keys::code;
  typing.label = view.ui.tr("code.label");
  typing.value = screen.code;
  typing.characters_max = code_characters;
  typing.enabled = !keys_are_off(screen.notice, screen.busy);
  const auto code = draw_typing_pane(view, rest, code_prompt(view, screen), typing, bar);
  if (code) view.post(flow::CodeChanged{*code});
}

const char* fault_key(flow::PinFault fault) {
  switch (fault) {
    case flow::PinFault::none:
      break;
    case flow::PinFault::not_six_digits:
      return "newpin.not_six_digits";
    case flow::PinFault::too_simple:
      return "newpin.too_simple";
    case flow::PinFault::is_a_date_of_yours:
      return "newpin.is_a_date";
    case flow::PinFault::same_as_before:
      return "newpin.same_as_before";
    case flow::PinFault::not_the_same:
      return "newpin.not_the_same";
  }
  return "newpin.rule";
}

struct NewPinWords {
  const char* headline;
  const char* body;
  const std::string& value;
};

NewPinWords new_pin_words(const flow::NewPinScreen& screen) {
  switch (screen.step) {
    case flow::NewPinScreen::Step::old:
      return {"newpin.old_headline", "newpin.old_body", screen.old_pin};
    case flow::NewPinScreen::Step::first:
      return {"newpin.first_headline", "newpin.first_body", screen.first};
    case flow::NewPinScreen::Step::again:
      break;
  }
  return {"newpin.again_headline", "newpin.again_body", screen.again};
}

Prompt new_pin_prompt(const View& view, const flow::NewPinScreen& screen) {
  const NewPinWords words = new_pin_words(screen);
  Prompt prompt;
  prompt.picture = screen.step == flow::NewPinScreen::Step::old ? "locked" : "choose-pin";
  prompt.headline = view.ui.tr(words.headline);
  prompt.body = view.ui.tr(words.body);
  if (screen.step == flow::NewPinScreen::Step::first) prompt.note = view.ui.tr("newpin.rule");
  if (screen.fault != flow::PinFault::none || screen.failed) {
    prompt.note = view.ui.tr(screen.failed ? "newpin.failed" : fault_key(screen.fault));
    prompt.note_matters = true;
    prompt.note_tone = ui::Tone::error;
    prompt.note_icon = "warn";
  }
  put_notice(view, prompt, screen.notice, screen.tries_left, screen.wait_until, "pin.wrong");
  return prompt;
}

Prompt pin_prompt(const View& view, const flow::PinScreen& screen) {
  Prompt prompt;
  // Beside the keys there is no room for a picture; above them there is much.
  if (view.ui.layout().portrait) prompt.picture = "choose-pin";
  prompt.badge = screen.badge;
  prompt.headline = view.ui.tr("pin.headline");
  prompt.body = view.ui.tr("pin.body");
  prompt.note = view.ui.tr("pin.note");
  put_notice(view, prompt, screen.notice, screen.tries_left, screen.wait_until, "pin.wrong");
  if (screen.notice == SignInNotice::forgotten || screen.notice == SignInNotice::blocked) {
    prompt.body.clear();
    prompt.headline = view.ui.tr("pin.new_code_headline");
    prompt.extra = use_code_button(view, "signin.have_code");
    prompt.extra_pressed = [&view] { view.post(flow::UseCodePressed{}); };
  }
  return prompt;
}

}  // namespace

void draw_badge(const View& view, const flow::BadgeScreen& screen) {
  ui::Rect rest = view.ui.window();
  draw_header(view, rest, step_header(view, "signin.title", 1, 2));
  draw_bar(view, rest, {back_button(view), {}, primary_button(view, view.ui.tr("common.next"))});
  Prompt prompt = badge_prompt(view, screen.notice);
  prompt.extra = use_code_button(view, view.ui.layout().short_window ? "signin.first_time" : "signin.use_code");
  prompt.extra_pressed = [&view] { view.post(flow::UseCodePressed{}); };
  const auto digits = draw_keypad_pane(view, pane(view, rest), prompt, badge_entry(view, screen.digits));
  if (digits) view.post(flow::BadgeChanged{*digits});
}

void draw_code(const View& view, const flow::CodeScreen& screen) {
  ui::Rect rest = view.ui.window();
  ui::Header header = step_header(view, "code.title", screen.badge_done ? 2 : 1, code_steps);
  if (screen.badge_done) header.step = typing_step(view, code_prompt(view, screen), header.step);
  draw_header(view, rest, header);
  ui::Button next = primary_button(view, view.ui.tr("common.next"));
  next.busy = screen.busy;
  const ui::Bar bar{back_button(view), {}, next};
  if (screen.badge_done) return draw_code_entry(view, rest, screen, bar);
  draw_bar(view, rest, bar);
  Prompt prompt = badge_prompt(view, screen.notice);
  prompt.body = view.ui.tr("code.badge_first");
  const auto digits = draw_keypad_pane(view, pane(view, rest), prompt, badge_entry(view, screen.badge));
  if (digits) view.post(flow::BadgeChanged{*digits});
}

void draw_new_pin(const View& view, const flow::NewPinScreen& screen) {
  using Step = flow::NewPinScreen::Step;
  ui::Rect rest = view.ui.window();
  const int steps = screen.first_time ? code_steps : code_steps - 1;
  const int step = screen.step == Step::again ? steps : screen.step == Step::first ? steps - 1 : 1;
  draw_header(view, rest, step_header(view, screen.first_time ? "code.title" : "newpin.title", step, steps));
  ui::Bar bar{back_button(view), {}, std::nullopt};
  if (screen.step == Step::old) bar.extras.push_back(forgot_button(view, !keys_are_off(screen.notice, screen.busy)));
  if (draw_bar(view, rest, bar)) view.post(flow::ForgotPin{});
  const Entry entry{Entry::Kind::pin, view.ui.tr("pin.label"), new_pin_words(screen).value, flow::pin_digits,
                    !keys_are_off(screen.notice, screen.busy)};
  const auto pin = draw_keypad_pane(view, pane(view, rest), new_pin_prompt(view, screen), entry);
  if (pin) view.post(flow::PinChanged{*pin});
}

void draw_pin(const View& view, const flow::PinScreen& screen) {
  const bool keys_work = !keys_are_off(screen.notice, screen.busy);
  ui::Rect rest = view.ui.window();
  draw_header(view, rest, step_header(view, "signin.title", 2, 2));
  ui::Bar bar{back_button(view), {forgot_button(view, keys_work)}, primary_button(view, view.ui.tr("signin.title"))};
  bar.primary->busy = screen.busy;
  // The sixth digit signs in by itself; where a second row of the bar would press the keys together, the button goes.
  const ui::LayoutClass layout = view.ui.layout();
  if (layout.short_window && layout.big_text) bar.primary.reset();
  if (draw_bar(view, rest, bar)) view.post(flow::ForgotPin{});
  const Entry entry{Entry::Kind::pin, view.ui.tr("pin.label"), screen.pin, flow::pin_digits, keys_work};
  const auto pin = draw_keypad_pane(view, pane(view, rest), pin_prompt(view, screen), entry);
  if (pin) view.post(flow::PinChanged{*pin});
}

}  // namespace countersign::view
