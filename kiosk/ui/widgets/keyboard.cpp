// The on-screen keyboard: four rows, of which the layout's file gives three. Shift, symbols and accents are its own.

#include <glib.h>

#include <cmath>

#include "base/utf8.hpp"
#include "kiosk/ui/widgets/accents.hpp"
#include "kiosk/ui/widgets/keys.hpp"

namespace countersign::ui {
namespace {

using State = Ui::Impl::Keyboard;

constexpr float key_height = 80;
constexpr float key_height_short = 60;
constexpr float letter_size = 36;
constexpr float service_size = 32;
constexpr float key_width_min = 60;
constexpr milliseconds double_tap{400};
constexpr milliseconds long_press{450};
constexpr milliseconds backspace_repeat{80};

float margin(Ui& ui) { return ui.layout().short_window ? 32 : 48; }
float rows_padding(Ui& ui) { return ui.layout().short_window ? 12 : 16; }

std::string upper(const std::string& letter) {
  const gunichar code = g_utf8_get_char_validated(letter.c_str(), -1);
  char bytes[8] = {};
  const int size = g_unichar_to_utf8(g_unichar_toupper(code), bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

// Widths: letters of the two upper rows are alike; shift and backspace take what their row leaves.
struct Grid {
  float x = 0;
  float width = 0;
  float letter = 0;
  float service = 0;
  float height = 0;
  float row_y(Rect rect, float padding, int row) const {
    return rect.y + padding + static_cast<float>(row) * (height + key_gap);
  }
};

Grid grid(Ui& ui, Rect rect, const std::vector<std::vector<std::string>>& rows) {
  Grid grid;
  grid.x = rect.x + margin(ui);
  grid.width = rect.w - 2 * margin(ui);
  grid.height = (rect.h - 2 * rows_padding(ui) - 3 * key_gap) / 4;
  const auto longest = static_cast<float>(std::max(rows[0].size(), rows[1].size()));
  grid.letter = (grid.width - (longest - 1) * key_gap) / longest;
  const auto third = static_cast<float>(rows[2].size());
  grid.service = (grid.width - third * grid.letter - (third + 1) * key_gap) / 2;
  if (grid.service < key_width_min) grid.service = key_width_min;
  return grid;
}

class Board {
 public:
  Board(Ui& ui, Rect rect, const assets::KeyboardLayout& layout, const Language& language)
      : ui_(ui),
        state_(ui.impl().keyboard),
        rect_(rect),
        layout_(layout),
        language_(language),
        rows_(state_.symbols ? layout.symbols_rows : layout.rows),
        grid_(grid(ui, rect, rows_)) {}

  std::vector<Typed> draw() {
    letters(0);
    letters(1);
    third_row();
    fourth_row();
    if (state_.popup != State::Popup::closed) choose_accent();
    real_keys();
    return std::move(typed_);
  }

 private:
  void letters(int row) {
    const auto& keys = rows_[static_cast<std::size_t>(row)];
    const auto count = static_cast<float>(keys.size());
    const float used = count * grid_.letter + (count - 1) * key_gap;
    float x = grid_.x + (grid_.width - used) / 2;
    for (const std::string& letter : keys) {
      letter_key({x, row_y(row), grid_.letter, grid_.height}, letter, false);
      x += grid_.letter + key_gap;
    }
  }

  void third_row() {
    const auto& keys = rows_[2];
    const auto count = static_cast<float>(keys.size());
    const float right = grid_.x + grid_.width - grid_.service;
    const float room = right - key_gap - (grid_.x + grid_.service + key_gap);
    const float width = (room - (count - 1) * key_gap) / count;
    shift_key({grid_.x, row_y(2), grid_.service, grid_.height});
    float x = grid_.x + grid_.service + key_gap;
    for (const std::string& letter : keys) {
      letter_key({x, row_y(2), width, grid_.height}, letter, false);
      x += width + key_gap;
    }
    backspace_key({right, row_y(2), grid_.service, grid_.height});
  }

  void fourth_row() {
    Rect row{grid_.x, row_y(3), grid_.width, grid_.height};
    const auto cut = [&row](float width, bool trailing) {
      const Rect place = trailing ? row.cut_trailing(width) : row.cut_leading(width);
      trailing ? row.cut_trailing(key_gap) : row.cut_leading(key_gap);
      return place;
    };
    symbols_key(cut(grid_.service, false));
    accent_key(cut(std::max(key_width_min, grid_.letter * 1.1F), false));
    const Rect hide = cut(grid_.service, true);
    const Rect period = cut(grid_.letter, true);
    const Rect comma = cut(grid_.letter, true);
    space_key(row);
    letter_key(comma, layout_.comma, true);
    letter_key(period, layout_.period, true);
    KeyFace face = service("key.hide", "ui.hide_keyboard", "hide");
    face.icon_size = 50;
    if (key(ui_, hide, face).activated) typed_.push_back({Typed::Kind::hide, ""});
  }

  float row_y(int row) const { return grid_.row_y(rect_, rows_padding(ui_), row); }

  KeyFace service(const std::string& id, const std::string& name, const std::string& icon) const {
    KeyFace face;
    face.id = id;
    face.name = ui_.tr(name);
    face.icon = icon;
    face.service = true;
    face.size_u = service_size;
    return face;
  }

  std::string cased(const std::string& letter) const {
    return state_.shift == State::Shift::off || state_.symbols ? letter : upper(letter);
  }

  const std::vector<std::string>* accents_of(const std::string& letter) const {
    const auto found = layout_.accents.find(letter);
    return found == layout_.accents.end() ? nullptr : &found->second;
  }

  void letter_key(Rect place, const std::string& letter, bool as_service) {
    KeyFace face;
    face.id = "key." + letter;
    face.name = face.label = cased(letter);
    face.size_u = letter_size;
    face.service = as_service;
    face.language = language_.value;
    face.on = state_.popup != State::Popup::closed && state_.popup_letter == letter && !state_.popup_replaces;
    const Press press = key(ui_, place, face);
    if (press.at && accents_of(letter) != nullptr && state_.popup == State::Popup::closed) wait_for_long_press(place, letter);
    const bool picks_accent = state_.popup == State::Popup::held && state_.popup_letter == letter;
    if (!press.activated || picks_accent) return;
    state_.popup = State::Popup::closed;
    if (state_.accent_armed && accents_of(letter) != nullptr) {
      open_popup(place, letter, State::Popup::open, false);
    } else {
      type(cased(letter), letter);
    }
    state_.accent_armed = false;
  }

  void wait_for_long_press(Rect place, const std::string& letter) {
    const Instant due = ui_.impl().touch.pressed_at() + long_press;
    if (ui_.spec().now >= due) {
      ui_.keep_touch();
      open_popup(place, letter, State::Popup::held, false);
    } else {
      ui_.impl().remind(due);
    }
  }

  void open_popup(Rect place, const std::string& letter, State::Popup how, bool replaces) {
    state_.popup = how;
    state_.popup_letter = letter;
    state_.popup_key = place;
    state_.popup_replaces = replaces;
    ui_.impl().settle = settle_frames;
  }

  void type(const std::string& text, const std::string& letter) {
    typed_.push_back({Typed::Kind::text, text});
    state_.last_letter = letter;
    if (state_.shift == State::Shift::once) state_.shift = State::Shift::off;
  }

  void shift_key(Rect place) {
    KeyFace face = service("key.shift", "ui.shift", "shift");
    face.icon_size = 42;
    face.on = state_.shift != State::Shift::off;
    face.enabled = !state_.symbols;
    const bool pressed = key(ui_, place, face).activated;
    if (state_.shift == State::Shift::locked)  // a bar under the arrow
      ui_.fill({place.center().x - 18, place.center().y + 23, 36, 4}, ui_.color(Role::on_primary), 2);
    if (!pressed) return;
    const bool soon = ui_.spec().now - state_.shift_at < double_tap;
    if (state_.shift == State::Shift::once && soon)
      state_.shift = State::Shift::locked;
    else
      state_.shift = state_.shift == State::Shift::off ? State::Shift::once : State::Shift::off;
    state_.shift_at = ui_.spec().now;
  }

  // Goes on while it is held.
  void backspace_key(Rect place) {
    KeyFace face = service("key.backspace", "ui.backspace", "back");
    const Press press = key(ui_, place, face);
    Ui::Impl& impl = ui_.impl();
    if (press.at) {
      const Instant first = impl.touch.pressed_at() + long_press;
      if (state_.next_repeat < first) state_.next_repeat = first;
      if (ui_.spec().now >= state_.next_repeat) {
        typed_.push_back({Typed::Kind::backspace, ""});
        state_.next_repeat = ui_.spec().now + backspace_repeat;
      }
      impl.remind(state_.next_repeat);
    }
    const bool was_repeating = state_.next_repeat > impl.touch.pressed_at() + long_press;
    if (press.activated && !was_repeating) typed_.push_back({Typed::Kind::backspace, ""});
    if (press.activated) state_.next_repeat = {};
    if (press.activated) state_.last_letter.clear();
  }

  void symbols_key(Rect place) {
    KeyFace face = service("key.symbols", state_.symbols ? "ui.letters" : "ui.symbols", "");
    face.label = state_.symbols ? "ABC" : "?123";
    face.size_u = fitting(face.label, place.w);
    if (!key(ui_, place, face).activated) return;
    state_.symbols = !state_.symbols;
    state_.popup = State::Popup::closed;
  }

  // Offers the accents of the letter typed last; else, or when pressed again, waits for the next letter.
  void accent_key(Rect place) {
    KeyFace face = service("key.accents", "ui.accents", "");
    face.label = "áñç";
    face.size_u = fitting(face.label, place.w);
    face.on = state_.accent_armed;
    if (!key(ui_, place, face).activated) return;
    const bool offered = state_.popup == State::Popup::open && state_.popup_replaces;
    state_.popup = State::Popup::closed;
    if (!offered && !state_.accent_armed && accents_of(state_.last_letter) != nullptr)
      open_popup(place, state_.last_letter, State::Popup::open, true);
    else
      state_.accent_armed = !state_.accent_armed;
  }

  void space_key(Rect place) {
    KeyFace face;
    face.id = "key.space";
    face.name = ui_.tr("ui.space");
    face.label = ui_.resources().strings.own_name(language_);
    face.size_u = 28;
    face.quiet = true;
    face.language = language_.value;
    if (key(ui_, place, face).activated) type(" ", "");
  }

  float fitting(const std::string& label, float width) const {
    TextStyle style = styled(Style::label);
    style.size_u = service_size;
    const float natural = ui_.measure(label, style, 0, "", Growth::fixed).w;
    return std::min(service_size, std::floor(service_size * (width - 12) / natural));
  }

  void choose_accent() {
    const auto* accents = accents_of(state_.popup_letter);
    if (accents == nullptr || ui_.take_back_key()) {
      state_.popup = State::Popup::closed;
      return;
    }
    std::vector<std::string> cells{cased(state_.popup_letter)};
    for (const std::string& accent : *accents) cells.push_back(cased(accent));
    const AccentChoice choice =
        accent_popup(ui_, rect_, state_.popup_key, cells, state_.popup == State::Popup::held, language_);
    if (choice.picked) {
      if (state_.popup_replaces) typed_.push_back({Typed::Kind::backspace, ""});
      type(cells[*choice.picked], "");
    }
    if (choice.picked || choice.closed)
      state_.popup = State::Popup::closed;
    else if (choice.stays_open)
      state_.popup = State::Popup::open;
  }

  void real_keys() {
    for (const KeyInput& input : ui_.take_typed()) {
      if (input.key == Key::backspace) typed_.push_back({Typed::Kind::backspace, ""});
      if (input.character < U' ') continue;
      char bytes[8] = {};
      const int size = g_unichar_to_utf8(input.character, bytes);
      typed_.push_back({Typed::Kind::text, {bytes, static_cast<std::size_t>(size)}});
    }
  }

  Ui& ui_;
  State& state_;
  Rect rect_;
  const assets::KeyboardLayout& layout_;
  const Language& language_;
  const std::vector<std::vector<std::string>>& rows_;
  Grid grid_;
  std::vector<Typed> typed_;
};

}  // namespace

float keyboard_height(Ui& ui) {
  const float height = ui.layout().short_window ? key_height_short : key_height;
  return 4 * height + 3 * key_gap + 2 * rows_padding(ui);
}

std::vector<Typed> keyboard(Ui& ui, Rect rect, const Language& language) {
  const float up = ui.impl().motion.run("keyboard.sheet", 1, sheet_ms, 0);
  const Rect place = rect.moved(0, (1 - up) * rect.h);
  ui.fill(place, ui.color(Role::sunken));
  hairline(ui, place);
  Node node;
  node.id = "keyboard";
  node.role = "group";
  node.name = ui.tr("ui.keyboard");
  node.rect = place;
  ui.node(std::move(node));
  ui.push_background(ui.color(Role::sunken));
  const assets::KeyboardLayout& layout = assets::keyboard_for(ui.resources().keyboards, language);
  std::vector<Typed> typed = Board(ui, place, layout, language).draw();
  ui.pop_background();
  return typed;
}

bool apply_typed(std::string& value, const std::vector<Typed>& typed, std::size_t characters_max) {
  const std::string before = value;
  for (const Typed& one : typed) {
    if (one.kind == Typed::Kind::backspace) value = without_last_character(value);
    if (one.kind != Typed::Kind::text) continue;
    if (code_points(value) + code_points(one.text) <= characters_max) value += one.text;
  }
  return value != before;
}

}  // namespace countersign::ui
