// What staff do at the terminal: leave the kiosk, and measure the display.

#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"
#include "kiosk/view/typing_pane.hpp"

namespace countersign::view {
namespace {

// ISO/IEC 7810, ID-1.
constexpr float card_width_mm = 85.60F;
constexpr float card_height_mm = 53.98F;
constexpr float card_radius_mm = 3.18F;
constexpr float step_fine = 1.0025F;
constexpr float step_coarse = 1.02F;

struct Size {
  const char* id;
  const char* key;
  float factor;
};
constexpr Size sizes[] = {{"smaller", "calibration.smaller", 1 / step_fine},
                          {"larger", "calibration.larger", step_fine},
                          {"smaller.much", "calibration.much_smaller", 1 / step_coarse},
                          {"larger.much", "calibration.much_larger", step_coarse}};

ui::Button size_button(const View& view, const Size& size) { return {.id = size.id, .label = view.ui.tr(size.key)}; }

// The outline in this frame's u: the frame may still be drawn with another size of the millimetre.
void draw_bank_card(const View& view, ui::Rect area, float px_per_mm) {
  const float u_of_mm = px_per_mm / view.ui.spec().px_per_u;
  const ui::Rect card = area.centered({card_width_mm * u_of_mm, card_height_mm * u_of_mm});
  view.ui.fill(card, view.ui.color(ui::Role::primary_c), card_radius_mm * u_of_mm);
  view.ui.outline(card, view.ui.color(ui::Role::primary), 4, card_radius_mm * u_of_mm);
  ui::Node node;
  node.id = "bank_card";
  node.role = "img";
  node.name = view.ui.tr("calibration.card");
  node.rect = card;
  view.ui.node(std::move(node));
}

struct SizeGrid {
  float columns;
  float width;
  float height;
};

// Two by two, a little above and much below; one under another where the words are too wide.
SizeGrid size_grid(const View& view, float width) {
  SizeGrid grid{2, (width - 16) / 2, 80};
  for (const Size& size : sizes)
    if (ui::button_size(view.ui, size_button(view, size)).w > grid.width) grid = {1, width, 80};
  for (const Size& size : sizes)
    grid.height = std::max(grid.height, ui::button_height(view.ui, grid.width, size_button(view, size)));
  return grid;
}

Piece sizes_piece(const View& view, float px_per_mm) {
  const auto height = [&view](float width) {
    const SizeGrid grid = size_grid(view, width);
    const float rows = 4 / grid.columns;
    return rows * grid.height + (rows - 1) * 12;
  };
  const auto draw = [&view, px_per_mm](ui::Rect rect) {
    const SizeGrid grid = size_grid(view, rect.w);
    ui::Rect place{rect.x, rect.y, grid.width, grid.height};
    for (const Size& size : sizes) {
      if (ui::button(view.ui, place, size_button(view, size))) view.post(flow::CalibrationChanged{px_per_mm * size.factor});
      place.x += grid.width + 16;
      if (place.right() <= rect.right() + 1) continue;
      place.x = rect.x;
      place.y += grid.height + 12;
    }
  };
  return {height, draw, 32};
}

}  // namespace

void draw_leave_kiosk(const View& view, const flow::LeaveKioskScreen& screen) {
  Prompt prompt;
  prompt.picture = "locked";
  prompt.headline = view.ui.tr("staff.headline");
  if (screen.wrong || screen.unreadable) {
    prompt.note = view.ui.tr(screen.unreadable ? "staff.unreadable" : "staff.wrong");
    prompt.note_icon = "warn";
    prompt.note_matters = true;
    prompt.note_tone = ui::Tone::error;
  }
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("staff.title");
  header.step = typing_step(view, prompt, view.ui.tr("staff.leave"));
  draw_header(view, rest, header);
  Typing typing;
  typing.label = view.ui.tr("staff.passphrase");
  typing.value = screen.passphrase;
  typing.characters_max = 256;
  typing.enabled = !screen.busy;
  typing.secret = true;
  ui::Button leave = primary_button(view, view.ui.tr("common.next"), "right");
  leave.busy = screen.busy;
  const auto passphrase = draw_typing_pane(view, rest, prompt, typing, {back_button(view), {}, leave});
  if (passphrase) view.post(flow::PassphraseChanged{*passphrase});
}

void draw_staff(const View& view) {
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("staff.title");
  draw_header(view, rest, header);
  draw_bar(view, rest, {back_button(view), {}, primary_button(view, view.ui.tr("staff.close_kiosk"), "leave")});
  Column column(view.ui);
  column.words(view.ui.tr("staff.choose"), {.style = ui::Style::headline, .role = "heading"});
  column.words(view.ui.tr("staff.choose_body"), {.style = ui::Style::large, .color = ui::Role::text_2}, 16);
  const ui::Button measure{
      .id = id::calibrate, .label = view.ui.tr("calibration.title"), .icon = "gear", .icon_leading = true, .height = 96};
  column.add(wide_button_piece(
      view.ui, measure, [&view] { view.post(flow::CalibratePressed{view.ui.spec().px_per_u * ui::u_per_mm}); }, 32));
  ui::Rect area = ui::content(view.ui, rest, 24);
  constexpr float widest = 900;
  draw_column(column, "staff", area.centered({std::min(area.w, widest * view.ui.scale_half()), area.h}), At::middle);
}

void draw_calibration(const View& view, const flow::CalibrationScreen& screen) {
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("calibration.title");
  draw_header(view, rest, header);
  draw_bar(view, rest, {back_button(view), {}, primary_button(view, view.ui.tr("calibration.fits"), "check")});
  ui::Rect area = ui::content(view.ui, rest, 24);
  const ui::LayoutClass layout = view.ui.layout();
  const ui::Words look{.style = layout.short_window ? ui::Style::body : ui::Style::large, .color = ui::Role::text_2};
  Column said(view.ui);
  said.words(view.ui.tr("calibration.body"), look);
  said.add(sizes_piece(view, screen.px_per_mm));
  ui::Rect side = layout.portrait ? area.cut_top(said.height(area.w)) : area.cut_leading((area.w - 48) * .52F);
  if (layout.portrait)
    area.cut_top(32);
  else
    area.cut_leading(48);
  draw_column(said, "calibration", side, layout.portrait ? At::top : At::middle);
  draw_bank_card(view, area, screen.px_per_mm);
}

}  // namespace countersign::view
