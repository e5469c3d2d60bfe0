// Help, the consent text, the labour-law note, and leaving.

#include "kiosk/view/dialog.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/place.hpp"
#include "kiosk/view/screens.hpp"

namespace countersign::view {
namespace {

std::string hr_line(const View& view) {
  const content::Contact* hr = view.pack().organisation.contact("hr");
  if (hr == nullptr) return view.ui.tr("help.site", {{"phone", view.pack().organisation.site_contact}});
  const auto& role = content::localised(hr->role, view.state.preferences.language, view.pack().source_language);
  return view.ui.tr("help.who", {{"role", role}, {"name", hr->name}, {"phone", hr->phone}});
}

}  // namespace

void draw_help(const View& view) {
  const std::string title = view.ui.tr("help.title");
  Dialog dialog{.id = "help", .name = title, .width = 760, .body = Column(view.ui), .buttons = {}};
  dialog.body.words(title, {.style = ui::Style::title});
  dialog.body.words(view.ui.tr("help." + flow::screen_name(view.state.screen)), {.style = ui::Style::large});
  dialog.body.add(note_piece(view.ui, "phone", hr_line(view), ui::Tone::primary, 24));
  dialog.buttons.push_back(close_button(view, "common.close"));
  const bool on_call = std::holds_alternative<flow::CallScreen>(view.state.screen);
  if (!on_call) {
    ui::Button call{.id = id::call, .label = view.ui.tr("help.emergency"), .icon = "phone", .icon_leading = true};
    call.icon_color = ui::Role::error;
    dialog.buttons.push_back({call, [&view] { view.post(flow::CallPressed{}); }});
  }
  draw_dialog(view, dialog, flow::CloseOverlay{});
}

void draw_consent(const View& view) {
  const std::string title = view.ui.tr("consent.title");
  Dialog dialog{.id = "consent.text", .name = title, .width = 960, .body = Column(view.ui), .buttons = {}};
  dialog.body.words(title, {.style = ui::Style::title});
  add_foreign_note(view, dialog.body);
  for (const std::string& paragraph : view.text().consent_paragraphs)
    dialog.body.words(paragraph, pack_words(view, ui::Style::body), 20);
  dialog.buttons.push_back(close_button(view, "common.close"));
  draw_dialog(view, dialog, flow::CloseOverlay{});
}

void draw_rights(const View& view) {
  const auto& text = view.text();
  const auto& note = content::localised(view.pack().organisation.labour_law_note, text.language, view.pack().source_language);
  Dialog dialog{.id = "rights.text", .name = text.rights_title, .width = 960, .body = Column(view.ui), .buttons = {}};
  dialog.body.words(text.rights_title, pack_words(view, ui::Style::title));
  add_foreign_note(view, dialog.body);
  dialog.body.words(note, pack_words(view, ui::Style::body), 20);
  dialog.buttons.push_back(close_button(view, "common.close"));
  draw_dialog(view, dialog, flow::CloseOverlay{});
}

void draw_leave(const View& view) {
  const std::string title = view.ui.tr("leave.title");
  Dialog dialog{.id = "leaving", .name = title, .width = 760, .body = Column(view.ui), .buttons = {}};
  dialog.body.words(title, {.style = ui::Style::headline});
  const std::string saved = place_saved(view);
  dialog.body.words(saved + (saved.empty() ? "" : " ") + view.ui.tr("leave.come_back"),
                    {.style = ui::Style::large, .color = ui::Role::text_2});
  ui::Button leave{.id = id::leave,
                   .label = view.ui.tr("leave.leave"),
                   .icon = "leave",
                   .icon_leading = true,
                   .kind = ui::ButtonKind::primary,
                   .height = 96};
  ui::Button stay{.id = id::stay, .label = view.ui.tr("leave.stay")};
  dialog.buttons.push_back({leave, [&view] { view.post(flow::LeaveConfirmed{}); }});
  dialog.buttons.push_back({stay, [&view] { view.post(flow::CloseOverlay{}); }});
  draw_dialog(view, dialog, flow::CloseOverlay{});
}

}  // namespace countersign::view
