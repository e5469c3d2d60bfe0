// The signing screen: on one side what is said, on the other the signature.

#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"
#include "kiosk/view/sign_pin.hpp"
#include "kiosk/view/signature_pane.hpp"
#include "kiosk/view/statements.hpp"
#include "kiosk/view/writing.hpp"

namespace countersign::view {
namespace {

constexpr float pane_gap = 32;
constexpr float pane_width = 552;
constexpr float method_gap = 16;
constexpr float row_least = 88;
constexpr float row_most = 116;
constexpr float pad_most = 560;
constexpr float pad_most_portrait = 720;
constexpr char scroll_id[] = "sign";

// --- what fits ---

// Rows grow into what is left, so that a tall window has no hole under them.
float row_in(float free, std::size_t rows) {
  return std::clamp(row_least + free / static_cast<float>(rows), row_least, row_most);
}

std::size_t rows_of(const View& view) { return view.pack().statements.size() + 1; }

// How the rights stand in the leading pane; none where even their title leaves too little room for two panes.
std::optional<Rights> panes_fit(const View& view, const flow::SignScreen& screen, ui::Rect area) {
  if (!two_panes(view, area.w)) return std::nullopt;
  const float left = area.w - pane_width - pane_gap;
  const float right = methods_height(view, pane_width) + method_gap + signature_height_least(view, screen, pane_width);
  if (left < pane_width || right > area.h) return std::nullopt;
  for (const Rights rights : {Rights::full, Rights::title})
    if (statements_column(view, screen, row_least, rights).height(left) <= area.h) return rights;
  return std::nullopt;
}

void draw_panes(const View& view, const flow::SignScreen& screen, ui::Rect area, Rights rights) {
  area = stage(area);
  ui::Rect right = area.cut_trailing(pane_width);
  area.cut_trailing(pane_gap);
  const float free = area.h - statements_column(view, screen, row_least, rights).height(area.w);
  statements_column(view, screen, row_in(free, rows_of(view)), rights).draw(area);
  draw_methods(view, screen, right.cut_top(methods_height(view, right.w)));
  right.cut_top(method_gap);
  draw_signature(view, screen, right);
}

// --- the other ways out ---

ui::Button decline_button(const View& view) { return {.id = id::decline, .label = view.ui.tr("sign.decline"), .height = 96}; }

// Version, date and language of the text.
std::string what_is_signed(const View& view) {
  const auto date = view.ui.resources().strings.long_date(view.state.preferences.language, view.pack().effective);
  return view.ui.tr(view.text_is_foreign() ? "sign.step_plain" : "sign.step",
                    {{"version", view.pack().version}, {"date", date}});
}

ui::Button ask_button(const View& view) { return quiet_button(view, id::ask_first, "sign.ask", "bubble"); }

// Large letters in a short window: the bar would take half of it, so they stand at the end of the column.
bool others_stand_in_column(const View& view) { return view.ui.layout().short_window && view.ui.layout().big_text; }

ui::Bar bar_of(const View& view) {
  ui::Bar bar;
  bar.primary = primary_button(view, view.ui.tr("sign.primary"), "lock");
  if (others_stand_in_column(view)) return bar;
  bar.back = decline_button(view);
  bar.extras.push_back(ask_button(view));
  return bar;
}

// Text first; the signature at the foot, where the hand is. Taller windows give to the pad, then to the rows, then between.
void draw_column_of_all(const View& view, const flow::SignScreen& screen, ui::Rect area) {
  const float methods = methods_height(view, area.w);
  const float card = signature_height_least(view, screen, area.w);
  const float least = statements_column(view, screen, row_least).height(area.w) + 24 + methods + method_gap + card;
  float free = std::max(0.0F, area.h - least);
  const float most = view.ui.layout().portrait ? pad_most_portrait : pad_most;
  const float pad = std::min(free, std::max(0.0F, most - card));
  free -= pad;
  const float row = row_in(free, rows_of(view));
  free -= (row - row_least) * static_cast<float>(rows_of(view));
  Column column(view.ui);
  if (view.ui.layout().short_window) column.words(what_is_signed(view), {.style = ui::Style::label, .color = ui::Role::text_2});
  column.add(statements_column(view, screen, row), 12);
  column.add({[methods](float) { return methods; }, [&](ui::Rect rect) { draw_methods(view, screen, rect); },
              24 + std::max(0.0F, free)});
  column.add({[height = card + pad](float) { return height; }, [&](ui::Rect rect) { draw_signature(view, screen, rect); },
              method_gap});
  if (others_stand_in_column(view)) {
    column.add(wide_button_piece(
        view.ui, decline_button(view), [&view] { view.post(flow::DeclinePressed{}); }, 24));
    column.add(wide_button_piece(
        view.ui, ask_button(view), [&view] { view.post(flow::AskFirstPressed{}); }, 12));
  }
  draw_column(column, scroll_id, area);
}

// --- frame ---

// A title within a sentence begins small, unless its first word is a name.
std::string within_sentence(const View& view, std::string title) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const std::string& own = view.pack().organisation.short_name;
  const bool is_name = !own.empty() && title.rfind(own, 0) == 0;
  const bool is_acronym = title.size() > 1 && is_capital(title[1]);
  if (!title.empty() && is_capital(title[0]) && !is_name && !is_acronym) title[0] = static_cast<char>(title[0] - 'A' + 'a');
  return title;
}

// A short window has no room for all of it beside the title: it stands above the statements then.
ui::Header header_of(const View& view) {
  ui::Header header;
  header.title = sign_title(view);
  header.step =
      view.ui.layout().short_window ? view.ui.tr("sign.step_short", {{"version", view.pack().version}}) : what_is_signed(view);
  return header;
}

void draw_signing(const View& view, const flow::SignScreen& screen) {
  ui::Rect rest = view.ui.window();
  draw_header(view, rest, header_of(view));
  cut_foot(view, rest);
  const ui::Rect area = ui::content(view.ui, rest, 16, 24);
  if (const auto rights = panes_fit(view, screen, area))
    draw_panes(view, screen, area, *rights);
  else
    draw_column_of_all(view, screen, area);
  const ui::Bar bar = bar_of(view);
  if (!bar.back && !view.ui.inert() && view.ui.take_back_key()) view.post(flow::BackPressed{});
  const Post sign_pressed = [&](flow::Event event) {
    if (std::holds_alternative<flow::PrimaryPressed>(event)) ask_to_show_missing(view);
    view.post(std::move(event));
  };
  const auto pressed = draw_foot({view.ui, view.world, view.state, sign_pressed, view.now}, bar, scroll_id);
  if (pressed == id::decline) view.post(flow::DeclinePressed{});
  if (pressed == id::ask_first) view.post(flow::AskFirstPressed{});
}

// The name is typed over the whole width; it stands large where there is room.
void draw_typing(const View& view, const flow::SignScreen& screen) {
  ui::Rect rest = view.ui.window();
  draw_header(view, rest, header_of(view));
  Writing writing;
  writing.label = view.ui.tr("sign.name_label");
  writing.value = screen.typed_name;
  writing.characters_max = flow::name_characters_max;
  writing.multiline = false;
  writing.open = true;
  if (!screen.typed_name.empty()) {
    writing.about.emplace(view.ui);
    writing.about->words(screen.typed_name, {.style = ui::Style::headline, .role = "paragraph"});
  }
  writing.bar = {back_button(view), {}, primary_button(view, view.ui.tr("sign.primary"), "lock")};
  const Written written = draw_writing(view, rest, writing);
  if (written.value) view.post(flow::NameTyped{*written.value});
  if (written.hidden) view.post(flow::KeyboardHidden{});
}

}  // namespace

std::string sign_title(const View& view) {
  return view.ui.tr("sign.title", {{"policy", within_sentence(view, view.text().title)}});
}

void draw_sign(const View& view, const flow::SignScreen& screen) {
  // Under another dialog the PIN pad waits: one thing at a time lies over the screen.
  const bool pin_shows = screen.asking_pin && std::holds_alternative<flow::NoOverlay>(view.state.overlay);
  if (pin_shows) view.ui.set_inert(true);
  if (screen.typing)
    draw_typing(view, screen);
  else
    draw_signing(view, screen);
  if (pin_shows) draw_sign_pin(view, screen);
}

}  // namespace countersign::view
