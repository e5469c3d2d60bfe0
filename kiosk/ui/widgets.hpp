#pragma once
// The components of look/README.md. Each draws in the rect it is given, registers its node, and returns what the finger
// or the keys did. `id` is unique on the screen. `*_size` functions say the natural size at the present text scale.

#include <optional>
#include <string>
#include <vector>

#include "base/pen.hpp"
#include "kiosk/ui/ui.hpp"

namespace countersign::ui {

// --- text that stands alone (with a node) ---
struct Words {
  Style style = Style::body;
  Role color = Role::text;
  Align align = Align::leading;
  bool balance = false;
  bool tabular = false;
  int lines_max = 0;
  float line_u = 0;
  float size_u = 0;
  int weight = 0;
  std::string role = {};  // "heading", "paragraph", "status", "alert", "note"; empty: heading for title and up, else paragraph
  std::string language = {};  // empty: the screen's
  std::string id = {};        // empty: made from role and order
};
// Draws at the top of `rect`, wrapped to its width; returns the height taken.
float words(Ui& ui, Rect rect, const RichText& text, const Words& look = {});
// Cuts what it needs off the top of `column` (and `gap_after` below it).
void words_in(Ui& ui, Rect& column, const RichText& text, const Words& look = {}, float gap_after = 0);
float words_height(Ui& ui, float width, const RichText& text, const Words& look = {});
// Several paragraphs or list items, gap between them.
struct Paragraph {
  RichText text = {};
  bool bullet = false;
};
float paragraphs(Ui& ui, Rect rect, const std::vector<Paragraph>& list, const Words& look, float gap);

// --- buttons ---
enum class ButtonKind { primary, second, quiet };
struct Button {
  std::string id = {};
  std::string label = {};
  std::string icon = {};      // empty: none
  bool icon_leading = false;  // the icon names the act, else it points on
  ButtonKind kind = ButtonKind::second;
  float height = 80;  // 96 in bars, 112 for the one big call
  bool enabled = true;
  bool busy = false;        // shows that it works on it; cannot be pressed
  bool arrow_only = false;  // icon alone; `label` is its name
  std::optional<Role> icon_color = {};
  bool operator==(const Button&) const = default;
};
Size button_size(Ui& ui, const Button& button);
// What it needs in a given width: from 160 % on a label may take a second line.
float button_height(Ui& ui, float width, const Button& button);
bool button(Ui& ui, Rect rect, const Button& button);
// Round or square icon target of 60 u or more.
bool icon_button(Ui& ui, Rect rect, const std::string& id, const std::string& icon, const std::string& name, Role fill,
                 Role color);

// --- choices ---
enum class ChoiceState { rest, selected, right, wrong, dim };
struct Choice {
  std::string id = {};
  std::string label = {};
  std::string letter = {};  // "A"; or
  std::string icon = {};    // disc of 64 with an icon (scenarios)
  ChoiceState state = ChoiceState::rest;
  bool several = false;      // checkbox, else radio
  std::string verdict = {};  // trailing words: "Your answer", "Right"
  bool enabled = true;
  std::string language = {};  // of the label
};
float choice_height(Ui& ui, float width, const Choice& choice);
bool choice(Ui& ui, Rect rect, const Choice& choice);
// A statement with a box; the whole row is the target.
float check_row_height(Ui& ui, float width, const std::string& label);
bool check_row(Ui& ui, Rect rect, const std::string& id, const std::string& label, bool checked,
               const std::string& language = "");

// --- small parts ---
enum class Tone { primary, success, error, warning, neutral };
// One line, unless it would be wider than `width_max` (0: no limit).
Size chip_size(Ui& ui, const std::string& label, const std::string& icon = "", float width_max = 0);
void chip(Ui& ui, Point at, const std::string& label, Tone tone, const std::string& icon = "", const std::string& language = "",
          float width_max = 0);
void disc(Ui& ui, Point center, float diameter, const std::string& icon, float icon_size, Rgba fill, Rgba color);
void hairline(Ui& ui, Rect rect);  // 2 high at the rect's top
// Segments: exactly one is on. Returns the index that was pressed.
struct Segment {
  std::string label = {};
  std::string icon = {};      // shown when on; empty: a check
  std::string language = {};  // of the label
  std::string key = {};       // its target is ID.key; empty: ID.N
};
std::optional<std::size_t> segments(Ui& ui, Rect rect, const std::string& id, const std::string& name,
                                    const std::vector<Segment>& list, std::size_t on);
Size segments_size(Ui& ui, const std::vector<Segment>& list);
// 80, or more where the labels are too wide to stand side by side: they then stand one under another.
float segments_height(Ui& ui, float width, const std::vector<Segment>& list);
// Bars of 8: `done` filled, the next half filled if `half`, the rest track.
void progress(Ui& ui, Rect rect, std::size_t count, std::size_t done, bool half, const std::string& name);
void ring(Ui& ui, Rect rect, float width, float share, const std::string& name, const std::string& value);
void card(Ui& ui, Rect rect, float radius = 28);
// Row of a list, 72 or more high: title, second line, trailing words, chevron. Returns true when pressed.
struct Row {
  std::string id = {};
  std::string title = {};
  std::string detail = {};
  std::string trailing = {};
  std::string icon = {};
  bool chevron = true;
  std::string language = {};
};
float row_height(Ui& ui, float width, const Row& row);
bool row(Ui& ui, Rect rect, const Row& row);
void picture(Ui& ui, Rect rect, const std::filesystem::path& svg, const std::string& alt, Fit fit = Fit::contain,
             float radius = 0);
// A note on primary_c with an icon.
float note_height(Ui& ui, float width, const std::string& text);
void note(Ui& ui, Rect rect, const std::string& icon, const std::string& text, Tone tone = Tone::primary);

// --- entering things ---
// A one-line field that shows `value`; the caret stands at its end. Pressing it returns true (focus it).
struct Field {
  std::string id = {};
  std::string label = {};
  std::string value = {};
  bool active = false;
  bool multiline = false;
  std::string placeholder = {};
  std::size_t characters_max = 0;
  bool label_inside = true;
  bool large_digits = false;  // badge number, code
};
bool field(Ui& ui, Rect rect, const Field& field);
// PIN dots.
void pin_field(Ui& ui, Rect rect, const std::string& id, const std::string& label, std::size_t filled, std::size_t count);
// Keys 0 to 9, clear, backspace. Real digit keys work too.
struct PadKey {
  enum class Kind { digit, clear, backspace };
  Kind kind = Kind::digit;
  int digit = 0;
};
Size pin_pad_size(Ui& ui);
std::vector<PadKey> pin_pad(Ui& ui, Rect rect, bool enabled = true);
// On-screen keyboard for `language`'s layout; returns what was typed. Shift, symbols and the accent popup are its own.
struct Typed {
  enum class Kind { text, backspace, hide };
  Kind kind = Kind::text;
  std::string text = {};
};
float keyboard_height(Ui& ui);
std::vector<Typed> keyboard(Ui& ui, Rect rect, const Language& language);
// Applies what was typed; never beyond `characters_max` code points. Returns true if `value` changed.
bool apply_typed(std::string& value, const std::vector<Typed>& typed, std::size_t characters_max);
// Signature: returns a stroke when the finger leaves. `strokes` are drawn smoothed.
std::optional<Stroke> signature_pad(Ui& ui, Rect rect, const std::string& id, const std::vector<Stroke>& strokes, bool enabled);
void qr_code(Ui& ui, Rect rect, const std::string& text, const std::string& name);

// --- over the screen ---
// Dims what is below (call set_inert(true) before drawing that) and gives the dialog's inner rect.
Rect begin_dialog(Ui& ui, const std::string& id, const std::string& name, Size size);
void end_dialog(Ui& ui);
// At the foot, above the bar; announced as status.
void toast(Ui& ui, const std::string& text);

}  // namespace countersign::ui
