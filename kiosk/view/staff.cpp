// What staff do at the terminal: leave the kiosk, and measure the display.

#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
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
  const char* icon;
  float factor;
};
constexpr Size sizes[] = {{"smaller.much", "calibration.much_smaller", "minus", 1 / step_coarse},
                          {"smaller", "calibration.smaller", "minus", 1 / step_fine},
                          {"larger", "calibration.larger", "plus", step_fine},
                          {"larger.much", "calibration.much_larger", "plus", step_coarse}};

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

void draw_sizes(const View& view, ui::Rect row, float px_per_mm) {
  const float width = (row.w - 3 * 16) / 4;
  for (const Size& size : sizes) {
    ui::Button button{.id = size.id, .label = view.ui.tr(size.key), .icon = size.icon, .icon_leading = true};
    if (ui::button_size(view.ui, button).w > width) button.arrow_only = true;
    if (ui::button(view.ui, row.cut_leading(width), button)) view.post(flow::CalibrationChanged{px_per_mm * size.factor});
    row.cut_leading(16);
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
  ui::words_in(view.ui, area, view.ui.tr("calibration.body"), {.style = ui::Style::large, .color = ui::Role::text_2}, 16);
  draw_sizes(view, area.cut_bottom(80), screen.px_per_mm);
  area.cut_bottom(16);
  draw_bank_card(view, area, screen.px_per_mm);
}

}  // namespace countersign::view
