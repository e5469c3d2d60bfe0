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
  bool much;
};
constexpr Size sizes[] = {{"smaller", "calibration.smaller", 1 / step_fine, false},
                          {"larger", "calibration.larger", step_fine, false},
                          {"smaller.much", "calibration.much_smaller", 1 / step_coarse, true},
                          {"larger.much", "calibration.much_larger", step_coarse, true}};

ui::Button size_button(const View& view, const Size& size) {
  return {.id = size.id, .label = view.ui.tr(size.key)};
}

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

float sizes_height(const View& view, float width) {
  float height = 80;
  for (const Size& size : sizes) height = std::max(height, ui::button_height(view.ui, (width - 16) / 2, size_button(view, size)));
  return 2 * height + 12;
}

// Two rows: a little, and much.
void draw_sizes(const View& view, ui::Rect rect, float px_per_mm) {
  const float width = (rect.w - 16) / 2;
  const float height = (rect.h - 12) / 2;
  for (const bool much : {false, true}) {
    ui::Rect row = rect.cut_top(height);
    for (const Size& size : sizes) {
      if (size.much != much) continue;
      if (ui::button(view.ui, row.cut_leading(width), size_button(view, size)))
        view.post(flow::CalibrationChanged{px_per_mm * size.factor});
      row.cut_leading(16);
    }
    rect.cut_top(12);
  }
}

}  // namespace

void draw_leave_kiosk(const View& view, const flow::LeaveKioskScreen& screen) {
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("staff.title");
  header.step = view.ui.tr("staff.leave");
  draw_header(view, rest, header);
  Prompt prompt;
  prompt.picture = "locked";
  prompt.headline = view.ui.tr("staff.headline");
  prompt.body = view.ui.tr("staff.body");
  if (screen.wrong) {
    prompt.note = view.ui.tr("staff.wrong");
    prompt.note_icon = "warn";
    prompt.note_tone = ui::Tone::error;
  }
  Typing typing;
  typing.label = view.ui.tr("staff.passphrase");
  typing.value = screen.passphrase;
  typing.characters_max = 256;
  typing.enabled = !screen.busy;
  typing.secret = true;
  ui::Button leave = primary_button(view, view.ui.tr("staff.close_kiosk"), "leave");
  leave.busy = screen.busy;
  const auto passphrase = draw_typing_pane(view, rest, prompt, typing, {back_button(view), {}, leave});
  if (passphrase) view.post(flow::PassphraseChanged{*passphrase});
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
  ui::Rect side = area;
  if (layout.portrait) {
    side = area.cut_top(ui::words_height(view.ui, area.w, view.ui.tr("calibration.body"), look) + 32 + sizes_height(view, area.w));
    area.cut_top(32);
  } else {
    side = area.cut_leading((area.w - 48) * .52F);
    area.cut_leading(48);
  }
  const ui::Rect buttons = side.cut_bottom(sizes_height(view, side.w));
  side.cut_bottom(16);
  Column said(view.ui);
  said.words(view.ui.tr("calibration.body"), look);
  draw_column(said, "calibration", side, layout.portrait ? At::top : At::middle);
  draw_sizes(view, buttons, screen.px_per_mm);
  draw_bank_card(view, area, screen.px_per_mm);
}

}  // namespace countersign::view
