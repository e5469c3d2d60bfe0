// "Do you need more time?" One step a second, no motion in between.

#include "kiosk/view/dialog.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/place.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

constexpr float ring_width = 18;
constexpr float ring_gap = 32;

float ring_side(const View& view) { return view.ui.layout().short_window ? 120 : 168; }

void draw_ring(const View& view, ui::Rect rect, int seconds_left) {
  const float all = static_cast<float>(view.world.warning.count()) / 1000;
  const std::string seconds = std::to_string(seconds_left);
  ui::ring(view.ui, rect, ring_width, static_cast<float>(seconds_left) / all, count(view, "inactive.seconds", seconds_left),
           seconds);
  ui::TextStyle style{.style = ui::Style::display, .align = ui::Align::center, .tabular = true};
  if (rect.w < 168) style.size_u = 52;
  view.ui.draw_text_centered(rect, seconds, style, view.ui.color(ui::Role::text), "", ui::Growth::fixed);
}

// The question beside the ring; below it where that would break it into many lines.
Piece question_piece(const View& view, int seconds_left) {
  const std::string question = view.ui.tr("inactive.question");
  const ui::Words look{.style = ui::Style::headline, .line_u = 60, .size_u = 52};
  const float side = ring_side(view);
  const auto beside = [&view, question, look, side](float width) {
    return ui::words_height(view.ui, width - side - ring_gap, question, look) <= 3 * 60 * view.ui.scale_half();
  };
  return {[&view, question, look, beside, side](float width) {
            if (beside(width)) return std::max(side, ui::words_height(view.ui, width - side - ring_gap, question, look));
            return side + 16 + ui::words_height(view.ui, width, question, look);
          },
          [&view, question, look, beside, side, seconds_left](ui::Rect rect) {
            const bool in_row = beside(rect.w);
            ui::Rect ring = in_row ? rect.cut_leading(side) : rect.cut_top(side).cut_leading(side);
            draw_ring(view, ring.centered({side, side}), seconds_left);
            if (in_row)
              rect.cut_leading(ring_gap);
            else
              rect.cut_top(16);
            const float height = ui::words_height(view.ui, rect.w, question, look);
            ui::words(view.ui, {rect.x, rect.y + (rect.h - height) / 2, rect.w, height}, question, look);
          },
          0};
}

}  // namespace

void draw_inactivity(const View& view, const flow::InactivityDialog& inactivity) {
  Dialog dialog{
      .id = "inactivity", .name = view.ui.tr("inactive.question"), .width = 760, .body = Column(view.ui), .buttons = {}};
  dialog.body.add(question_piece(view, inactivity.seconds_left));
  const bool short_window = view.ui.layout().short_window;
  const std::string saved = place_saved(view);
  dialog.body.words(saved + (saved.empty() ? "" : " ") + view.ui.tr("inactive.at_zero"),
                    {.style = short_window ? ui::Style::body : ui::Style::large, .color = ui::Role::text_2},
                    short_window ? 16 : 32);
  const float call = short_window ? 96 : 112;
  ui::Button stay{.id = id::stay, .label = view.ui.tr("inactive.yes"), .kind = ui::ButtonKind::primary, .height = call};
  ui::Button leave{.id = id::leave, .label = view.ui.tr("inactive.no")};
  dialog.buttons.push_back({stay, [&view] { view.post(flow::StillHere{}); }});
  dialog.buttons.push_back({leave, [&view] { view.post(flow::LeaveConfirmed{}); }});
  draw_dialog(view, dialog, flow::StillHere{});
}

}  // namespace countersign::view
