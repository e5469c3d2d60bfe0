// Matching: press one that leads, then its partner. A pair is shown by its letter, its line and its colour; pressing it
// again undoes it.

#include <algorithm>
#include <cmath>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/question.hpp"

namespace countersign::view {
namespace {

constexpr float radius = 20;
constexpr float padding = 16;
constexpr float disc = 48;
constexpr float tile_least = 80;
constexpr float channel = 96;      // between the two sides: the lines run here
constexpr float side_least = 320;  // narrower (over the text scale) and they stand one under the other

const ui::TextStyle label_style{.style = ui::Style::body_medium, .line_u = 42};

using Pairs = std::vector<std::pair<ChoiceId, ChoiceId>>;

std::optional<std::size_t> index_of(const std::vector<ChoiceId>& list, const ChoiceId& id) {
  const auto found = std::find(list.begin(), list.end(), id);
  if (found == list.end()) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

// Which pair a tile belongs to, by the place of its source.
std::optional<std::size_t> pair_of(const Asked& asked, const ChoiceId& id) {
  for (const auto& [source, target] : asked.screen.answer.pairs)
    if (source == id || target == id) return index_of(asked.question.shown_order, source);
  return std::nullopt;
}

bool is_right(const Asked& asked, std::size_t pair) {
  const ChoiceId& source = asked.question.shown_order[pair];
  return std::any_of(asked.item.pairs.begin(), asked.item.pairs.end(), [&](const auto& known) {
    const Pairs& mine = asked.screen.answer.pairs;
    return known.first == source && std::find(mine.begin(), mine.end(), known) != mine.end();
  });
}

struct PairColors {
  ui::Role edge;
  ui::Role fill;
};

PairColors pair_colors(const Asked& asked, std::size_t pair) {
  if (asked.screen.checked)
    return is_right(asked, pair) ? PairColors{ui::Role::success, ui::Role::success_c}
                                 : PairColors{ui::Role::error, ui::Role::error_c};
  constexpr PairColors colors[] = {{ui::Role::primary, ui::Role::primary_c},
                                   {ui::Role::warning, ui::Role::warning_c},
                                   {ui::Role::text_2, ui::Role::sunken},
                                   {ui::Role::mark_b, ui::Role::card}};
  return colors[pair % std::size(colors)];
}

std::string letter(std::size_t pair) { return std::string(1, static_cast<char>('A' + pair)); }

struct Tile {
  ChoiceId id;
  bool source = false;
  std::optional<std::size_t> pair;
  bool picked = false;
  bool waiting = false;  // a target that the picked source could take
};

Tile tile_of(const Asked& asked, const ChoiceId& id, bool source) {
  Tile tile{id, source, pair_of(asked, id), false, false};
  tile.picked = source && asked.screen.picked == id;
  tile.waiting = !source && asked.screen.picked.has_value();
  return tile;
}

float label_width(float width) { return width - 2 * padding - disc - padding - 8; }

float tile_height(const Asked& asked, float width, const ChoiceId& id) {
  const ui::Size size = asked.view.ui.measure(asked.words(id).text, label_style, label_width(width), asked.language());
  return std::max(tile_least, size.h + 24);
}

// A row of one source and one target is as high as the higher of both; all rows alike.
float row_height(const Asked& asked, float width) {
  float height = tile_least;
  for (const ChoiceId& id : asked.question.shown_order) height = std::max(height, tile_height(asked, width, id));
  for (const ChoiceId& id : asked.question.shown_targets) height = std::max(height, tile_height(asked, width, id));
  return height;
}

void act(const Asked& asked, const Tile& tile) {
  const View& view = asked.view;
  if (tile.source && tile.pair) return view.post(flow::PairChosen{tile.id, {}});
  if (!tile.source && tile.pair && !tile.waiting)
    return view.post(flow::PairChosen{asked.question.shown_order[*tile.pair], {}});
  if (tile.source) return view.post(flow::ChoicePressed{tile.id});
  if (asked.screen.picked) view.post(flow::PairChosen{*asked.screen.picked, tile.id});
}

void draw_disc(const Asked& asked, ui::Rect box, const Tile& tile) {
  ui::Ui& ui = asked.view.ui;
  const ui::TextStyle style{.style = ui::Style::label_bold, .align = ui::Align::center};
  if (tile.pair) {
    const PairColors colors = pair_colors(asked, *tile.pair);
    const bool light = colors.edge == ui::Role::mark_b;
    ui.circle(box.center(), disc / 2, ui.color(light ? ui::Role::card : colors.edge));
    if (light) ui.circle_outline(box.center(), disc / 2 - 2.5F, ui.color(colors.edge), 5);
    ui.draw_text_centered(box, letter(*tile.pair), style, ui.color(light ? ui::Role::text : ui::Role::card), "",
                          ui::Growth::fixed);
  } else if (tile.source) {
    const auto place = index_of(asked.question.shown_order, tile.id);
    ui.circle(box.center(), disc / 2, ui.color(tile.picked ? ui::Role::primary : ui::Role::sunken));
    ui.draw_text_centered(box, letter(place.value_or(0)), style, ui.color(tile.picked ? ui::Role::on_primary : ui::Role::text),
                          "", ui::Growth::fixed);
  } else {
    ui.circle_outline(box.center(), disc / 2 - 2, ui.color(tile.waiting ? ui::Role::primary : ui::Role::outline),
                      tile.waiting ? 4 : 2.5F);
  }
}

void register_tile(const Asked& asked, ui::Rect rect, const Tile& tile, const ui::Press& press, ui::Rgba fill, ui::Rgba color) {
  ui::Ui& ui = asked.view.ui;
  ui::Node node;
  node.id = std::string(tile.source ? id::source : id::target) + "." + tile.id.value;
  node.role = "button";
  node.name = asked.words(tile.id).text;
  if (tile.pair) node.value = ui.tr("quiz.pair", {{"letter", letter(*tile.pair)}});
  if (tile.picked || tile.pair) node.state.emplace_back("selected");
  if (asked.screen.checked && tile.pair) node.state.emplace_back(is_right(asked, *tile.pair) ? "right" : "wrong");
  if (asked.screen.checked) node.state.emplace_back("disabled");
  if (press.held) node.state.emplace_back("pressed");
  node.rect = rect;
  node.focusable = !asked.screen.checked;
  node.language = asked.language();
  node.text_size_u = 32 * ui.scale();
  node.color = color;
  node.background = fill;
  ui.node(std::move(node));
}

void draw_tile(const Asked& asked, ui::Rect rect, const Tile& tile) {
  ui::Ui& ui = asked.view.ui;
  const std::string name = std::string(tile.source ? id::source : id::target) + "." + tile.id.value;
  const ui::Press press = ui.press(name, rect, !asked.screen.checked);
  const bool high_contrast = ui.theme().name == assets::ThemeName::high_contrast;
  ui::Rgba fill = ui.color(press.held ? ui::Role::sunken : ui::Role::card);
  ui::Rgba edge = ui.color(ui::Role::outline);
  float width = 2.5F;
  ui::Rgba color = ui.color(ui::Role::text);
  if (tile.picked || tile.pair) {
    const PairColors colors = tile.pair ? pair_colors(asked, *tile.pair) : PairColors{ui::Role::primary, ui::Role::primary_c};
    edge = ui.color(colors.edge);
    width = 5;
    if (!high_contrast) fill = ui.color(colors.fill);
  } else if (tile.waiting) {
    edge = ui.color(ui::Role::primary);
    width = 4;
  }
  ui.fill(rect, fill, radius);
  ui.outline(rect, edge, width, radius);
  // Discs face each other across the lines.
  ui::Rect row = rect.inset(padding, 0);
  const ui::Rect box = (tile.source ? row.cut_trailing(disc) : row.cut_leading(disc)).centered({disc, disc});
  if (tile.source)
    row.cut_leading(8);
  else
    row.cut_leading(padding);
  row.w = label_width(rect.w);
  ui.draw_text_centered(row, asked.words(tile.id).text, label_style, color, asked.language());
  draw_disc(asked, box, tile);
  if (press.focused) ui.focus_ring(rect, radius);
  register_tile(asked, rect, tile, press, fill, color);
  if (press.activated) act(asked, tile);
}

void draw_line(const Asked& asked, ui::Point from, ui::Point to, std::size_t pair) {
  constexpr int steps = 24;
  std::vector<ui::Point> points;
  for (int i = 0; i <= steps; ++i) {
    const float t = static_cast<float>(i) / steps;
    const float bend = t * t * (3 - 2 * t);
    points.push_back({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * bend});
  }
  asked.view.ui.polyline(points, asked.view.ui.color(pair_colors(asked, pair).edge), 6);
}

bool beside(const Asked& asked, float width) { return (width - channel) / 2 >= side_least * asked.view.ui.scale(); }

void draw_sides(const Asked& asked, ui::Rect rect) {
  const float side = (rect.w - channel) / 2;
  const float step = row_height(asked, side) + asked.gap();
  const auto tile_rect = [&](std::size_t row, bool source) {
    return ui::Rect{source ? rect.x : rect.x + side + channel, rect.y + static_cast<float>(row) * step, side,
                    step - asked.gap()};
  };
  const auto& sources = asked.question.shown_order;
  const auto& targets = asked.question.shown_targets;
  for (const auto& [source, target] : asked.screen.answer.pairs) {
    const auto from = index_of(sources, source);
    const auto to = index_of(targets, target);
    if (!from || !to) continue;
    const ui::Rect a = tile_rect(*from, true);
    const ui::Rect b = tile_rect(*to, false);
    draw_line(asked, {a.right() + 4, a.center().y}, {b.x - 4, b.center().y}, *from);
  }
  for (std::size_t i = 0; i < sources.size(); ++i) draw_tile(asked, tile_rect(i, true), tile_of(asked, sources[i], true));
  for (std::size_t i = 0; i < targets.size(); ++i) draw_tile(asked, tile_rect(i, false), tile_of(asked, targets[i], false));
}

float sides_height(const Asked& asked, float width) {
  const auto rows = static_cast<float>(std::max(asked.question.shown_order.size(), asked.question.shown_targets.size()));
  return rows * (row_height(asked, (width - channel) / 2) + asked.gap()) - asked.gap();
}

float stacked_height(const Asked& asked, float width) {
  const auto tiles = static_cast<float>(asked.question.shown_order.size() + asked.question.shown_targets.size());
  return tiles * (row_height(asked, width) + asked.gap()) - asked.gap() + 32;
}

void draw_stacked(const Asked& asked, ui::Rect rect) {
  const float height = row_height(asked, rect.w);
  for (const ChoiceId& id : asked.question.shown_order) {
    draw_tile(asked, rect.cut_top(height), tile_of(asked, id, true));
    rect.cut_top(asked.gap());
  }
  rect.cut_top(32);
  for (const ChoiceId& id : asked.question.shown_targets) {
    draw_tile(asked, rect.cut_top(height), tile_of(asked, id, false));
    rect.cut_top(asked.gap());
  }
}

}  // namespace

Column match_rows(const Asked& asked) {
  Column column(asked.view.ui);
  column.add({[asked](float width) { return beside(asked, width) ? sides_height(asked, width) : stacked_height(asked, width); },
              [asked](ui::Rect rect) { beside(asked, rect.w) ? draw_sides(asked, rect) : draw_stacked(asked, rect); }, 24});
  return column;
}

}  // namespace countersign::view
