#pragma once
// Layouts by what they were made from; least recently used out when the frame ends.

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <unordered_map>

#include "kiosk/ui/text_layout.hpp"

namespace countersign::ui {

// Looked up without copying the text.
struct LayoutKeyView {
  const RichText& text;
  const TextStyle& style;
  float width_u;
  const std::string& language;
  TextScale scale;
};

class LayoutCache {
 public:
  explicit LayoutCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // nullptr if it is not there; else it counts as used.
  const TextLayout* find(const LayoutKeyView& key);
  // The key must not be there. The layout stays at its address until it is dropped.
  const TextLayout& add(const LayoutKeyView& key, TextLayout layout);
  // Drops what was used longest ago until the rest is within the cap. What this frame used stays: it is being drawn.
  void end_frame();

  std::size_t size() const { return entries_.size(); }
  std::size_t bytes() const { return bytes_; }

 private:
  struct Entry {
    RichText text;
    TextStyle style;
    float width_u = 0;
    std::string language;
    TextScale scale;
    std::uint64_t hash = 0;
    std::uint64_t frame = 0;  // that used it last
    std::size_t bytes = 0;
    TextLayout layout;

    bool is(const LayoutKeyView& key) const;
  };
  using Place = std::list<Entry>::iterator;

  void drop_last();

  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::uint64_t frame_ = 1;
  std::list<Entry> entries_;  // last used first
  std::unordered_multimap<std::uint64_t, Place> by_hash_;
};

}  // namespace countersign::ui
