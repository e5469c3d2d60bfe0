#pragma once
// What the toolkit's own sources share. Views never include this.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/pen.hpp"
#include "kiosk/ui/imgui_186.hpp"
#include "kiosk/ui/motion.hpp"
#include "kiosk/ui/scroll.hpp"
#include "kiosk/ui/touch.hpp"
#include "kiosk/ui/ui.hpp"

namespace countersign::ui {

constexpr int settle_frames = 3;  // a layout that depends on itself is right by then
constexpr milliseconds key_press_look{100};

// Where a node stands in reading order, whatever the order of drawing.
enum class Section { content, bar, dialog, notice };

// Counts how often an id was used in this frame: the second "choice.a" becomes "choice.a#2".
class UniqueIds {
 public:
  std::string operator()(std::string_view id) {
    const int use = ++uses_[std::string(id)];
    return use == 1 ? std::string(id) : std::string(id) + "#" + std::to_string(use);
  }
  void clear() { uses_.clear(); }

 private:
  std::unordered_map<std::string, int> uses_;
};

struct PxRect {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
  float width() const { return right - left; }
  float height() const { return bottom - top; }
};

struct Ui::Impl {
  Impl(const Resources& all, Painting painting_mode);

  // --- painting ---
  PxRect to_px(Rect rect) const;   // snapped to whole pixels, mirrored for right-to-left
  Point to_px(Point point) const;  // not snapped
  Rect from_px(const PxRect& rect) const;
  Point point_from_px(Point px) const;
  float px(float length) const { return length * spec.px_per_u; }
  float px_line(float width) const { return std::max(1.0F, std::round(px(width))); }
  ImU32 ink(Rgba color, float times = 1) const;
  float alpha() const;  // of what is drawn now

  // --- text ---
  const TextLayout& lay_out(const RichText& words, const TextStyle& style, float width, const std::string& language,
                            Growth growth);
  Size paint_text(Rect rect, const TextLayout& layout, Rgba color);

  // --- frame ---
  void change_screen();
  void begin_input(const std::vector<Input>& input);
  void begin_lists();
  void hear(const Input& input);
  void move_focus(int step);
  bool focus_is_out_of_view() const;
  ScrollArea* unseen_on_the_way(const Node* from, const Node* to, int step);
  void mend_focus();
  void close_dialog_if_gone();
  void publish_tree();
  void remind(Instant when);  // something will have to be drawn at `when`
  bool scroll_is_moving() const;

  // --- scroll ---
  ScrollArea* area() { return area_stack.empty() ? nullptr : area_stack.back(); }
  void block(Rect rect);  // a thing that paging should not cut
  void show_focused(Rect rect);
  ScrollArea* area_for_keys();
  Rect visible(Rect rect) const;

  const Resources& resources;
  Painting painting;
  TextEngine text;
  std::unique_ptr<Pictures> pictures;  // none when painting is off
  ImDrawList* list = nullptr;          // none when painting is off
  FrameSpec spec;
  const assets::Theme* theme = nullptr;
  bool mirrored = false;
  bool had_frame = false;

  std::vector<float> alphas;
  std::vector<Rgba> backgrounds;
  std::vector<Rect> clips;
  float entering_alpha = 1;
  bool coming_in = false;  // what is drawn now belongs to the content, which fades in with the screen
  bool inert = false;
  bool text_truncated = false;

  InputQueue queue;
  Touch touch;
  std::vector<Target> targets;       // of this frame, in drawing order
  std::vector<Target> last_targets;  // what the finger sees
  std::vector<ScrollTarget> areas;
  std::vector<ScrollTarget> last_areas;
  std::optional<Instant> screen_changed;
  std::optional<Instant> screen_guard;  // touches are ignored for a moment: the screen changed, or a dialog came or went
  int settle = 0;

  std::string focus;
  std::string focus_area;  // the scroll area that holds it
  bool focus_shows = false;
  bool focus_moved = false;
  std::optional<std::string> selected;  // activated by key in this frame
  std::string key_pressed;              // looks pressed until
  Instant key_pressed_until;
  bool back_pressed = false;
  std::vector<KeyInput> typed;
  int page_keys = 0;

  std::string dialog;  // open one
  std::string dialog_seen;
  std::string focus_before_dialog;
  int dialog_first_vertex = 0;
  Rect dialog_rect;

  Section section = Section::content;
  struct Placed {
    Node node;
    Section section;
    bool hidden;
  };
  std::vector<Placed> nodes;
  ScreenTree tree;
  UniqueIds node_ids;
  UniqueIds press_ids;
  std::map<std::string, int> words_ids;

  Motion motion;
  std::map<std::string, ScrollArea, std::less<>> scrolls;
  std::vector<ScrollArea*> area_stack;
  std::map<std::string, float, std::less<>> memories;
  std::optional<Rect> text_clip;  // lines that are not wholly in it are left out: text fields
  float foot = 0;                 // height of the bar at the window's foot, for what stands above it

  // What the larger widgets remember; forgotten when the screen changes.
  struct Keyboard {
    enum class Shift { off, once, locked };
    enum class Popup { closed, held, open };
    Shift shift = Shift::off;
    Instant shift_at;
    bool symbols = false;
    bool accent_armed = false;  // the next letter opens its accents
    std::string last_letter;    // typed last, as a key of the layout
    Popup popup = Popup::closed;
    std::string popup_letter;
    Rect popup_key;
    bool popup_replaces = false;  // the choice takes the place of the letter typed last
    Instant next_repeat;          // of backspace
  } keyboard;
  struct Signature {
    Stroke stroke;                  // being drawn
    std::optional<Instant> origin;  // of t_ms
  } signature;
  std::vector<Instant> reminders;
};

Rgba mix(Rgba a, Rgba b, float share);
Rgba with_alpha(Rgba color, float alpha);

// Text height and its style's line, for boxes that hold text.
TextStyle styled(Style style, float line_u = 0, Align align = Align::leading);

// Sets a section for the life of the object.
class InSection {
 public:
  InSection(Ui& ui, Section section) : impl_(ui.impl()), before_(impl_.section), coming_in_(impl_.coming_in) {
    impl_.section = section;
    impl_.coming_in = false;
  }
  ~InSection() {
    impl_.section = before_;
    impl_.coming_in = coming_in_;
  }
  InSection(const InSection&) = delete;
  InSection& operator=(const InSection&) = delete;

 private:
  Ui::Impl& impl_;
  Section before_;
  bool coming_in_;
};

}  // namespace countersign::ui
