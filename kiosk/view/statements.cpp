#include "kiosk/view/statements.hpp"
#include "kiosk/view/signature_pane.hpp"

#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"

namespace countersign::view {
namespace {

using Missing = flow::SignScreen::Missing;

constexpr float card_air = 4;
constexpr float line_from = 92;  // under the words, not under the box
constexpr float line_margin = 24;
constexpr float info_size = 60;
constexpr float info_side = 16;

struct Statement {
  std::string id;
  std::string label;
  bool on = false;
  bool info = false;
  flow::Event toggle;
};

std::vector<Statement> statements_of(const View& view, const flow::SignScreen& screen) {
  std::vector<Statement> list;
  for (std::size_t i = 0; i < view.pack().statements.size(); ++i) {
    const bool on = i < screen.ticks.size() && screen.ticks[i];
    list.push_back({std::string(id::statement) + "." + std::to_string(i), view.text().statements.at(view.pack().statements[i]),
                    on, false, flow::StatementToggled{i}});
  }
  list.push_back({id::consent, view.text().consent_label, screen.consent, true, flow::ConsentToggled{}});
  return list;
}

float row_width(float width, const Statement& statement) { return statement.info ? width - info_side - info_size - 12 : width; }

float row_height(const View& view, float width, const Statement& statement, float least) {
  return std::max(least, ui::check_row_height(view.ui, row_width(width, statement), statement.label));
}

void draw_row(const View& view, ui::Rect rect, const Statement& statement) {
  const ui::Rect place{rect.x, rect.y, row_width(rect.w, statement), rect.h};
  if (ui::check_row(view.ui, place, statement.id, statement.label, statement.on, view.text_language()))
    view.post(statement.toggle);
  if (!statement.info) return;
  const ui::Rect info{rect.right() - info_side - info_size, rect.y + (rect.h - info_size) / 2, info_size, info_size};
  if (ui::icon_button(view.ui, info, id::consent_info, "info", view.ui.tr("sign.consent_info"), ui::Role::primary_c,
                      ui::Role::on_primary_c))
    view.post(flow::OpenConsent{});
}

Piece card_piece(const View& view, const flow::SignScreen& screen, float row_least) {
  const auto list = statements_of(view, screen);
  const auto height = [&view, list, row_least](float width) {
    float total = 2 * card_air;
    for (const Statement& one : list) total += row_height(view, width, one, row_least);
    return total + 2 * static_cast<float>(list.size() - 1);
  };
  const auto draw = [&view, list, row_least](ui::Rect rect) {
    ui::card(view.ui, rect);
    view.ui.push_background(view.ui.color(ui::Role::card));
    rect.cut_top(card_air);
    for (const Statement& one : list) {
      if (&one != &list.front())
        ui::hairline(view.ui, {rect.x + line_from, rect.cut_top(2).y, rect.w - line_from - line_margin, 2});
      draw_row(view, rect.cut_top(row_height(view, rect.w, one, row_least)), one);
    }
    view.ui.pop_background();
  };
  return {height, draw, 0};
}

// --- what stays free to say ---

constexpr float rights_padding = 24;
constexpr float rights_padding_title = 12;
constexpr float rights_icon = 56;
constexpr float chevron = 36;
const ui::TextStyle rights_title{.style = ui::Style::body_bold, .line_u = 40};
const ui::TextStyle rights_text{.style = ui::Style::label};

float rights_width(float width) { return width - 2 * rights_padding - rights_icon - 24; }

float rights_height(const View& view, float width, Rights rights) {
  const float inner = rights_width(width);
  const std::string language = view.text_language();
  const float title = view.ui.measure(view.text().rights_title, rights_title, inner - chevron - 12, language).h;
  if (rights == Rights::title) return std::max(rights_icon, title) + 2 * rights_padding_title;
  return 2 * rights_padding + title + 4 + view.ui.measure(view.text().rights_text, rights_text, inner, language).h;
}

// The words beside the shield.
void draw_rights_words(const View& view, ui::Rect inner, Rights rights, ui::Rgba strong, ui::Rgba quiet) {
  ui::Ui& ui = view.ui;
  const std::string language = view.text_language();
  const ui::Rect title{inner.x, inner.y, inner.w - chevron - 12, inner.h};
  const ui::Rect icon{inner.right() - chevron, inner.y + 2, chevron, chevron};
  if (rights == Rights::title) {
    ui.draw_text_centered(title, view.text().rights_title, rights_title, strong, language);
    ui.icon("chevr", {icon.x, inner.y + (inner.h - chevron) / 2, chevron, chevron}, strong);
    return;
  }
  inner.cut_top(ui.draw_text(title, view.text().rights_title, rights_title, strong, language).h + 4);
  ui.icon("chevr", icon, strong);
  ui.draw_text(inner, view.text().rights_text, rights_text, quiet, language);
}

void draw_rights_box(const View& view, ui::Rect rect, Rights rights) {
  constexpr float radius = 28;
  ui::Ui& ui = view.ui;
  const bool bright = ui.theme().name == assets::ThemeName::high_contrast;
  const ui::Press press = ui.press(id::rights, rect);
  const ui::Rgba fill = ui.color(press.held && !bright ? ui::Role::ring_track : ui::Role::primary_c);
  const ui::Rgba strong = ui.color(ui::Role::on_primary_c);
  const ui::Rgba quiet = bright ? strong : ui.color(ui::Role::text);
  ui.fill(rect, fill, radius);
  ui::Rect inner = rect.inset(rights_padding, rights == Rights::title ? rights_padding_title : rights_padding);
  const ui::Rect icon = inner.cut_leading(rights_icon);
  ui.icon("shield", {icon.x, icon.y, rights_icon, rights_icon}, strong);
  inner.cut_leading(24);
  draw_rights_words(view, inner, rights, strong, quiet);
  if (press.focused) ui.focus_ring(rect, radius);
  ui::Node node;
  node.id = id::rights;
  node.role = "button";
  node.name = view.text().rights_title;
  node.value = view.text().rights_text;
  node.rect = rect;
  node.focusable = true;
  node.language = view.text_language();
  node.text_size_u = 28 * ui.scale();
  node.color = quiet;
  node.background = fill;
  if (press.held) node.state.emplace_back("pressed");
  ui.node(std::move(node));
  if (press.activated) view.post(flow::OpenRights{});
}

std::string missing_words(const View& view, Missing missing) {
  if (missing == Missing::statements) return view.ui.tr("sign.missing_statements");
  return missing == Missing::consent ? view.ui.tr("sign.missing_consent") : std::string();
}

}  // namespace

Column statements_column(const View& view, const flow::SignScreen& screen, float row_least, Rights rights) {
  Column column(view.ui);
  column.add(card_piece(view, screen, row_least));
  const std::string missing = missing_words(view, screen.missing);
  if (!missing.empty()) {
    Piece note = note_piece(view.ui, "warn", missing, ui::Tone::error, 16);
    note.draw = [&view, draw = note.draw](ui::Rect rect) { draw(rect), show_once_asked(view, rect); };
    column.add(std::move(note));
  }
  column.add({[&view, rights](float width) { return rights_height(view, width, rights); },
              [&view, rights](ui::Rect rect) { draw_rights_box(view, rect, rights); }, missing.empty() ? 24.0F : 16.0F});
  add_foreign_note(view, column);
  return column;
}

}  // namespace countersign::view
