// Pictures of every component in every theme and text scale, for the eye.
// usage: gallery OUTDIR [SHEET]. Draws off screen; needs no display.

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include "kiosk/ui/frame.hpp"
#include "kiosk/ui/impl.hpp"
#include "tests/view/offscreen.hpp"

namespace {

using namespace countersign;
using namespace countersign::ui;

const std::filesystem::path source = COUNTERSIGN_SOURCE_DIR;
const std::filesystem::path organisation_mark = source / "content/social-media/figures/organisation-mark.svg";

// Looks as if a finger were on it.
void press_down(Ui& ui, const std::string& id) { ui.impl().motion.jump(id + ".press", 1); }

void focus_on(Ui& ui, const std::string& id) {
  ui.focus(id);
  ui.impl().focus_shows = true;
}

void button_with_name(Ui& ui, Rect& row, float column, const Button& look, const std::string& name) {
  const Rect place = row.cut_leading(column);
  const Size size = button_size(ui, look);
  button(ui, {place.x, place.y, size.w, size.h}, look);
  words(ui, {place.x, place.y + size.h + 8, place.w, 36}, name, {.style = Style::label, .color = Role::text_2});
  row.cut_leading(16);
}

void buttons(Ui& ui, Rect& column) {
  const float height = button_size(ui, {.label = "Next"}).h + 8 + ui.line(Style::label);
  const float third = (column.w - 32) / 3;
  Rect row = column.cut_top(height);
  button_with_name(ui, row, third, {.id = "primary", .label = "Next", .kind = ButtonKind::primary}, "Primary");
  press_down(ui, "primary.pressed");
  button_with_name(ui, row, third, {.id = "primary.pressed", .label = "Next", .kind = ButtonKind::primary}, "Pressed");
  focus_on(ui, "primary.focused");
  button_with_name(ui, row, third, {.id = "primary.focused", .label = "Next", .kind = ButtonKind::primary}, "Focused");
  column.cut_top(16);
  row = column.cut_top(height);
  button_with_name(ui, row, third, {.id = "second", .label = "Back"}, "Second");
  press_down(ui, "second.pressed");
  button_with_name(ui, row, third, {.id = "second.pressed", .label = "Back"}, "Pressed");
  button_with_name(ui, row, third, {.id = "off", .label = "Next", .kind = ButtonKind::primary, .enabled = false}, "Disabled");
  column.cut_top(24);
}

void chips(Ui& ui, Rect& column) {
  struct Chip {
    std::string label;
    Tone tone;
    std::string icon;
  };
  const std::vector<Chip> list{{"PA-3", Tone::primary, ""},
                               {"Signed", Tone::success, "check"},
                               {"Late", Tone::error, "warn"},
                               {"Due soon", Tone::warning, "warn"},
                               {"2 min", Tone::neutral, "clock"}};
  Point at{column.x, column.y};
  float line = 0;
  for (const Chip& one : list) {
    const Size size = chip_size(ui, one.label, one.icon);
    if (at.x + size.w > column.right()) at = {column.x, at.y + line + 12};
    chip(ui, at, one.label, one.tone, one.icon);
    at.x += size.w + 12;
    line = size.h;
  }
  column.cut_top(at.y + line + 24 - column.y);
}

void choices(Ui& ui, Rect& column) {
  const std::vector<Choice> list{
      {.id = "c.a", .label = "Choice", .letter = "A", .verdict = "at rest"},
      {.id = "c.b", .label = "Choice", .letter = "B", .verdict = "pressed"},
      {.id = "c.s", .label = "Choice", .letter = "S", .state = ChoiceState::selected, .verdict = "selected"},
      {.id = "c.c", .label = "Choice", .letter = "C", .verdict = "focused"},
      {.id = "c.r", .label = "Choice", .letter = "R", .state = ChoiceState::right, .verdict = "Right"},
      {.id = "c.w", .label = "Choice", .letter = "W", .state = ChoiceState::wrong, .verdict = "Your answer"},
      {.id = "c.d", .label = "Choice", .letter = "D", .state = ChoiceState::dim, .verdict = "after checking"}};
  press_down(ui, "c.b");
  focus_on(ui, "c.c");
  for (const Choice& one : list) {
    choice(ui, column.cut_top(choice_height(ui, column.w, one)), one);
    column.cut_top(12);
  }
}

void parts(Ui& ui) {
  Rect page = ui.window().inset(48, 32);
  Rect column = page.cut_leading(600);
  page.cut_leading(48);
  column.cut_top(80);
  buttons(ui, column);
  Rect boxes = column.cut_top(88);
  check_row(ui, boxes.cut_leading(300), "check.off", "Box", false);
  check_row(ui, boxes, "check.on", "Box", true);
  chips(ui, column);
  const std::vector<Segment> list{{.label = "Short"}, {.label = "Full text"}};
  segments(ui, column.cut_top(segments_height(ui, column.w, list)), "length", "Length", list, 0);
  column.cut_top(32);
  progress(ui, column, 5, 2, true, "Card 3 of 5");
  choices(ui, page);
  Rect cards = page.cut_top(96);
  const Rect plain = cards.cut_leading((cards.w - 24) / 2);
  cards.cut_leading(24);
  card(ui, plain);
  words(ui, plain.inset(28, 30), "Card shadow", {.style = Style::label, .color = Role::text_2});
  ui.raised_shadow(cards, 28);
  ui.fill(cards, ui.color(Role::card), 28);
  words(ui, cards.inset(28, 30), "Raised shadow", {.style = Style::label, .color = Role::text_2});
}

Header header_of(const std::string& title, const std::string& step, std::size_t count) {
  return {.title = title, .step = step, .mark = organisation_mark, .progress_count = count, .progress_current = 2};
}

Bar bar_of() {
  return {.back = Button{.id = "back", .label = "Back", .icon = "left", .icon_leading = true},
          .extras = {{.id = "listen", .label = "Listen", .icon = "listen", .icon_leading = true, .kind = ButtonKind::quiet}},
          .primary = Button{.id = "next", .label = "Next card", .icon = "right", .kind = ButtonKind::primary}};
}

void quote(Ui& ui, Rect& column, bool good, const std::string& text, const std::string& reason) {
  Rect rect = column.cut_top(242 * ui.scale_half());
  ui.edge_card(rect, ui.color(good ? Role::success : Role::error), 8);
  Rect inner = rect.inset(0, 24);
  inner.cut_leading(40);
  inner.cut_trailing(32);
  Rect head = inner.cut_top(46);
  disc(ui, {head.x + 22, head.center().y}, 44, good ? "check" : "cross", 30, ui.color(good ? Role::success : Role::error),
       ui.color(Role::card));
  head.cut_leading(56);
  words(ui, head, good ? "Do" : "Don’t", {.style = Style::body_bold, .color = good ? Role::success : Role::error});
  inner.cut_top(12);
  words_in(ui, inner, text, {.line_u = 44}, 12);
  words_in(ui, inner, reason, {.style = Style::label, .color = Role::text_2});
  column.cut_top(24);
}

void reading(Ui& ui) {
  Rect window = ui.window();
  header(ui, window, header_of("Your own accounts", "Card 3 of 6", 6));
  bar(ui, window, bar_of());
  Rect rest = content(ui, window);
  Rect trailing = rest.cut_trailing(ui.layout().portrait ? 0 : 600);
  rest.cut_trailing(ui.layout().portrait ? 0 : 48);
  Rect left = ui.begin_scroll("card", rest);
  const float top = left.y;
  chip(ui, {left.x, left.y}, "PA-3", Tone::primary);
  left.cut_top(chip_size(ui, "PA-3").h + 16);
  words_in(ui, left, "Say who you work for", {.style = Style::headline}, 16);
  RichText body(std::vector<Span>{
      {"When you write about parcels, delivery or our work, say that you work for Northwind. Say it ", false, false},
      {"in the post itself", true, false},
      {". Then add that the views are your own.", false, false}});
  words_in(ui, left, body, {.style = Style::large}, 16);
  ui.end_scroll(left.y - top);
  if (trailing.w <= 0) return;
  quote(ui, trailing, true, "“I work for Northwind. My view: the new lockers are great.”", "Readers can see the tie.");
  quote(ui, trailing, false, "“These new lockers are great. Everyone should use them!”", "Hides that she works here.");
}

void pin(Ui& ui) {
  Rect window = ui.window();
  header(ui, window, header_of("Sign in", "Step 1 of 2", 0));
  bar(ui, window,
      {.back = bar_of().back,
       .extras = {},
       .primary = Button{.id = "next", .label = "Next", .icon = "right", .kind = ButtonKind::primary}});
  Rect rest = content(ui, window, 24);
  const Size pad = pin_pad_size(ui);
  const Rect box = rest.cut_trailing(pad.w + 48).centered({pad.w + 48, std::min(rest.h, pad.h + 152)});
  card(ui, box);
  Rect inner = box.inset(24, 24);
  field(ui, inner.cut_top(80), {.id = "badge", .label = "Badge number", .value = "4417", .active = true, .large_digits = true});
  inner.cut_top(24);
  press_down(ui, "key.7");
  pin_pad(ui, inner);
  words_in(ui, rest, "Hold your badge to the reader", {.style = Style::headline}, 16);
  words_in(ui, rest, "Or type the number on it.", {.style = Style::large, .color = Role::text_2}, 16);
  rest.cut_trailing(64);
  const std::string advice = "Only you know your PIN. HR never sees it. Cover the keys.";
  note(ui, rest.cut_top(note_height(ui, rest.w, advice)), "lock", advice);
  rest.cut_top(24);
  pin_field(ui, rest.cut_top(80), "pin", "PIN", 3, 6);
}

void typing(Ui& ui) {
  Rect window = ui.window();
  header(ui, window, header_of("Ask HR first", "Your place in signing is kept", 0));
  bar(ui, window,
      {.back = Button{.id = "back", .label = "Cancel", .icon = "left", .icon_leading = true},
       .extras = {},
       .primary = Button{.id = "send", .label = "Send to HR", .icon = "send", .kind = ButtonKind::primary}});
  const Rect keys = window.cut_bottom(keyboard_height(ui));
  Rect rest = content(ui, window, 12, 16);
  words_in(ui, rest, "Your question", {.style = Style::body_bold}, 12);
  field(ui, rest,
        {.id = "text",
         .label = "Your question",
         .value = "May I post a photo of my stop at the Caf",
         .active = true,
         .multiline = true});
  auto& state = ui.impl().keyboard;
  state.popup = Ui::Impl::Keyboard::Popup::open;
  state.popup_letter = "e";
  state.popup_key = {keys.x + 302, keys.y + 16, 115, 80};
  keyboard(ui, keys, ui.spec().language);
}

void dialog(Ui& ui) {
  ui.set_inert(true);
  reading(ui);
  Rect inner = begin_dialog(ui, "dialog", "Do you need more time?", {760, 640}).inset(48, 48);
  Rect head = inner.cut_top(168);
  const Rect clock = head.cut_leading(168);
  ring(ui, clock, 18, 22.0F / 30, "Time left", "22");
  TextStyle seconds = styled(Style::display, 0, Align::center);
  seconds.tabular = true;
  ui.draw_text_centered(clock, "22", seconds, ui.color(Role::text), "", Growth::fixed);
  head.cut_leading(32);
  words(ui, head.inset(0, 24), "Do you need more time?", {.style = Style::headline, .line_u = 60, .size_u = 52});
  inner.cut_top(32);
  words_in(ui, inner, "Your place is saved: card 3 of 6. At zero, this screen closes.",
           {.style = Style::large, .color = Role::text_2}, 32);
  const Button yes{.id = "yes", .label = "Yes, I’m still here", .kind = ButtonKind::primary, .height = 112};
  button(ui, inner.cut_top(button_height(ui, inner.w, yes)), yes);
  inner.cut_top(16);
  const Button no{.id = "no", .label = "No, close my session"};
  button(ui, inner.cut_top(button_height(ui, inner.w, no)), no);
  end_dialog(ui);
}

void sign(Ui& ui) {
  Rect window = ui.window();
  header(ui, window, header_of("Sign the social media policy", "Version 4.2, from 1 December 2026, in English", 0));
  bar(ui, window,
      {.back = Button{.id = "decline", .label = "Decline"},
       .extras = {{.id = "ask", .label = "Ask HR first", .icon = "bubble", .icon_leading = true, .kind = ButtonKind::quiet}},
       .primary = Button{.id = "sign", .label = "Sign with my PIN", .icon = "lock", .kind = ButtonKind::primary}});
  Rect rest = content(ui, window, 16);
  Rect pad = rest.cut_trailing(552);
  rest.cut_trailing(32);
  const Rect rows = {rest.x, rest.y, rest.w, 366};
  card(ui, rows);
  Rect inner = rows.inset(0, 4);
  for (const char* text : {"I have read the policy.", "I know who to ask if I am unsure.", "I will follow it when I post.",
                           "I agree to an electronic record."}) {
    check_row(ui, inner.cut_top(88), text, text, text[2] != 'w');
    hairline(ui, {inner.x + 92, inner.y, inner.w - 116, 2});
    inner.cut_top(2);
  }
  const std::vector<Segment> ways{
      {.label = "Draw", .icon = "pen", .language = ""}, {.label = "Type name"}, {.label = "I agree"}};
  segments(ui, pad.cut_top(80), "way", "How to sign", ways, 0);
  pad.cut_top(16);
  Stroke stroke;
  for (int i = 0; i < 60; ++i) {
    const float t = static_cast<float>(i) / 60;
    stroke.push_back({20 + 100 * t, 70 + 18 * std::sin(t * 25) * (1 - t), i * 16});
  }
  signature_pad(ui, pad, "pad", {stroke}, true);
  toast(ui, "Hello, Sam");
}

void receipt(Ui& ui) {
  const Rect window = ui.window();
  const Rect code = {window.w - 432, window.h - 432, 384, 384};
  qr_code(ui, code, "https://example.test/receipt/7QF2-M9KD?proof=0123456789abcdef0123456789abcdef", "Receipt code");
  Rect list{48, 48, 420, 500};
  card(ui, list);
  const Row entry{.id = "row", .title = "Social media policy", .detail = "Signed", .trailing = "", .icon = "doc"};
  for (int i = 0; i < 3; ++i) row(ui, list.cut_top(row_height(ui, list.w, entry)), entry);
  icon_button(ui, {1100, 48, 60, 60}, "info", "info", "Information", Role::primary_c, Role::on_primary_c);
}

struct Look {
  assets::ThemeName theme;
  std::string name;
  int text_scale;
  int width_px;
  int height_px;
  float px_per_u;
};

FrameSpec spec_of(const Look& look, const std::string& sheet, int frame) {
  FrameSpec spec;
  spec.screen = sheet;
  spec.language = Language{"en"};
  spec.theme = look.theme;
  spec.text_scale = look.text_scale;
  spec.width_px = look.width_px;
  spec.height_px = look.height_px;
  spec.px_per_u = look.px_per_u;
  spec.now = Instant{milliseconds(1000 + 400 * frame)};
  return spec;
}

Resources load(Problems& problems) {
  Resources resources;
  resources.themes = assets::load_themes(source / "assets/theme.json", problems);
  resources.strings = assets::Strings::load(source / "assets/strings", problems);
  resources.keyboards = assets::load_keyboards(source / "assets/keyboards", problems);
  resources.assets_folder = source / "assets";
  add_svgs(resources.assets_folder, resources.svgs);
  return resources;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::filesystem::path out = argv[1];
  std::filesystem::create_directories(out);
  Problems problems;
  const Resources resources = load(problems);
  const std::map<std::string, std::function<void(Ui&)>> sheets{{"parts", parts},    {"reading", reading}, {"pin", pin},
                                                               {"typing", typing},  {"dialog", dialog},   {"sign", sign},
                                                               {"receipt", receipt}};
  using Theme = assets::ThemeName;
  const std::vector<Look> looks{{Theme::light, "light-100", 100, 1280, 800, .945F},
                                {Theme::dark, "dark-100", 100, 1280, 800, .945F},
                                {Theme::high_contrast, "contrast-100", 100, 1280, 800, .945F},
                                {Theme::light, "light-160", 160, 1280, 800, .945F},
                                {Theme::light, "light-200", 200, 1280, 800, .945F},
                                {Theme::light, "10in-100", 100, 1280, 800, 1.4747F},
                                {Theme::light, "10in-200", 200, 1280, 800, 1.4747F},
                                {Theme::dark, "portrait-200", 200, 1080, 1920, 1.0075F}};
  for (const Look& look : looks) {
    view::Offscreen screen(look.width_px, look.height_px);
    if (!screen.works()) return 3;
    Ui ui(resources);
    for (const auto& sheet : sheets) {
      const std::string& name = sheet.first;
      if (argc > 2 && name != argv[2]) continue;
      view::Picture picture;
      for (int frame = 0; frame < 4; ++frame)
        picture = screen.frame(
            [&](ImDrawList&) {
              ui.begin_frame(spec_of(look, name, frame), {});
              sheet.second(ui);
              ui.end_frame();
            },
            [] {});
      view::write_png(picture, (out / fmt::format("{}-{}.png", name, look.name)).string());
    }
  }
  return 0;
}
