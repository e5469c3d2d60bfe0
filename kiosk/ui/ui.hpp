#pragma once
// The toolkit's frame: geometry, drawing, touch, focus, scrolling, motion and the semantic tree. Views hold a Ui& and
// draw with explicit rects in u; widgets.hpp and frame.hpp stand on this. ImGui gives window, clipping and draw lists;
// hit-testing, looks and text are ours (docs/decisions). Frame thread only.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "assets/reader/keyboard.hpp"
#include "assets/reader/strings.hpp"
#include "assets/reader/theme.hpp"
#include "base/ids.hpp"
#include "kiosk/ui/input.hpp"
#include "kiosk/ui/pictures.hpp"
#include "kiosk/ui/semantics.hpp"
#include "kiosk/ui/text.hpp"

namespace countersign::ui {

// What the toolkit is made from; outlives the Ui.
struct Resources {
  assets::Themes themes;
  assets::Strings strings;
  std::vector<assets::KeyboardLayout> keyboards;
  std::filesystem::path assets_folder;   // icons/, marks/, pictures/
  std::filesystem::path content_folder;  // content/ID: figures/
  SvgTexts svgs;                         // of both
};

struct FrameSpec {
  std::string screen;        // name in ui.json and key of its state: when it changes, scroll places are forgotten and the
                             // new content comes in
  int screen_direction = 1;  // +1: comes from the trailing side, -1: from the leading side (back)
  Language language;
  assets::ThemeName theme = assets::ThemeName::light;
  int text_scale = 100;  // 100, 160, 200
  bool reduced_motion = false;
  int width_px = 1280;
  int height_px = 800;
  float px_per_u = 1;
  Instant now;
  bool cleared = false;  // the target holds Role::surface already
};

// Which arrangement fits: by width over text scale, and by height (product.md, "Look").
struct LayoutClass {
  enum class Columns { one, rail, two };
  Columns columns = Columns::two;
  bool portrait = false;
  bool short_window = false;  // under 640 u high: smaller frame, page turning
  bool big_text = false;      // 160 % and over
};

// What a press on a rect did this frame.
struct Press {
  bool activated = false;   // released on it, or selected by key
  bool held = false;        // finger on it now
  bool focused = false;     // the key focus is on it
  std::optional<Point> at;  // where the finger is while held (u)
};

// Off: nothing is painted and no GL is needed; layout, touch, focus and the tree work as ever (tests, audits).
enum class Painting { on, off };
// Whether a text follows the text scale. Letters on keys and in discs do not: their boxes are large enough as they are.
enum class Growth { scaled, fixed };

class Ui {
 public:
  explicit Ui(const Resources& resources, Painting painting = Painting::on);
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // --- once a frame, by the shell ---
  void begin_frame(const FrameSpec& spec, const std::vector<Input>& input);
  void end_frame();
  // True while something moves or has not settled (three frames after an event).
  bool wants_frame() const;
  bool input_waits() const;  // for the next frame: each has one press, and the pointer in place before it
  // When something will have to be drawn again without input (a toast ends, a held key repeats).
  std::optional<Instant> next_deadline() const;
  const ScreenTree& tree() const;

  // --- what a view asks ---
  const FrameSpec& spec() const;
  Rect window() const;  // the whole window, in u
  LayoutClass layout() const;
  float scale() const;            // text scale of label, body, large: 1, 1.6, 2
  float scale_half() const;       // of title, headline, display
  float line(Style style) const;  // line height, scaled, u
  Rgba color(Role role) const;
  const assets::Theme& theme() const;
  const Resources& resources() const;
  // The kiosk's own words in the screen's language.
  std::string tr(std::string_view key, assets::Arguments arguments = {}) const;

  // --- text ---
  // `language`: of the text; "" = the screen's.
  Size measure(const RichText& text, const TextStyle& style, float width, const std::string& language = "",
               Growth growth = Growth::scaled);
  // Draws and returns the size taken. Registers nothing: use `heading`, `paragraph` (widgets.hpp) for text that stands alone.
  Size draw_text(Rect rect, const RichText& text, const TextStyle& style, Rgba color, const std::string& language = "",
                 Growth growth = Growth::scaled);
  // The same, halfway between the rect's top and bottom.
  Size draw_text_centered(Rect rect, const RichText& text, const TextStyle& style, Rgba color, const std::string& language = "",
                          Growth growth = Growth::scaled);
  bool last_text_truncated() const;
  TextEngine& text_engine();

  // --- shapes (u) ---
  void fill(Rect rect, Rgba color, float radius = 0);
  void fill_gradient(Rect rect, Rgba top, Rgba bottom, float radius = 0);
  void outline(Rect rect, Rgba color, float width, float radius);  // drawn inside the rect
  void line(Point from, Point to, Rgba color, float width);        // round caps
  void polyline(const std::vector<Point>& points, Rgba color, float width, bool round_caps = true);
  void circle(Point center, float radius, Rgba color);
  void circle_outline(Point center, float radius, Rgba color, float width);
  void arc(Point center, float radius, float width, float from_turn, float to_turn,
           Rgba color);  // 0 at 12 o'clock, clockwise, round caps
  void card_shadow(Rect rect, float radius);
  void raised_shadow(Rect rect, float radius);
  void primary_shadow(Rect rect, float radius);
  void key_shadow(Rect rect, float radius);
  void edge_card(Rect rect, Rgba edge, float edge_width);                     // card with a coloured leading edge (do / don't)
  void icon(std::string_view name, Rect rect, Rgba color, float stroke = 2);  // assets/icons/NAME.svg
  void check_mark(Rect rect, Rgba color, float stroke, float share = 1);      // drawn along its path up to `share`
  void focus_ring(Rect rect, float radius, bool around_primary = false);      // call it if the press says `focused`
  // A picture file; absolute path. Rounded corners by `radius`.
  void picture(const std::filesystem::path& svg, Rect rect, Fit fit, float radius = 0);

  // --- state of drawing ---
  void push_clip(Rect rect);
  void pop_clip();
  void push_alpha(float alpha);
  void pop_alpha();
  // The colour that lies under what is drawn next; nodes say it as their background.
  void push_background(Rgba color);
  void pop_background();
  Rgba background() const;
  // While inert nothing can be touched or focused, and nodes are "hidden": the screen under a dialog.
  void set_inert(bool inert);
  bool inert() const;

  // --- touch and focus ---
  // A target. `key_repeat_ms`: how soon a second touch of the same target counts (300; PIN keys and keyboard 80).
  Press press(std::string_view id, Rect rect, bool enabled = true, int repeat_ms = 300);
  // The held target keeps the finger wherever it slides: signature, accents above a key.
  void keep_touch();
  bool back_key() const;  // the Back key was pressed this frame and no widget took it
  bool take_back_key();   // the same, and nobody else sees it
  // Characters and digits typed on a real keyboard this frame (for fields); cleared when taken.
  std::vector<KeyInput> take_typed();
  void focus(std::string_view id);  // moves the key focus, e.g. into a dialog that opens

  // --- the semantic tree ---
  // Registers a node; clip, language, background and order are filled in if empty.
  void node(Node node);
  // Groups (dialog, list): nodes between begin and end carry on in reading order; the group's own node comes first.
  // --- motion ---
  // 0 to 1 since `id` was first seen, or since `restart` changed; eased; 1 at once with reduced motion or in tours.
  float animate(std::string_view id, float target, int duration_ms);
  bool screen_is_entering() const;
  float enter_offset() const;  // u, to add to the content's x while the screen comes in
  float enter_alpha() const;

  // --- scrolling ---
  // Begins a vertical scroll area; returns the content rect (as wide as the viewport, moved by the scroll place).
  // Call end_scroll with the content's height. Drag with inertia, keys, and page(). Lines of text are never cut.
  // The content rect is endlessly high: cut from its top.
  Rect begin_scroll(std::string_view id, Rect viewport);
  void end_scroll(float content_height);
  bool more_below(std::string_view id) const;  // as of the last end_scroll
  bool more_above(std::string_view id) const;
  void page(std::string_view id, int direction);  // one page of whole lines
  void scroll_to_top(std::string_view id);
  // Scrolls the area that is being drawn until `rect` is seen.
  void show(Rect rect);

  // --- small memory of widgets, forgotten when the screen changes ---
  float& memory(std::string_view id);

  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

// Draws everything up to and including `wants_frame() == false` at once: no motion. For tours and tests.
// (set by FrameSpec.reduced_motion; fades of 100 ms end on the second frame)

}  // namespace countersign::ui
