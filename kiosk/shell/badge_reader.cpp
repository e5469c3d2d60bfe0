#include "kiosk/shell/badge_reader.hpp"

namespace countersign::shell {

BadgeReader::Verdict BadgeReader::key(const ReaderKey& key) {
  Verdict verdict;
  if (is_flood(key.when)) {
    flood_ = key.when;
    verdict.held = true;
    return verdict;
  }
  flood_.reset();
  if (!keys_.empty() && key.when - keys_.back().when > settings_.key_gap_max) verdict = finish();
  if (key.kind == ReaderKey::Kind::enter && is_burst()) {
    keys_.push_back(key);
    Verdict ended = finish();
    ended.held = true;
    return ended;
  }
  const bool may_belong = key.kind == ReaderKey::Kind::digit || key.kind == ReaderKey::Kind::prefix || is_burst();
  if (!may_belong) {
    Verdict before = finish();
    verdict.released.insert(verdict.released.end(), before.released.begin(), before.released.end());
    return verdict;
  }
  keys_.push_back(key);
  verdict.held = true;
  if (keys_.size() > settings_.digits_max + 2) {
    keys_.clear();
    flood_ = key.when;
    verdict.unreadable = true;
  }
  return verdict;
}

bool BadgeReader::hold(char32_t character) {
  if (flood_) return true;
  if (keys_.empty() || keys_.back().character != 0) return false;
  keys_.back().character = character;
  return true;
}

bool BadgeReader::is_flood(Instant now) const { return flood_ && now - *flood_ <= settings_.key_gap_max; }

BadgeReader::Verdict BadgeReader::tick(Instant now) {
  if (keys_.empty() || now - keys_.back().when <= settings_.key_gap_max) return {};
  return finish();
}

std::optional<Instant> BadgeReader::next_deadline() const {
  if (keys_.empty()) return std::nullopt;
  return keys_.back().when + settings_.key_gap_max + milliseconds{1};
}

// A burst ended by Enter is a badge or an unreadable one; anything else was a person at a keyboard.
BadgeReader::Verdict BadgeReader::finish() {
  Verdict verdict;
  std::vector<ReaderKey> keys;
  keys.swap(keys_);
  if (keys.empty() || keys.back().kind != ReaderKey::Kind::enter) {
    verdict.released = std::move(keys);
    return verdict;
  }
  keys.pop_back();
  std::string digits;
  bool clean = true;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].kind == ReaderKey::Kind::digit)
      digits += static_cast<char>('0' + keys[i].digit);
    else if (!(i == 0 && keys[i].kind == ReaderKey::Kind::prefix))
      clean = false;
  }
  if (clean && digits.size() >= settings_.digits_min && digits.size() <= settings_.digits_max)
    verdict.badge = digits;
  else
    verdict.unreadable = true;
  return verdict;
}

}  // namespace countersign::shell
