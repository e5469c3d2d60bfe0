#include "kiosk/view/code_card.hpp"

namespace countersign::view {
namespace {

constexpr float code_side = 384;  // 324 of code and its quiet zone
constexpr float gap = 16;

const ui::Words label_look{.style = ui::Style::label, .color = ui::Role::text_2, .align = ui::Align::center};

// As large as designed, or as the width allows: a code is read out, so it stays on one line.
ui::Words code_look(const View& view, float width) {
  constexpr float letters = 6.2F;  // its width in letter heights
  const float size = std::min(52.0F, width / (view.ui.scale_half() * letters));
  return {.style = ui::Style::headline,
          .align = ui::Align::center,
          .tabular = true,
          .line_u = size + 8,
          .size_u = size,
          .role = "paragraph",
          .id = "receipt_code"};
}

float words_height(const View& view, float width, const std::string& code) {
  return ui::words_height(view.ui, width, view.ui.tr("receipt.code"), label_look) +
         ui::words_height(view.ui, width, code, code_look(view, width));
}

}  // namespace

float code_card_height(const View& view, float width, const std::string& code) {
  constexpr float padding = 32;
  const float inner = width - 2 * padding;
  return 2 * padding + std::min(code_side, inner) + gap + words_height(view, inner, code);
}

void draw_code_card(const View& view, ui::Rect rect, const std::string& text, const std::string& code) {
  ui::card(view.ui, rect);
  view.ui.push_background(view.ui.color(ui::Role::card));
  const float padding = rect.h < 500 ? 16.0F : 32.0F;
  ui::Rect inner = rect.inset(padding, padding);
  const float words = words_height(view, inner.w, code);
  const float side = std::min({code_side, inner.w, inner.h - words - gap});
  inner.cut_top((inner.h - side - gap - words) / 2);
  ui::qr_code(view.ui, inner.cut_top(side).centered({side, side}), text, view.ui.tr("receipt.qr", {{"code", code}}));
  inner.cut_top(gap);
  ui::words_in(view.ui, inner, view.ui.tr("receipt.code"), label_look);
  ui::words(view.ui, inner, code, code_look(view, inner.w));
  view.ui.pop_background();
}

}  // namespace countersign::view
