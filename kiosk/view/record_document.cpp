// The text that was signed, word for word: the marks of its form (docs/document_format.md) become looks.

#include <string_view>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/record.hpp"

namespace countersign::view {
namespace {

constexpr float line_width_max = 1000;
constexpr char scroll_id[] = "document";

struct Line {
  ui::RichText text;
  ui::Words look;
  float gap = 0;
};

// "**" turns strong on and off; a backslash keeps the next character from meaning anything.
ui::RichText spans_of(std::string_view text) {
  ui::RichText rich;
  ui::Span span;
  const auto flush = [&](bool strong) {
    if (!span.text.empty()) rich.spans.push_back(span);
    span = {"", strong, false};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escapes = text[i] == '\\' && i + 1 < text.size();
    if (escapes)
      span.text += text[++i];
    else if (text.substr(i, 2) == "**")
      flush(!span.strong), ++i;
    else
      span.text += text[i];
  }
  flush(false);
  return rich;
}

// Cuts `mark` off the front of `line`; false if it is not there.
bool take(std::string_view& line, std::string_view mark) {
  if (line.substr(0, mark.size()) != mark) return false;
  line.remove_prefix(mark.size());
  return true;
}

// "What this is for {#card clause=WH-1}" -> "What this is for  WH-1".
std::string heading_of(std::string_view line) {
  const std::size_t brace = line.rfind(" {#");
  if (brace == std::string_view::npos) return std::string(line);
  const std::string_view ids = line.substr(brace);
  const std::size_t clause = ids.find("clause=");
  std::string text(line.substr(0, brace));
  if (clause != std::string_view::npos) text += " (" + std::string(ids.substr(clause + 7, ids.size() - clause - 8)) + ")";
  return text;
}

Line line_of(std::string_view line) {
  const ui::Words body{.style = ui::Style::body};
  const ui::Words small{.style = ui::Style::label_bold, .color = ui::Role::text_2};
  if (take(line, "=== ")) return {std::string(line), small, 40};
  if (take(line, "## ")) return {spans_of(heading_of(line)), {.style = ui::Style::large_bold, .role = "heading"}, 16};
  if (take(line, "title ")) return {spans_of(line), {.style = ui::Style::title}, 4};
  if (take(line, ":::")) return {std::string(line), small, 12};
  if (take(line, "- ")) return {spans_of("• " + std::string(line)), body, 8};
  if (take(line, "> ")) return {spans_of(line), {.style = ui::Style::body, .color = ui::Role::text_2}, 0};
  if (take(line, "![")) return {"[" + std::string(line.substr(0, line.find("]("))) + "]", small, 0};
  return {spans_of(line), body, 0};
}

Column document_column(const View& view, const flow::RecordDetail& detail) {
  Column column(view.ui);
  float gap = 0;
  std::string_view rest = detail.document;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    Line line = line_of(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    line.look.language = detail.language;
    const bool blank = line.text.plain().empty();
    if (!blank) column.words(std::move(line.text), line.look, std::max(gap, line.gap));
    gap = blank ? 16.0F : 0.0F;
  }
  return column;
}

}  // namespace

void draw_record_document(const View& view, const flow::RecordDetail& detail) {
  const char* title = detail.row.kind == "declined" ? "records.document_declined" : "records.document_signed";
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr(title, {{"version", detail.row.version}});
  if (view.state.session) header.step = view.state.session->greeting;
  draw_header(view, rest, header);
  cut_foot(view, rest);
  ui::Rect area = ui::content(view.ui, rest, 16, 24);
  area = area.centered({std::min(area.w, line_width_max * view.ui.scale()), area.h});
  // The Back key leads to the record, like the button.
  if (!view.ui.inert() && view.ui.take_back_key()) view.post(flow::DocumentToggled{});
  draw_column(document_column(view, detail), scroll_id, area);
  ui::Button back = back_button(view, "records.to_record");
  back.id = id::document;
  if (draw_foot(view, {back, {}, std::nullopt}, scroll_id) == id::document) view.post(flow::DocumentToggled{});
}

}  // namespace countersign::view
