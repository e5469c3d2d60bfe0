#include "kiosk/view/keypad_pane.hpp"

#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"

namespace countersign::view {
namespace {

constexpr float card_padding = 24;
constexpr float field_height = 80;
constexpr float pane_gap = 64;
constexpr float short_key_width_max = 104;
constexpr float note_width_max = 600;
constexpr char scroll_id[] = "prompt";

std::string last_two(const std::string& badge) { return badge.size() <= 2 ? badge : badge.substr(badge.size() - 2); }

// The badge beside "Not my badge", or above it.
struct BadgeRow {
  const View& view;
  std::string label;
  ui::Button not_mine;
  ui::Size chip;

  float label_height(float width) const { return ui::chip_size(view.ui, label, "key", width).h; }
  bool in_row(float width) const { return chip.w + 24 + ui::button_size(view.ui, not_mine).w <= width; }
  float button_width(float width) const { return std::min(width, ui::button_size(view.ui, not_mine).w); }
  float button_height(float width) const { return ui::button_height(view.ui, button_width(width), not_mine); }
  float height(float width) const { return button_height(width) + (in_row(width) ? 0 : label_height(width) + 12); }

  void draw(ui::Rect rect) const {
    const ui::Rect all = rect;
    const float drop = in_row(all.w) ? (rect.h - chip.h) / 2 : 0;
    ui::chip(view.ui, {rect.x, rect.y + drop}, label, ui::Tone::neutral, "key", "", all.w);
    if (in_row(all.w))
      rect.cut_leading(chip.w + 24);
    else
      rect.cut_top(label_height(all.w) + 12);
    if (ui::button(view.ui, {rect.x, rect.y, button_width(all.w), rect.h}, not_mine)) view.post(flow::NotMyBadge{});
  }
};

Piece badge_piece(const View& view, const std::string& badge) {
  BadgeRow row{view, view.ui.tr("signin.badge_ending", {{"digits", last_two(badge)}}), {}, {}};
  row.not_mine = {.id = id::not_my_badge, .label = view.ui.tr("signin.not_my_badge"), .height = 72};
  row.chip = ui::chip_size(view.ui, row.label, "key");
  return {[row](float width) { return row.height(width); }, [row](ui::Rect rect) { row.draw(rect); }, 16};
}

Piece picture_piece(const View& view, const std::string& name) {
  static constexpr ui::Size picture{458, 220};
  return {[](float width) { return picture.h * std::min(1.0F, width / picture.w); },
          [&view, name](ui::Rect rect) {
            rect.w = std::min(rect.w, picture.w);
            ui::picture(view.ui, rect, asset_picture(view, name), "");
          },
          16};
}

// Not wider than its lines can be read.
Piece narrow_note_piece(const View& view, const Prompt& prompt) {
  const float widest = note_width_max * view.ui.scale();
  const Piece note =
      note_piece(view.ui, prompt.note_icon, prompt.note, prompt.note_tone, view.ui.layout().short_window ? 16.0F : 24.0F);
  return {[note, widest](float width) { return note.height(std::min(width, widest)); },
          [note, widest](ui::Rect rect) {
            rect.w = std::min(rect.w, widest);
            note.draw(rect);
          },
          note.gap};
}

std::optional<std::string> typed_on(const Entry& entry, const std::vector<ui::PadKey>& keys) {
  std::string value = entry.value;
  for (const ui::PadKey& key : keys) {
    if (key.kind == ui::PadKey::Kind::clear) value.clear();
    if (key.kind == ui::PadKey::Kind::backspace && !value.empty()) value.pop_back();
    if (key.kind == ui::PadKey::Kind::digit && value.size() < entry.characters_max) value += static_cast<char>('0' + key.digit);
  }
  return value == entry.value ? std::nullopt : std::optional(value);
}

void draw_entry(const View& view, ui::Rect rect, const Entry& entry) {
  if (entry.kind == Entry::Kind::pin) {
    ui::pin_field(view.ui, rect, id::field, entry.label, entry.value.size(), entry.characters_max);
    return;
  }
  ui::field(view.ui, rect,
            {.id = id::field,
             .label = entry.label,
             .value = entry.value,
             .active = true,
             .characters_max = entry.characters_max,
             .large_digits = true});
}

// What stands there when not all of it fits: the picture goes first, then what only helps; what has just been said stays.
std::vector<Prompt> shorter_and_shorter(const Prompt& prompt) {
  std::vector<Prompt> list{prompt};
  const auto next = [&list]() -> Prompt& { return list.emplace_back(list.back()); };
  next().picture.clear();
  if (!prompt.badge.empty() || prompt.note_matters || prompt.extra) next().body.clear();
  if (prompt.note_matters) {
    next().badge.clear();
    next().headline.clear();
  } else {
    next().note.clear();
  }
  return list;
}

void draw_prompt(const View& view, ui::Rect rect, const Prompt& prompt, At at) {
  const std::vector<Prompt> list = shorter_and_shorter(prompt);
  for (const Prompt& one : list) {
    const Column column = prompt_column(view, one, true);
    if (column.height(rect.w) <= rect.h) return draw_column(column, scroll_id, rect, at);
  }
  // It scrolls: what has just been said comes first, else nothing is left out.
  draw_column(prompt_column(view, prompt.note_matters ? list.back() : prompt, false), scroll_id, rect, at);
}

ui::Size card_size(const View& view) {
  const ui::Size pad = ui::pin_pad_size(view.ui);
  return {pad.w + 2 * card_padding, 2 * card_padding + field_height + 24 + pad.h};
}

std::optional<std::string> draw_card(const View& view, ui::Rect card, const Entry& entry) {
  ui::card(view.ui, card);
  view.ui.push_background(view.ui.color(ui::Role::card));
  ui::Rect inner = card.inset(card_padding, card_padding);
  draw_entry(view, inner.cut_top(field_height), entry);
  inner.cut_top(24);
  const auto keys = ui::pin_pad(view.ui, inner, entry.enabled);
  view.ui.pop_background();
  return typed_on(entry, keys);
}

std::optional<std::string> draw_short(const View& view, ui::Rect content, const Prompt& prompt, const Entry& entry) {
  const float key_width = std::min(short_key_width_max, (content.w * .48F - 24) / 3);
  const ui::Rect pad = content.cut_trailing(3 * key_width + 24);
  content.cut_trailing(24);
  const ui::Rect field = content.cut_bottom(field_height);
  content.cut_bottom(12);
  draw_prompt(view, content, prompt, At::top);
  draw_entry(view, field, entry);
  return typed_on(entry, ui::pin_pad(view.ui, pad, entry.enabled));
}

}  // namespace

Column prompt_column(const View& view, const Prompt& prompt, bool with_picture) {
  const bool short_window = view.ui.layout().short_window;
  Column column(view.ui);
  if (with_picture && !prompt.picture.empty()) column.add(picture_piece(view, prompt.picture));
  if (!prompt.badge.empty()) column.add(badge_piece(view, prompt.badge));
  if (!prompt.headline.empty()) column.words(prompt.headline, {.style = short_window ? ui::Style::title : ui::Style::headline});
  if (!prompt.body.empty())
    column.words(prompt.body, {.style = short_window ? ui::Style::body : ui::Style::large, .color = ui::Role::text_2},
                 short_window ? 8 : 16);
  if (!prompt.note.empty()) column.add(narrow_note_piece(view, prompt));
  if (prompt.extra) {
    ui::Button extra = *prompt.extra;
    if (short_window) extra.height = 64;
    column.add(button_piece(view.ui, extra, prompt.extra_pressed, short_window ? 16 : 20));
  }
  return column;
}

void draw_tall_prompt(const View& view, ui::Rect rect, const Prompt& prompt) {
  constexpr float ratio = 250.0F / 520;
  constexpr float picture_least = 200;
  const Column column = prompt_column(view, prompt, false);
  const float height = column.height(rect.w);
  draw_column(column, scroll_id, rect);
  if (prompt.picture.empty() || rect.h - height - 40 < picture_least) return;
  rect.cut_top(height + 40);
  const float width = std::min(rect.w, rect.h / ratio);
  ui::picture(view.ui, rect.centered({width, width * ratio}), asset_picture(view, prompt.picture), "");
}

std::optional<std::string> draw_keypad_pane(const View& view, ui::Rect content, const Prompt& prompt, const Entry& entry) {
  const ui::LayoutClass layout = view.ui.layout();
  const ui::Size size = card_size(view);
  if (layout.portrait) {
    const ui::Rect foot = content.cut_bottom(size.h);
    content.cut_bottom(32);
    draw_tall_prompt(view, content, prompt);
    return draw_card(view, foot.centered(size), entry);
  }
  if (content.h < size.h - 1) return draw_short(view, content, prompt, entry);
  const ui::Rect side = content.cut_trailing(size.w);
  content.cut_trailing(pane_gap);
  draw_prompt(view, content, prompt, At::middle);
  return draw_card(view, side.centered(size), entry);
}

}  // namespace countersign::view
