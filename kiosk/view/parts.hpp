#pragma once
// What many screens need: the header with its tools, paths of pictures, the pack's rich text, paging.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/view/view.hpp"

namespace countersign::view {

// --- pictures ---
// assets/pictures/NAME.svg, assets/marks/NAME.svg, and a picture of the pack ("figures/tie.svg").
std::filesystem::path asset_picture(const View& view, std::string_view name);
std::filesystem::path asset_mark(const View& view, std::string_view name);
std::filesystem::path pack_picture(const View& view, const std::string& file);
// The organisation's mark; ours where there is no pack.
std::filesystem::path organisation_mark(const View& view);

// --- frame ---
// The header, with the organisation's mark put in; posts what its tools do.
void draw_header(const View& view, ui::Rect& window, ui::Header header);
// The bar's back and primary: Back posts BackPressed, the primary PrimaryPressed. Returns the id of any other button.
std::optional<std::string> draw_bar(const View& view, ui::Rect& window, const ui::Bar& bar);
ui::Button back_button(const View& view, std::string_view key = "common.back");
ui::Button primary_button(const View& view, std::string label, std::string icon = "right");
ui::Button quiet_button(const View& view, std::string id, std::string_view key, std::string icon);
// The same where the area `scroll_id` scrolls: while there is more below, the primary says "Read on" and turns the page.
// More below is known from the frame before, so that the bar may be drawn first: it is read last all the same.
std::optional<std::string> draw_paged_bar(const View& view, ui::Rect& window, ui::Bar bar, std::string_view scroll_id);
// The place of the bar, cut off `rest` before what stands above it is drawn; as high as the bar was on this screen, for
// long labels take two rows. draw_foot then draws it there, paging the area `scroll_id`.
ui::Rect cut_foot(const View& view, ui::Rect& rest);
std::optional<std::string> draw_foot(const View& view, const ui::Bar& bar, std::string_view scroll_id);

// --- text of the pack ---
ui::RichText rich(const content::Runs& runs);
std::vector<ui::Paragraph> rich(const content::Blocks& blocks);
// "This text is in English" where the pack lacks the screen's language; 0 high where it does not.
float foreign_note_height(const View& view, float width);
void draw_foreign_note(const View& view, ui::Rect rect);

// --- numbers ---
// KEY.one or KEY.other with {n} filled.
std::string count(const View& view, std::string_view key, int number);

}  // namespace countersign::view
