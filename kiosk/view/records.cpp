// My records: the list, and what is shown while there is none.

#include "kiosk/view/ids.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/record.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

constexpr char scroll_id[] = "records";
constexpr ui::Size picture_size{440, 400};

std::string icon_of(const std::string& kind) {
  if (kind == "acknowledged") return "pen";
  if (kind == "declined") return "cross";
  if (kind == "question_asked") return "bubble";
  if (kind == "copy_requested") return "print";
  return kind == "module_finished" ? "book" : "check";
}

ui::Header header_of(const View& view) {
  ui::Header header;
  header.title = view.ui.tr("records.title");
  if (view.state.session) header.step = view.state.session->greeting;
  return header;
}

// --- the list ---

ui::Row row_of(const View& view, const flow::RecordRow& record, std::size_t index) {
  return {.id = std::string(id::record) + "." + std::to_string(index),
          .title = record_title(view, record),
          .detail = record_facts(view, record),
          .trailing = record.receipt_code,
          .icon = icon_of(record.kind),
          .language = ""};
}

Piece list_piece(const View& view, const std::vector<flow::RecordRow>& records) {
  constexpr float air = 8;
  constexpr float line_from = 80;  // under the words
  const auto height = [&view, &records](float width) {
    float total = 2 * air;
    for (std::size_t i = 0; i < records.size(); ++i) total += ui::row_height(view.ui, width, row_of(view, records[i], i));
    return total;
  };
  const auto draw = [&view, &records](ui::Rect rect) {
    ui::card(view.ui, rect);
    view.ui.push_background(view.ui.color(ui::Role::card));
    rect.cut_top(air);
    for (std::size_t i = 0; i < records.size(); ++i) {
      const ui::Row row = row_of(view, records[i], i);
      const ui::Rect place = rect.cut_top(ui::row_height(view.ui, rect.w, row));
      if (i > 0) ui::hairline(view.ui, {place.x + line_from, place.y - 1, place.w - line_from - 24, 2});
      if (ui::row(view.ui, place, row)) view.post(flow::RecordOpened{records[i].id});
    }
    view.ui.pop_background();
  };
  return {height, draw, 16};
}

// --- instead of a list ---

struct Instead {
  const char* picture;
  const char* headline;
  const char* text;  // nullptr: none
};

Instead instead_of(const flow::RecordsScreen& screen) {
  if (screen.failed) return {"not-saved", "records.failed", "records.failed_text"};
  if (screen.loading) return {nullptr, "records.loading", nullptr};
  return {"empty-records", "records.empty", "records.empty_text"};
}

// A picture, one sentence or two, one button: in the middle.
void draw_instead(const View& view, const flow::RecordsScreen& screen, ui::Rect area) {
  const Instead words = instead_of(screen);
  Column column(view.ui);
  column.words(view.ui.tr(words.headline),
               {.style = ui::Style::headline, .align = ui::Align::center, .role = screen.failed ? "alert" : "status"});
  if (words.text != nullptr)
    column.words(view.ui.tr(words.text), {.style = ui::Style::large, .color = ui::Role::text_2, .align = ui::Align::center},
                 16);
  const bool empty = !screen.failed && !screen.loading;
  if (empty) {
    const ui::Button go{.id = id::close, .label = view.ui.tr("records.empty_button"), .icon = "right"};
    column.add(
        {[&view, go](float width) { return ui::button_height(view.ui, std::min(width, ui::button_size(view.ui, go).w), go); },
         [&view, go](ui::Rect rect) {
           const float width = std::min(rect.w, ui::button_size(view.ui, go).w);
           if (ui::button(view.ui, rect.centered({width, rect.h}), go)) view.post(flow::BackPressed{});
         },
         24});
  }
  const float text = column.height(area.w);
  const float free = area.h - text - 32;
  if (words.picture != nullptr && free >= picture_size.h / 3) {
    const float height = std::min(free, picture_size.h * .8F);
    area = area.centered({area.w, height + 32 + text});
    const ui::Rect place = area.cut_top(height);
    ui::picture(view.ui, place.centered({height * picture_size.w / picture_size.h, height}), asset_picture(view, words.picture),
                "");
    area.cut_top(32);
  }
  draw_column(column, scroll_id, area, At::middle);
}

void draw_list(const View& view, const flow::RecordsScreen& screen) {
  ui::Rect rest = view.ui.window();
  draw_header(view, rest, header_of(view));
  cut_foot(view, rest);
  const ui::Rect area = ui::content(view.ui, rest, 16, 24);
  if (screen.rows.empty()) {
    draw_instead(view, screen, area);
  } else {
    Column column(view.ui);
    if (screen.failed) column.add(note_piece(view.ui, "warn", view.ui.tr("records.failed_text"), ui::Tone::error, 0));
    column.add(list_piece(view, screen.rows));
    draw_column(column, scroll_id, area);
  }
  ui::Bar bar{back_button(view), {}, std::nullopt};
  bar.extras.push_back(quiet_button(view, id::change_pin, "records.change_pin", "lock"));
  if (screen.failed) bar.primary = primary_button(view, view.ui.tr("not_saved.retry"), "undo");
  if (draw_foot(view, bar, scroll_id) == id::change_pin) view.post(flow::ChangePinPressed{});
}

}  // namespace

void draw_records(const View& view, const flow::RecordsScreen& screen) {
  if (!screen.open) return draw_list(view, screen);
  if (screen.show_document)
    draw_record_document(view, *screen.open);
  else
    draw_record(view, *screen.open);
}

}  // namespace countersign::view
