// QR codes: black on white in every theme, with a quiet zone of four modules, each module a whole number of pixels.

#include <qrcodegen.hpp>

#include <cmath>

#include "kiosk/ui/paint.hpp"
#include "kiosk/ui/widgets/shared.hpp"

namespace countersign::ui {
namespace {

constexpr int quiet_modules = 4;
constexpr Rgba module_color = 0x0B1220FF;
constexpr Rgba paper_color = 0xFFFFFFFF;
constexpr std::size_t text_bytes_max = 2000;  // fits version 40 at medium correction

std::optional<qrcodegen::QrCode> encode(const std::string& text) {
  if (text.size() > text_bytes_max) return std::nullopt;
  return qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
}

// Neighbours in a row are one rectangle: no hairlines between them.
void draw_modules(Ui::Impl& impl, const PxRect& box, const qrcodegen::QrCode& code) {
  const int size = code.getSize();
  const float side = std::min(box.width(), box.height());
  const float module = std::max(1.0F, std::floor(side / static_cast<float>(size + 2 * quiet_modules)));
  const float used = module * static_cast<float>(size);
  const float left = std::floor(box.left + (box.width() - used) / 2);
  const float top = std::floor(box.top + (box.height() - used) / 2);
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      if (!code.getModule(x, y)) continue;
      const int from = x;
      while (x + 1 < size && code.getModule(x + 1, y)) ++x;
      const float row = top + static_cast<float>(y) * module;
      const PxRect run{left + static_cast<float>(from) * module, row, left + static_cast<float>(x + 1) * module, row + module};
      fill_px(*impl.list, run, 0, impl.ink(module_color));
    }
  }
}

}  // namespace

void qr_code(Ui& ui, Rect rect, const std::string& text, const std::string& name) {
  Ui::Impl& impl = ui.impl();
  impl.block(rect);
  ui.fill(rect, paper_color, 20);
  ui.outline(rect, ui.color(Role::line), 2, 20);
  const auto code = encode(text);
  if (code && impl.list != nullptr) draw_modules(impl, impl.to_px(rect), *code);
  Node node;
  node.id = "qr";
  node.role = "img";
  node.name = name;
  node.rect = rect;
  node.color = module_color;
  node.background = paper_color;
  ui.node(std::move(node));
}

}  // namespace countersign::ui
