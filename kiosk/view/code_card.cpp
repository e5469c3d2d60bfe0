#include "kiosk/view/code_card.hpp"

namespace countersign::view {
namespace {

constexpr float code_side = 384;  // 324 of code and its quiet zone

}  // namespace

void draw_code_card(const View& view, ui::Rect rect, const std::string& text, const std::string& code) {
  ui::card(view.ui, rect);
  view.ui.push_background(view.ui.color(ui::Role::card));
  const float padding = rect.h < 500 ? 16.0F : 32.0F;
  const ui::Words label{.style = ui::Style::label, .color = ui::Role::text_2, .align = ui::Align::center};
  const float code_u = std::min(52.0F, (rect.w - 2 * padding) / (view.ui.scale_half() * 6.2F));
  const ui::Words code_look{.style = ui::Style::headline, .align = ui::Align::center, .tabular = true, .line_u = code_u + 8, .size_u = code_u,
                       .role = "paragraph", .id = "receipt_code"};
  ui::Rect inner = rect.inset(padding, padding);
  const float words = ui::words_height(view.ui, inner.w, view.ui.tr("receipt.code"), label) +
                      ui::words_height(view.ui, inner.w, code, code_look);
  const float side = std::min({code_side, inner.w, inner.h - words - 16});
  inner.cut_top((inner.h - side - 16 - words) / 2);
  ui::qr_code(view.ui, inner.cut_top(side).centered({side, side}), text, view.ui.tr("receipt.qr", {{"code", code}}));
  inner.cut_top(16);
  ui::words_in(view.ui, inner, view.ui.tr("receipt.code"), label);
  ui::words(view.ui, inner, code, code_look);
  view.ui.pop_background();
}

}  // namespace countersign::view
