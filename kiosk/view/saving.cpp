// A record on its way to the disk, what is said when it did not get there, and when a decision or a question did; and a place
// that did not come back from there.

#include <array>

#include "kiosk/view/facts.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"
#include "kiosk/view/screens.hpp"
#include "kiosk/view/sign_in_notice.hpp"
#include "kiosk/view/sign_pin.hpp"

namespace countersign::view {
namespace {

constexpr ui::Size picture_size{440, 400};
constexpr float picture_gap = 64;

// What the person waits for; also the last part of the keys of its words.
enum class Matter { signature, decision, question, copy };

Matter matter_of(const flow::Pending& pending) {
  const auto& facts = pending.record.facts;
  if (std::holds_alternative<records::Declined>(facts)) return Matter::decision;
  if (std::holds_alternative<records::QuestionAsked>(facts)) return Matter::question;
  return std::holds_alternative<records::CopyRequested>(facts) ? Matter::copy : Matter::signature;
}

std::string key_of(const char* group, Matter matter) {
  constexpr const char* names[] = {"signature", "decision", "question", "copy"};
  return std::string(group) + "." + names[static_cast<std::size_t>(matter)];
}

ui::Header header_of(const View& view, Matter matter) {
  ui::Header header;
  switch (matter) {
    case Matter::signature:
      header.title = sign_title(view);
      break;
    case Matter::decision:
      header.title = view.ui.tr("decline.title");
      break;
    case Matter::question:
      header.title = view.ui.tr("ask_first.title");
      break;
    case Matter::copy:
      header.title = view.ui.tr("records.title");
      break;
  }
  if (view.state.session) header.step = view.state.session->greeting;
  return header;
}

// A picture beside what is said; above it in portrait; it goes away where the words need its room.
void draw_with_picture(const View& view, ui::Rect area, const std::string& name, const Column& column) {
  const auto svg = asset_picture(view, name);
  const bool beside = two_panes(view, area.w);
  if (beside) {
    area = stage(area);
    const ui::Rect place = area.cut_leading(picture_size.w).centered(picture_size);
    area.cut_leading(picture_gap);
    ui::picture(view.ui, place, svg, "");
    return draw_column(column, "words", area, At::middle);
  }
  const float free = area.h - column.height(area.w) - picture_gap;
  if (free >= picture_size.h / 2) {
    const float height = std::min(free, picture_size.h * 1.5F);
    area.cut_top((free - height) / 3);
    const ui::Rect place = area.cut_top(height);
    ui::picture(view.ui, place.centered({height * picture_size.w / picture_size.h, height}), svg, "");
    area.cut_top(picture_gap);
  }
  draw_column(column, "words", area);
}

// --- not saved ---

std::string what_happened(const View& view, ErrorCode reason) {
  switch (reason) {
    case ErrorCode::disk_full:
      return view.ui.tr("not_saved.what_full");
    case ErrorCode::locked:
      return view.ui.tr("not_saved.what_locked");
    case ErrorCode::corrupt:
      return view.ui.tr("not_saved.what_corrupt");
    default:
      return view.ui.tr("not_saved.what_io");
  }
}

std::string what_is_safe(const View& view, Matter matter) {
  if (matter == Matter::signature) return view.ui.tr("not_saved.safe_signature");
  return view.ui.tr(matter == Matter::copy ? "not_saved.safe_copy" : "not_saved.safe_words");
}

std::string what_to_do(const View& view, Matter matter, ErrorCode reason) {
  if (reason == ErrorCode::corrupt) return view.ui.tr("not_saved.do_corrupt");
  return view.ui.tr(matter == Matter::signature ? "not_saved.do_signature" : "not_saved.do_other");
}

struct StaffLine {
  const View& view;
  std::string label, code, contact;
  ui::Words look{.style = ui::Style::label, .color = ui::Role::text_2};

  float wide(const std::string& words) const { return view.ui.measure(words, {.style = ui::Style::label}, 0).w + 2; }
  ui::Size chip() const { return ui::chip_size(view.ui, code); }
  float label_and_chip() const { return wide(label) + 16 + chip().w; }
  bool in_line(float width) const { return label_and_chip() + 16 + wide(contact) <= width; }
  // Where the chip starts, below the top.
  float chip_down(float width) const {
    return label_and_chip() <= width ? 0 : ui::words_height(view.ui, width, label, look) + 8;
  }

  float height(float width) const {
    if (in_line(width)) return chip().h;
    return chip_down(width) + chip().h + 12 + ui::words_height(view.ui, width, contact, look);
  }

  void draw(ui::Rect rect) const {
    const float middle = (chip().h - view.ui.line(ui::Style::label)) / 2;
    const float down = chip_down(rect.w);
    const bool below = down > 0;
    ui::words(view.ui, {rect.x, rect.y + (below ? 0 : middle), below ? rect.w : wide(label), chip().h}, label, look);
    ui::chip(view.ui, {rect.x + (below ? 0 : wide(label) + 16), rect.y + down}, code, ui::Tone::neutral);
    const float below_chip = rect.y + down + chip().h + 12;
    const ui::Rect last = in_line(rect.w) ? ui::Rect{rect.x + label_and_chip() + 16, rect.y + middle, wide(contact), chip().h}
                                          : ui::Rect{rect.x, below_chip, rect.w, rect.bottom() - below_chip};
    ui::words(view.ui, last, contact, look);
  }
};

// Label, chip and contact in one line while they fit; else one under another.
Piece staff_piece(const View& view, const flow::NotSavedScreen& screen) {
  const std::string time = view.ui.resources().strings.time_of_day(screen.at).substr(0, 5);  // hours and minutes are enough
  const StaffLine line{view, view.ui.tr("not_saved.staff"), screen.staff_code + " · " + time,
                       view.ui.tr("not_saved.contact", {{"contact", view.pack().organisation.site_contact}})};
  return {[line](float width) { return line.height(width); }, [line](ui::Rect rect) { line.draw(rect); }, 24};
}

// --- noted ---

const char* name_of(flow::NotedScreen::What what) {
  switch (what) {
    case flow::NotedScreen::What::declined:
      return "declined";
    case flow::NotedScreen::What::question:
      return "question";
    case flow::NotedScreen::What::copy:
      break;
  }
  return "copy";
}

}  // namespace

// A ring that grows once and then stands: nothing turns for ever. It stays away while saving is as quick as it should be.
void draw_saving(const View& view, const flow::SavingScreen& screen) {
  constexpr int patience_ms = 300;
  constexpr int long_ms = 6000;
  constexpr float ring_size = 168;
  const Matter matter = matter_of(screen.pending);
  ui::Rect rest = view.ui.window();
  ui::Header header = header_of(view, matter);
  header.tools = false;
  draw_header(view, rest, header);
  const ui::Rect area = ui::content(view.ui, rest, 24, 24);
  // With less motion the words alone say it.
  const bool moves = !view.ui.spec().reduced_motion;
  const bool waits = moves && view.ui.animate("saving.patience", 1, patience_ms) >= 1;
  const float ring = view.ui.animate("saving.ring", waits ? 1.0F : 0.0F, long_ms);
  Column column(view.ui);
  if (moves)
    column.add({[](float) { return ring_size; },
                [&view, waits, ring](ui::Rect rect) {
                  if (waits)
                    ui::ring(view.ui, rect.centered({ring_size, ring_size}), 18, ring * .9F, view.ui.tr("saving.wait"), "");
                },
                0});
  column.words(view.ui.tr(key_of("saving", matter)),
               {.style = ui::Style::headline, .align = ui::Align::center, .role = "status"}, 32);
  column.words(view.ui.tr(waits && ring >= 1 ? "saving.long" : "saving.wait"),
               {.style = ui::Style::large, .color = ui::Role::text_2, .align = ui::Align::center}, 12);
  draw_column(column, "words", area, At::middle);
}

void draw_not_saved(const View& view, const flow::NotSavedScreen& screen) {
  const Matter matter = matter_of(screen.pending);
  ui::Rect rest = view.ui.window();
  draw_header(view, rest, header_of(view, matter));
  cut_foot(view, rest);
  const ui::Rect area = ui::content(view.ui, rest, 16, 24);
  Column column(view.ui);
  column.words(view.ui.tr(key_of("not_saved", matter)), {.style = ui::Style::headline});
  add_facts(view.ui, column,
            {{"warn", ui::Tone::warning, view.ui.tr("not_saved.what"), what_happened(view, screen.reason)},
             {"check", ui::Tone::success, view.ui.tr("not_saved.safe"), what_is_safe(view, matter)},
             {"right", ui::Tone::primary, view.ui.tr("not_saved.do"), what_to_do(view, matter, screen.reason)}},
            24);
  column.add(staff_piece(view, screen));
  draw_with_picture(view, area, "not-saved", column);
  ui::Bar bar;
  bar.back = ui::Button{.id = id::sign_later, .height = 96};
  bar.back->label = view.ui.tr(matter == Matter::signature ? "not_saved.later_signature" : "not_saved.later_other");
  bar.primary = primary_button(view, view.ui.tr("not_saved.retry"), "undo");
  if (draw_foot(view, bar, "words") == id::sign_later) view.post(flow::SignLaterPressed{});
}

void draw_noted(const View& view, const flow::NotedScreen& screen) {
  const std::string name = name_of(screen.what);
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("noted.title_" + name);
  if (view.state.session) header.step = view.state.session->greeting;
  draw_header(view, rest, header);
  cut_foot(view, rest);
  const ui::Rect area = ui::content(view.ui, rest, 16, 24);
  Column column(view.ui);
  column.words(view.ui.tr("noted." + name), {.style = ui::Style::headline});
  column.words(view.ui.tr("noted." + name + "_text"), {.style = ui::Style::large, .color = ui::Role::text_2}, 16);
  const std::string code = view.ui.tr("noted.receipt", {{"code", screen.receipt.code}});
  column.add({[&view, code](float width) { return ui::chip_size(view.ui, code, "doc", width).h; },
              [&view, code](ui::Rect rect) {
                ui::chip(view.ui, {rect.x, rect.y}, code, ui::Tone::neutral, "doc", "", rect.w);
              },
              24});
  const bool declined = screen.what == flow::NotedScreen::What::declined;
  draw_with_picture(view, area, declined ? "declined" : "question-sent", column);
  ui::Bar bar;
  bar.primary =
      declined ? primary_button(view, view.ui.tr("common.done"), "check") : primary_button(view, view.ui.tr("noted.go_on"));
  draw_foot(view, bar, "words");
}

void draw_lost_place(const View& view, const flow::LostPlaceScreen&) {
  ui::Rect rest = view.ui.window();
  ui::Header header;
  header.title = view.ui.tr("training.title");
  header.leave = true;
  if (view.state.session) header.step = view.state.session->greeting;
  draw_header(view, rest, header);
  cut_foot(view, rest);
  const ui::Rect area = ui::content(view.ui, rest, 16, 24);
  Column column(view.ui);
  column.words(view.ui.tr("lost_place.headline"), {.style = ui::Style::headline});
  add_facts(
      view.ui, column,
      {{"check", ui::Tone::success, view.ui.tr("not_saved.safe"), view.ui.tr("lost_place.safe")},
       {"right", ui::Tone::primary, view.ui.tr("not_saved.do"), view.ui.tr("lost_place.do", {{"contact", hr_contact(view)}})}},
      24);
  draw_with_picture(view, area, "not-saved", column);
  ui::Bar bar;
  bar.primary = primary_button(view, view.ui.tr("lost_place.begin"));
  draw_foot(view, bar, "words");
}

}  // namespace countersign::view
