// Signed and on record: shown only after the disk has answered.

#include "kiosk/view/code_card.hpp"
#include "kiosk/view/double_check.hpp"
#include "kiosk/view/facts.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

constexpr ui::Size check_size{272, 154};
constexpr float pane_gap = 64;
constexpr float card_width_alone = 720;
constexpr char scroll_id[] = "receipt";

// The lines come in one after another once both checks stand: four hundred milliseconds in all.
float line_alpha(const View& view, int line, float before) {
  constexpr int step_ms = 80;
  return view.ui.animate("receipt.line." + std::to_string(line), before >= 1 ? 1.0F : 0.0F, step_ms);
}

Piece fading(const View& view, Piece piece, float alpha) {
  return {piece.height,
          [&view, draw = piece.draw, alpha](ui::Rect rect) {
            view.ui.push_alpha(alpha);
            draw(rect);
            view.ui.pop_alpha();
          },
          piece.gap};
}

Piece words_piece(const View& view, std::string text, ui::Words look, float gap) {
  return {[&view, text, look](float width) { return ui::words_height(view.ui, width, text, look); },
          [&view, text, look](ui::Rect rect) { ui::words(view.ui, rect, text, look); }, gap};
}

// --- what happened when ---

struct Line {
  std::string icon;
  ui::Tone tone;
  std::string what;
  std::string when;
  std::string language;
};

std::vector<Line> lines_of(const View& view, const records::Receipt& receipt) {
  const auto& strings = view.ui.resources().strings;
  const std::string day = strings.short_date(view.state.preferences.language, local_date(receipt.recorded_at));
  return {{"check", ui::Tone::primary, view.ui.tr("receipt.signed"), strings.time_of_day(receipt.signed_at), ""},
          {"check", ui::Tone::success, view.ui.tr("receipt.countersigned"), strings.time_of_day(receipt.recorded_at), ""},
          {"doc", ui::Tone::neutral, view.text().title + " " + view.pack().version, day, view.text_language()}};
}

constexpr float line_disc = 48;
constexpr float line_gap = 16;  // between disc, words and time

Piece line_piece(const View& view, const Line& line, float gap) {
  const ui::Words when_look{.style = ui::Style::body, .color = ui::Role::text_2, .align = ui::Align::trailing, .tabular = true};
  const ui::TextStyle when_style{.style = ui::Style::body, .tabular = true};
  const auto when_width = [&view, line, when_style] { return view.ui.measure(line.when, when_style, 0).w + 2; };
  const ui::Words what_look{.style = ui::Style::body_medium, .language = line.language};
  const auto height = [&view, line, what_look, when_width](float width) {
    const float free = width - line_disc - 2 * line_gap - when_width();
    return std::max(line_disc, ui::words_height(view.ui, free, line.what, what_look));
  };
  const auto draw = [&view, line, what_look, when_look, when_width](ui::Rect rect) {
    const DiscColors colors = disc_colors(view.ui, line.tone);
    const float icon = line.icon == "doc" ? 30.0F : 32.0F;
    ui::disc(view.ui, {rect.x + line_disc / 2, rect.y + line_disc / 2}, line_disc, line.icon, icon, colors.fill, colors.icon);
    rect.cut_leading(line_disc + line_gap);
    rect.cut_top(std::max(0.0F, (line_disc - view.ui.line(ui::Style::body)) / 2));
    const ui::Rect when = rect.cut_trailing(when_width());
    rect.cut_trailing(line_gap);
    ui::words(view.ui, rect, line.what, what_look);
    ui::words(view.ui, when, line.when, when_look);
  };
  return {height, draw, gap};
}

// --- whom to ask ---

const content::Contact* hr_of(const View& view) { return view.pack().organisation.contact("hr"); }

struct ContactWords {
  std::string label;
  std::string phone;
};

ContactWords contact_words(const View& view, const content::Contact& hr) {
  return {view.ui.tr("receipt.questions", {{"name", hr.name}}), hr.phone};
}

constexpr float contact_disc = 64;

float contact_width(const View& view, const content::Contact& hr) {
  const ContactWords words = contact_words(view, hr);
  const float label = view.ui.measure(words.label, {.style = ui::Style::label}, 0).w;
  const float phone = view.ui.measure(words.phone, {.style = ui::Style::body_bold, .tabular = true}, 0).w;
  return contact_disc + 16 + std::max(label, phone) + 2;
}

float contact_height(const View& view) { return std::max(contact_disc, view.ui.line(ui::Style::label) + 40 * view.ui.scale()); }

void draw_contact(const View& view, ui::Rect rect, const content::Contact& hr) {
  const ContactWords words = contact_words(view, hr);
  const float height = contact_height(view);
  rect.y += (rect.h - height) / 2;
  rect.h = height;
  ui::disc(view.ui, {rect.x + contact_disc / 2, rect.center().y}, contact_disc, "phone", 36, view.ui.color(ui::Role::sunken),
           view.ui.color(ui::Role::text));
  rect.cut_leading(contact_disc + 16);
  ui::words_in(view.ui, rect, words.label, {.style = ui::Style::label, .color = ui::Role::text_2});
  ui::words(view.ui, rect, words.phone, {.style = ui::Style::body_bold, .tabular = true, .line_u = 40});
}

// --- the two sides ---

Column words_column(const View& view, const records::Receipt& receipt, bool with_contact) {
  Column column(view.ui);
  const DoubleCheck check = double_check(view.ui);
  const bool short_window = view.ui.layout().short_window;
  const float share = short_window ? .6F : view.ui.layout().portrait ? 1.5F : 1;
  column.add({[share](float) { return check_size.h * share; },
              [&view, check, share](ui::Rect rect) {
                const ui::Rect place{rect.x - 8 * share, rect.y, check_size.w * share, check_size.h * share};
                draw_double_check(view.ui, place, check, view.ui.tr("receipt.check"));
              },
              0});
  int line = 0;
  float shown = check.second;
  const auto add = [&](Piece piece) {
    shown = line_alpha(view, line++, shown);
    column.add(fading(view, std::move(piece), shown));
  };
  const std::string name = view.state.session ? view.state.session->first_name : "";
  add(words_piece(view, view.ui.tr("receipt.headline"), {.style = short_window ? ui::Style::title : ui::Style::headline}, 16));
  const ui::Style text = short_window ? ui::Style::body : ui::Style::large;
  add(words_piece(view, view.ui.tr("receipt.text", {{"name", name}}), {.style = text, .color = ui::Role::text_2},
                  short_window ? 8.0F : 16.0F));
  const auto lines = lines_of(view, receipt);
  for (const Line& one : lines) add(line_piece(view, one, &one == &lines.front() ? 28.0F : 12.0F));
  const content::Contact* hr = hr_of(view);
  if (with_contact && hr != nullptr)
    column.add(
        {[&view](float) { return contact_height(view); }, [&view, hr](ui::Rect rect) { draw_contact(view, rect, *hr); }, 24});
  return column;
}

// Whose terminal it is, and ours: no tools, nothing is left to set.
void draw_names(const View& view, ui::Rect& rest) {
  const bool short_window = view.ui.layout().short_window;
  ui::Rect row = rest.cut_top(short_window ? 88.0F : 96.0F).inset(short_window ? 32.0F : 48.0F, 0);
  view.ui.picture(organisation_mark(view), row.cut_leading(56).centered({56, 56}), ui::Fit::contain);
  row.cut_leading(16);
  const ui::TextStyle wordmark{.style = ui::Style::title, .line_u = 36, .size_u = 30, .weight = 600};
  const float width = view.ui.measure("Countersign", wordmark, 0, "", ui::Growth::fixed).w + 1;
  ui::Rect ours = row.cut_trailing(width + 52);
  row.cut_trailing(24);
  const bool dark = view.ui.theme().name == assets::ThemeName::dark;
  view.ui.picture(asset_mark(view, dark ? "countersign-on-dark" : "countersign"), ours.cut_leading(40).centered({40, 40}),
                  ui::Fit::contain);
  ours.cut_leading(12);
  view.ui.draw_text_centered(ours, "Countersign", wordmark, view.ui.color(ui::Role::text), "", ui::Growth::fixed);
  const ui::Words look{.style = ui::Style::body_bold, .lines_max = 2, .line_u = 38};
  const auto& organisation = view.pack().organisation;
  const bool fits = ui::words_height(view.ui, row.w, organisation.name, look) <= row.h;
  const std::string& name = fits ? organisation.name : organisation.short_name;
  row.y += (row.h - ui::words_height(view.ui, row.w, name, look)) / 2;
  ui::words(view.ui, row, name, look);
}

// --- the bar ---

ui::Bar bar_of(const View& view) {
  ui::Bar bar;
  bar.extras.push_back(
      {.id = id::records, .label = view.ui.tr("receipt.records"), .icon = "doc", .icon_leading = true, .height = 96});
  bar.primary = primary_button(view, view.ui.tr("common.done"), "check");
  return bar;
}

// The buttons trail and the contact leads, where all of it fits.
bool contact_fits(const View& view) {
  const content::Contact* hr = hr_of(view);
  if (hr == nullptr || view.ui.layout().short_window || contact_height(view) > 96) return false;
  const ui::Bar bar = bar_of(view);
  const float buttons = ui::button_size(view.ui, bar.extras.front()).w + ui::button_size(view.ui, *bar.primary).w + 16;
  return contact_width(view, *hr) + 32 + std::max(buttons, 560.0F) <= view.ui.window().w - 96;
}

// The same bar, its extra beside the primary and the contact where the extra was.
void draw_bar_with_contact(const View& view) {
  ui::Bar bar = bar_of(view);
  const ui::Button mine = bar.extras.front();
  bar.extras.clear();
  ui::Rect window = view.ui.window();
  const float before = window.h;
  draw_bar(view, window, bar);
  ui::Rect row = ui::Rect{window.x, window.bottom(), window.w, before - window.h}.inset(48, 16);
  view.ui.push_background(view.ui.color(ui::Role::card));
  row.cut_trailing(ui::button_size(view.ui, *bar.primary).w + 16);
  const ui::Rect place = row.cut_trailing(ui::button_size(view.ui, mine).w);
  draw_contact(view, row, *hr_of(view));
  if (ui::button(view.ui, place, mine)) view.post(flow::RecordsPressed{});
  view.ui.pop_background();
}

}  // namespace

void draw_receipt(const View& view, const flow::ReceiptScreen& screen) {
  ui::Rect rest = view.ui.window();
  draw_names(view, rest);
  cut_foot(view, rest);
  ui::Rect area = ui::content(view.ui, rest, 8, 24);
  const bool contact_in_bar = contact_fits(view);
  const std::string proof = records::receipt_text(screen.receipt, view.pack().organisation.name);
  const Column words = words_column(view, screen.receipt, !contact_in_bar);
  const ui::LayoutClass layout = view.ui.layout();
  if (two_panes(view, area.w) || (layout.short_window && !layout.big_text)) {
    area = stage(area);
    const float share = std::min(code_card_width, area.w * .4F);
    const ui::Rect card = area.cut_trailing(share);
    area.cut_trailing(std::min(pane_gap, area.w * .08F));
    draw_column(words, scroll_id, area, At::middle);
    draw_code_card(view, card.centered({card.w, std::min(card.h, code_card_height_max)}), proof, screen.receipt.code);
  } else {
    const float width = std::min(area.w, card_width_alone);
    const float height = code_card_height(view, width, screen.receipt.code);
    const float free = std::max(0.0F, area.h - words.height(area.w) - 32 - height);
    Column all = words;
    all.add({[height](float) { return height; },
             [&](ui::Rect rect) {
               draw_code_card(view, rect.centered({width, rect.h}), proof, screen.receipt.code);
             },
             32 + free});
    draw_column(all, scroll_id, area);
  }
  if (contact_in_bar && !view.ui.more_below(scroll_id)) return draw_bar_with_contact(view);
  if (draw_foot(view, bar_of(view), scroll_id) == id::records) view.post(flow::RecordsPressed{});
}

}  // namespace countersign::view
