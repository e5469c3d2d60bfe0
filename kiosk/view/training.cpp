// Your training: how far, how long, until when; the path of modules; and one big Continue.

#include <algorithm>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/screens.hpp"
#include "kiosk/view/training_path.hpp"

namespace countersign::view {
namespace {

constexpr char scroll_id[] = "training";
constexpr float rail_width = 400;
constexpr float pane_gap = 32;
constexpr float padding = 32;
constexpr float ring = 208;
constexpr float ring_width = 23;
constexpr float fact_icon = 44;
constexpr float slack_least = 320;  // portrait: between facts and path
constexpr float medal_least = 160;
constexpr float medal_most = 340;

const flow::Progress& progress_of(const View& view) { return view.state.session->progress; }

struct Fact {
  std::string icon;
  std::string label;
  std::string text;
};

std::vector<Fact> facts_of(const View& view) {
  const ui::Resources& resources = view.ui.resources();
  const Language& language = view.state.preferences.language;
  std::vector<Fact> facts;
  const bool signed_off = progress_of(view).signed_off;
  if (view.state.session->due && !signed_off)
    facts.push_back({"cal", view.ui.tr("training.due"), resources.strings.day(language, *view.state.session->due)});
  const auto changed =
      std::count_if(view.pack().changes.begin(), view.pack().changes.end(),
                    [&](const content::Change& change) { return change.material && change.since == view.pack().version; });
  if (changed > 0)
    facts.push_back({"flag", view.ui.tr("training.new_in", {{"version", view.pack().version}}),
                     count(view, "training.changed", static_cast<int>(changed))});
  return facts;
}

std::string time_left(const View& view) {
  if (progress_of(view).signed_off) return view.ui.tr("training.done");
  return count(view, "training.minutes_left", std::max(1, flow::minutes_left(view.pack(), progress_of(view))));
}

void draw_ring(const View& view, ui::Rect rect) {
  ui::Ui& ui = view.ui;
  const std::size_t passed = flow::modules_passed(view.pack(), progress_of(view));
  const std::size_t all = view.pack().modules.size();
  const std::string of = ui.tr("training.of", {{"count", std::to_string(all)}});
  const float share = all == 0 ? 1 : static_cast<float>(passed) / static_cast<float>(all);
  const ui::Rect box = rect.centered({ring, ring});
  ui::ring(ui, box, ring_width, share, ui.tr("training.progress"), std::to_string(passed) + " " + of);
  const ui::TextStyle number{
      .style = ui::Style::numeral, .align = ui::Align::center, .tabular = true, .line_u = 68, .size_u = 64, .weight = 700};
  const ui::TextStyle label{.style = ui::Style::label, .align = ui::Align::center};
  const float line = 36;
  const float top = box.y + (ring - 68 - line) / 2;
  ui.draw_text({box.x, top, box.w, 68}, std::to_string(passed), number, ui.color(ui::Role::text), "", ui::Growth::fixed);
  ui.draw_text({box.x, top + 68, box.w, line}, of, label, ui.color(ui::Role::text_2), "", ui::Growth::fixed);
}

float fact_height(const View& view, float width, const Fact& fact) {
  const float room = width - fact_icon - 16;
  const ui::Words text{.style = ui::Style::body_bold, .line_u = 40};
  return std::max(fact_icon, ui::words_height(view.ui, room, fact.label, {.style = ui::Style::label}) +
                                 ui::words_height(view.ui, room, fact.text, text));
}

void draw_fact(const View& view, ui::Rect rect, const Fact& fact) {
  ui::Ui& ui = view.ui;
  const ui::Rect box = rect.cut_leading(fact_icon);
  ui.icon(fact.icon, box.centered({fact_icon, fact_icon}), ui.color(ui::Role::text_2));
  rect.cut_leading(16);
  ui::words_in(ui, rect, fact.label, {.style = ui::Style::label, .color = ui::Role::text_2});
  ui::words_in(ui, rect, fact.text, {.style = ui::Style::body_bold, .line_u = 40});
}

Column facts_column(const View& view) {
  Column column(view.ui);
  for (const Fact& fact : facts_of(view))
    column.add({[view, fact](float width) { return fact_height(view, width, fact); },
                [view, fact](ui::Rect rect) { draw_fact(view, rect, fact); }, 16});
  return column;
}

// --- the rail of landscape ---

float rail_least(const View& view) {
  const float width = rail_width - 2 * padding;
  const Column facts = facts_column(view);
  const float title = ui::words_height(view.ui, width, time_left(view), {.style = ui::Style::title});
  return 2 * padding + ring + 20 + title + (facts.empty() ? 0 : 24 + 2 + 16 + facts.height(width));
}

void draw_rail(const View& view, ui::Rect rect) {
  ui::Ui& ui = view.ui;
  ui::card(ui, rect);
  ui.push_background(ui.color(ui::Role::card));
  ui::Rect column = rect.inset(padding, padding);
  draw_ring(view, column.cut_top(ring));
  column.cut_top(20);
  ui::words_in(ui, column, time_left(view), {.style = ui::Style::title, .align = ui::Align::center});
  const Column facts = facts_column(view);
  if (!facts.empty()) {
    const ui::Rect foot = column.cut_bottom(facts.height(column.w));
    column.cut_bottom(16);
    ui::hairline(ui, column.cut_bottom(2));
    facts.draw(foot);
  }
  ui.pop_background();
}

// --- the head of one column: the same, lying ---

float head_facts_width(float width) { return width - 2 * padding - ring - 32; }

Column head_words(const View& view) {
  Column column(view.ui);
  column.words(time_left(view), {.style = ui::Style::title});
  column.add(facts_column(view), 16);
  return column;
}

Piece head_piece(const View& view) {
  return {[view](float width) { return 2 * padding + std::max(ring, head_words(view).height(head_facts_width(width))); },
          [view](ui::Rect rect) {
            ui::card(view.ui, rect);
            view.ui.push_background(view.ui.color(ui::Role::card));
            ui::Rect inner = rect.inset(padding, padding);
            draw_ring(view, inner.cut_leading(ring));
            inner.cut_leading(32);
            const Column words = head_words(view);
            inner.cut_top(std::max(0.0F, (inner.h - words.height(inner.w)) / 2));
            words.draw(inner);
            view.ui.pop_background();
          },
          0};
}

// The medal once everything is passed, else a picture of the module that comes next.
void draw_slack(const View& view, ui::Rect slack) {
  const flow::Progress& progress = progress_of(view);
  if (flow::may_sign(view.pack(), progress))
    return draw_decoration(view, slack, asset_picture(view, "module-done"), ui::Fit::contain);
  const content::Picture* figure = figure_near(view, progress.place.module, CardId{});
  if (figure != nullptr) draw_decoration(view, slack, pack_picture(view, figure->file), ui::Fit::cover);
}

// Where little is seen at once the path comes first: it says where Continue leads. Under 160 % the ring leaves room beside
// it; with larger letters it goes.
void draw_one_column(const View& view, const Column& path, ui::Rect area) {
  Column column(view.ui);
  const ui::LayoutClass layout = view.ui.layout();
  if (layout.short_window || (layout.big_text && !layout.portrait)) {
    column.add(path, 0);
    column.add(head_words(view), 32);
    add_foreign_note(view, column);
    return column.draw_scrolling(scroll_id, area);
  }
  if (head_facts_width(area.w) >= 300 * view.ui.scale())
    column.add(head_piece(view));
  else
    column.add(head_words(view), 0);
  add_foreign_note(view, column);
  const float foot = path.height(area.w);
  const float slack = area.h - column.height(area.w) - foot - 2 * 40;
  if (view.ui.layout().portrait && slack >= slack_least) {
    area.cut_top(column.draw(area) + 40);
    draw_slack(view, area.cut_top(slack));
    area.cut_top(40);
    path.draw_scrolling(scroll_id, area);
    return;
  }
  column.add(path, 32);
  column.draw_scrolling(scroll_id, area);
}

void draw_panes(const View& view, const Column& path, ui::Rect area) {
  area = stage(area);
  Column trailing(view.ui);
  add_foreign_note(view, trailing);
  trailing.add(path, 16);
  const float height =
      std::max(rail_least(view), std::min(area.h, std::max(path.height(area.w - rail_width - pane_gap), 584.0F)));
  ui::Rect rail = area.cut_leading(rail_width);
  rail.h = std::min(rail.h, height);
  area.cut_leading(pane_gap);
  draw_rail(view, rail);
  const bool all_passed = flow::may_sign(view.pack(), progress_of(view));
  const float free = area.h - trailing.height(area.w) - 32;
  trailing.draw_scrolling(scroll_id, area);
  if (!all_passed || free < medal_least) return;
  const float side = std::min(free, medal_most);
  const ui::Rect foot{area.x, area.bottom() - free, area.w, free};
  draw_decoration(view, foot.centered({side * 1.1F, side}), asset_picture(view, "module-done"), ui::Fit::contain);
}

// --- frame ---

ui::Bar bar_of(const View& view) {
  ui::Bar bar;
  bar.back = quiet_button(view, id::records, "training.records", "doc");
  bar.back->kind = ui::ButtonKind::second;
  bar.extras.push_back(quiet_button(view, id::ask, "training.ask", "search"));
  const bool signed_off = progress_of(view).signed_off;
  bar.primary =
      primary_button(view, view.ui.tr(signed_off ? "common.done" : "training.continue"), signed_off ? "check" : "right");
  if (signed_off) bar.primary->id = id::leave;
  return bar;
}

}  // namespace

void draw_training(const View& view, const flow::TrainingScreen& screen) {
  ui::Rect window = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("training.title");
  header.step = view.state.session->greeting;
  header.leave = true;
  draw_header(view, window, header);
  // Never "Read on": Continue is what a person in a hurry came for, and it does not depend on what is below.
  const auto pressed = draw_bar(view, window, bar_of(view));
  if (pressed == std::string(id::records)) view.post(flow::RecordsPressed{});
  if (pressed == std::string(id::ask)) view.post(flow::AskPressed{});
  if (pressed == std::string(id::leave)) view.post(flow::LeaveConfirmed{});
  const ui::Rect area = ui::content(view.ui, window, view.ui.layout().portrait ? 32 : 16, 24);
  const Column path = path_column(view, stops_of(view, screen));
  const bool beside = two_panes(view, area.w) && rail_least(view) <= area.h;
  beside ? draw_panes(view, path, area) : draw_one_column(view, path, area);
}

}  // namespace countersign::view
