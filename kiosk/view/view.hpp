#pragma once
// Draws a state and posts what the person did; it never acts. One file per screen.

#include <filesystem>
#include <functional>

#include "kiosk/flow/update.hpp"
#include "kiosk/ui/frame.hpp"

namespace countersign::view {

using Post = std::function<void(flow::Event)>;

// What every screen's drawing gets.
struct View {
  ui::Ui& ui;
  const flow::World& world;
  const flow::State& state;
  const Post& post;
  Instant now;

  const content::PackText& text() const { return flow::pack_text(world, state); }
  const content::Pack& pack() const { return *world.pack; }
  // Language tag of the pack's text as shown (may differ from the screen's).
  std::string text_language() const { return text().language.value; }
  bool text_is_foreign() const { return text().language != state.preferences.language; }
};

// Name for ui.json and the screen's memory: changes when the content should come in anew ("reading.disclaimer").
std::string screen_key(const flow::State& state);

// Draws the whole window: screen, overlay, toast.
void draw(const View& view);

}  // namespace countersign::view
