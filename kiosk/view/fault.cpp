// The kiosk cannot be used. Says to passers-by whom to tell, and to staff which file, where, and the cure.
// There may be no pack: nothing here asks for one.

#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

constexpr char scroll_id[] = "fault";
constexpr std::size_t problems_shown_max = 50;

const char* what_key(flow::FaultScreen::What what) {
  using What = flow::FaultScreen::What;
  switch (what) {
    case What::policy:
      return "fault.policy";
    case What::assets:
      return "fault.assets";
    case What::settings:
      return "fault.settings";
    case What::ledger:
      return "fault.ledger";
    case What::disk:
      return "fault.disk";
  }
  return "fault.policy";
}

// "policy.json, line 12 [/modules/3]"
std::string place_of(const View& view, const Problem& problem) {
  std::string place = problem.file;
  if (problem.line > 0) place += ", " + view.ui.tr("fault.line", {{"line", std::to_string(problem.line)}});
  if (!problem.path.empty()) place += " [" + problem.path + "]";
  return place;
}

// Messages about files are written for the people who keep them, in English.
Column problem_column(const View& view, const Problem& problem) {
  const ui::Words bold{.style = ui::Style::label_bold, .role = "listitem", .language = "en"};
  const ui::Words plain{.style = ui::Style::label, .role = "paragraph", .language = "en"};
  ui::Words quiet = plain;
  quiet.color = ui::Role::text_2;
  Column column(view.ui);
  column.words(problem.what, bold);
  const std::string place = place_of(view, problem);
  if (!place.empty()) column.words(place, quiet, 4);
  if (!problem.cure.empty()) column.words(problem.cure, plain, 4);
  return column;
}

Piece problems_piece(const View& view, const Problems& problems) {
  constexpr float padding = 24;
  Column list(view.ui);
  for (std::size_t i = 0; i < problems.size() && i < problems_shown_max; ++i) {
    const Column one = problem_column(view, problems[i]);
    list.add({[one](float width) { return one.height(width); }, [one](ui::Rect rect) { one.draw(rect); }, 20});
  }
  return {[list](float width) { return list.height(width - 2 * padding) + 2 * padding; },
          [&view, list](ui::Rect rect) {
            ui::card(view.ui, rect);
            view.ui.push_background(view.ui.color(ui::Role::card));
            list.draw(rect.inset(padding, padding));
            view.ui.pop_background();
          },
          24};
}

Piece code_piece(const View& view, const std::string& code) {
  const std::string label = view.ui.tr("fault.code");
  const ui::Words look{.style = ui::Style::label, .color = ui::Role::text_2};
  return {[&view, code](float) { return ui::chip_size(view.ui, code).h; },
          [&view, code, label, look](ui::Rect rect) {
            const float width = view.ui.measure(label, {.style = ui::Style::label}, 0).w + 1;
            const ui::Size chip = ui::chip_size(view.ui, code);
            ui::words(view.ui, {rect.x, rect.y + (chip.h - view.ui.line(ui::Style::label)) / 2, width, chip.h}, label, look);
            ui::chip(view.ui, {rect.x + width + 16, rect.y}, code, ui::Tone::neutral);
          },
          24};
}

Column said_column(const View& view, const flow::FaultScreen& screen) {
  Column column(view.ui);
  column.words(view.ui.tr("fault.headline"), {.style = ui::Style::headline});
  column.words(view.ui.tr(what_key(screen.what)), {.style = ui::Style::large, .color = ui::Role::text_2});
  // Whether the ledger is whole is just what is not known then.
  if (screen.what != flow::FaultScreen::What::ledger)
    column.words(view.ui.tr("fault.kept"), {.style = ui::Style::body, .color = ui::Role::text_2}, 12);
  column.add(code_piece(view, screen.staff_code));
  return column;
}

void draw_closed(const View& view, ui::Rect rect) { ui::picture(view.ui, rect, asset_picture(view, "closed"), ""); }

void draw_beside(const View& view, ui::Rect area, const flow::FaultScreen& screen) {
  constexpr float gap = 64;
  ui::Rect side = area.cut_trailing((area.w - gap) / 2);
  area.cut_trailing(gap);
  Column said = said_column(view, screen);
  if (screen.problems.empty()) {
    draw_column(said, scroll_id, area, At::middle);
    return draw_closed(view, side.centered({std::min(440.0F, side.w), std::min(400.0F, side.h)}));
  }
  constexpr float picture = 220;
  const float needed = said.height(area.w) + picture + 24;
  if (needed <= area.h) {
    ui::Rect block = area.centered({area.w, needed});
    draw_closed(view, block.cut_top(picture).cut_leading(picture * 1.1F));
    block.cut_top(24);
    said.draw(block);
  } else {
    draw_column(said, "said", area);
  }
  Column problems(view.ui);
  problems.add(problems_piece(view, screen.problems));
  draw_column(problems, scroll_id, side, At::middle);
}

}  // namespace

void draw_fault(const View& view, const flow::FaultScreen& screen) {
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("fault.title");
  header.step = screen.staff_code;
  header.mark = organisation_mark(view);
  header.tools = false;
  ui::header(view.ui, rest, header);
  if (screen.what == flow::FaultScreen::What::disk)
    draw_paged_bar(view, rest, {std::nullopt, {}, primary_button(view, view.ui.tr("fault.back_to_start"))}, scroll_id);
  else if (view.ui.more_below(scroll_id))
    draw_paged_bar(view, rest, {}, scroll_id);
  ui::Rect area = ui::content(view.ui, rest, 24);
  if (!view.ui.layout().portrait && area.w >= 1000 * view.ui.scale()) return draw_beside(view, area, screen);
  Column column = said_column(view, screen);
  if (!screen.problems.empty()) column.add(problems_piece(view, screen.problems));
  const float free = area.h - column.height(area.w) - 32;
  if (free >= 240) {
    const float picture = std::min(free, 440.0F);
    area.cut_top((free - picture) / 3);  // a little above the middle
    draw_closed(view, area.cut_top(picture));
    area.cut_top(32);
  }
  draw_column(column, scroll_id, area);
}

}  // namespace countersign::view
