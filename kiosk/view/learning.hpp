#pragma once
// What the screens of learning share: which arrangement they take, and small parts of cards and questions.

#include "kiosk/view/column.hpp"
#include "kiosk/view/parts.hpp"

namespace countersign::view {

// Two panes side by side, or one column. Narrow panes of large letters read worse than one column that turns pages.
bool two_panes(const View& view, float content_width);
// On a tall window the panes keep together, a little above the middle, and do not stretch.
ui::Rect stage(ui::Rect area, float height_max = 760);

// The organisation's rule, as a chip, and whether this version changed it.
bool is_changed(const content::Pack& pack, const ClauseId& clause);
Piece clause_piece(const View& view, const ClauseId& clause);
// Nothing where the pack speaks the screen's language.
void add_foreign_note(const View& view, Column& column);
// Words of the pack, in its language.
ui::Words pack_words(const View& view, ui::Style style, ui::Role color = ui::Role::text);
// A quote with a bar at its leading edge.
Piece quote_piece(const View& view, const ui::RichText& text);
// What a screen in portrait fills its slack with: the picture of that card, else the first one of its module; nullptr if
// the module has none.
const content::Picture* figure_near(const View& view, const ModuleId& module, const CardId& card);
// Without a node: it says nothing that the words do not say.
void draw_decoration(const View& view, ui::Rect rect, const std::filesystem::path& picture, ui::Fit fit);
// Paragraphs and list items.
void add_blocks(Column& column, ui::Ui& ui, const content::Blocks& blocks, const ui::Words& look);

}  // namespace countersign::view
