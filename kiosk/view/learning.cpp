#include "kiosk/view/learning.hpp"

#include <algorithm>

namespace countersign::view {
namespace {

constexpr float two_panes_least = 860;  // width of both, divided by the text scale

}  // namespace

bool two_panes(const View& view, float content_width) {
  return !view.ui.layout().portrait && content_width / view.ui.scale() >= two_panes_least;
}

ui::Rect stage(ui::Rect area, float height_max) {
  const float free = area.h - height_max;
  if (free <= 0) return area;
  return {area.x, area.y + free * 0.4F, area.w, height_max};
}

bool is_changed(const content::Pack& pack, const ClauseId& clause) {
  return std::any_of(pack.changes.begin(), pack.changes.end(), [&](const content::Change& change) {
    return change.clause == clause && change.material && change.since == pack.version;
  });
}

Piece clause_piece(const View& view, const ClauseId& clause) {
  const std::string id = clause.value;
  const std::string note =
      is_changed(view.pack(), clause) ? view.ui.tr("reading.changed", {{"version", view.pack().version}}) : std::string();
  const ui::Words look{.style = ui::Style::label, .color = ui::Role::text_2, .role = "note"};
  const auto beside = [&ui = view.ui, id, note, look](float width) {
    const float free = width - ui::chip_size(ui, id).w - 12;
    return free > 0 && ui::words_height(ui, free, note, look) <= ui.line(look.style) + 1;
  };
  const auto height = [&ui = view.ui, id, note, look, beside](float width) {
    const float chip = ui::chip_size(ui, id).h;
    return note.empty() || beside(width) ? chip : chip + 8 + ui::words_height(ui, width, note, look);
  };
  const auto draw = [&ui = view.ui, id, note, look, beside](ui::Rect rect) {
    const ui::Size size = ui::chip_size(ui, id);
    const bool fits = beside(rect.w);
    ui::chip(ui, {rect.x, rect.y}, id, ui::Tone::primary);
    if (note.empty()) return;
    if (fits) {
      rect.cut_leading(size.w + 12);
      rect.y += (size.h - ui.line(look.style)) / 2;
    } else {
      rect.cut_top(size.h + 8);
    }
    ui::words(ui, rect, note, look);
  };
  return {height, draw, 16};
}

void add_foreign_note(const View& view, Column& column) {
  if (!view.text_is_foreign()) return;
  column.add({[view](float width) { return foreign_note_height(view, width); },
              [view](ui::Rect rect) { draw_foreign_note(view, rect); }, 16});
}

ui::Words pack_words(const View& view, ui::Style style, ui::Role color) {
  ui::Words look;
  look.style = style;
  look.color = color;
  look.language = view.text_language();
  return look;
}

Piece quote_piece(const View& view, const ui::RichText& text) {
  constexpr float bar = 8;
  constexpr float indent = bar + 24;
  constexpr float air = 4;
  ui::Words look = pack_words(view, ui::Style::body, ui::Role::text_2);
  look.line_u = 44;
  const auto height = [&ui = view.ui, text, look](float width) {
    return ui::words_height(ui, width - indent, text, look) + 2 * air;
  };
  const auto draw = [&ui = view.ui, text, look](ui::Rect rect) {
    ui.fill({rect.x, rect.y, bar, rect.h}, ui.color(ui::Role::primary), bar / 2);
    ui::words(ui, {rect.x + indent, rect.y + air, rect.w - indent, rect.h}, text, look);
  };
  return {height, draw, 24};
}

const content::Picture* figure_near(const View& view, const ModuleId& module, const CardId& card) {
  const auto text = view.text().modules.find(module);
  if (text == view.text().modules.end()) return nullptr;
  const content::Picture* first = nullptr;
  for (const content::Card& each : text->second.cards) {
    if (!each.picture) continue;
    if (each.id == card) return &*each.picture;
    if (first == nullptr) first = &*each.picture;
  }
  return first;
}

void draw_decoration(const View& view, ui::Rect rect, const std::filesystem::path& picture, ui::Fit fit) {
  view.ui.picture(picture, rect, fit, fit == ui::Fit::cover ? 28.0F : 0.0F);
}

namespace {

Piece bullet_piece(ui::Ui& ui, const ui::RichText& text, const ui::Words& look) {
  const auto height = [&ui, text, look](float width) { return ui::words_height(ui, width - 32 * ui.scale(), text, look); };
  const auto draw = [&ui, text, look](ui::Rect rect) { ui::paragraphs(ui, rect, {{text, true}}, look, 0); };
  return {height, draw, 12};
}

}  // namespace

void add_blocks(Column& column, ui::Ui& ui, const content::Blocks& blocks, const ui::Words& look) {
  for (const content::Block& block : blocks) {
    if (block.kind == content::Block::Kind::list_item)
      column.add(bullet_piece(ui, rich(block.runs), look));
    else
      column.words(rich(block.runs), look);
  }
}

}  // namespace countersign::view
