#include "kiosk/ui/text_cache.hpp"

#include <functional>
#include <string_view>
#include <utility>

namespace countersign::ui {

namespace {

template <class T>
void mix(std::uint64_t& hash, const T& value) {
  hash = (hash ^ std::hash<T>{}(value)) * 0x9E3779B97F4A7C15U;
  hash ^= hash >> 32U;
}

std::uint64_t hash_of(const LayoutKeyView& key) {
  std::uint64_t hash = 0;
  for (const Span& span : key.text.spans) {
    mix(hash, std::string_view(span.text));
    mix(hash, (span.strong ? 1 : 0) + (span.link ? 2 : 0));
  }
  mix(hash, static_cast<int>(key.style.style));
  mix(hash, key.style.lines_max);
  mix(hash, key.width_u);
  mix(hash, std::string_view(key.language));
  mix(hash, key.scale.scale);
  return hash;
}

// The heap behind a key, and the links of the list and of the index.
std::size_t bytes_around(const LayoutKeyView& key) {
  std::size_t sum = 9 * sizeof(void*) + key.language.capacity();
  for (const Span& span : key.text.spans) sum += sizeof(Span) + span.text.capacity();
  return sum;
}

}  // namespace

bool LayoutCache::Entry::is(const LayoutKeyView& key) const {
  return width_u == key.width_u && scale == key.scale && style == key.style && language == key.language &&
         text.spans == key.text.spans;
}

const TextLayout* LayoutCache::find(const LayoutKeyView& key) {
  const auto [from, to] = by_hash_.equal_range(hash_of(key));
  for (auto found = from; found != to; ++found) {
    const Place place = found->second;
    if (!place->is(key)) continue;
    entries_.splice(entries_.begin(), entries_, place);
    place->frame = frame_;
    return &place->layout;
  }
  return nullptr;
}

const TextLayout& LayoutCache::add(const LayoutKeyView& key, TextLayout layout) {
  const std::uint64_t hash = hash_of(key);
  const std::size_t bytes = sizeof(Entry) - sizeof(TextLayout) + layout.bytes() + bytes_around(key);
  entries_.push_front({key.text, key.style, key.width_u, key.language, key.scale, hash, frame_, bytes, std::move(layout)});
  by_hash_.emplace(hash, entries_.begin());
  bytes_ += bytes;
  return entries_.front().layout;
}

void LayoutCache::end_frame() {
  while (bytes_ > bytes_max_ && !entries_.empty() && entries_.back().frame != frame_) drop_last();
  ++frame_;
}

void LayoutCache::drop_last() {
  const Place last = std::prev(entries_.end());
  const auto [from, to] = by_hash_.equal_range(last->hash);
  for (auto found = from; found != to; ++found) {
    if (found->second != last) continue;
    by_hash_.erase(found);
    break;
  }
  bytes_ -= last->bytes;
  entries_.erase(last);
}

}  // namespace countersign::ui
