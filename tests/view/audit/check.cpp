#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "tests/view/audit/audit.hpp"

namespace countersign::audit {

namespace {

constexpr double slack_u = 0.75;  // edges are snapped to whole pixels

bool contains(const Rect& outer, const Rect& inner) {
  constexpr double slack_px = 1.5;
  return inner.x >= outer.x - slack_px && inner.y >= outer.y - slack_px && inner.right() <= outer.right() + slack_px &&
         inner.bottom() <= outer.bottom() + slack_px;
}

bool is_control(const Node& node) {
  static const std::set<std::string> roles{"button", "checkbox", "radio",     "textbox", "link",
                                           "tab",    "option",   "searchbox", "switch"};
  return roles.count(node.role) > 0;
}

// Touched with a finger, now or when it is enabled again.
bool is_target(const Node& node) { return node.focusable || is_control(node); }

bool has_icon_only(const Node& node) { return is_target(node) && node.text_size_u <= 0; }

// Lies over the screen for some seconds, on purpose.
bool is_toast(const Node& node) { return node.id == "toast"; }

bool same(const Rect& a, const Rect& b) { return contains(a, b) && contains(b, a); }

// Where two nodes stand to each other: of one scroll area also what is scrolled out of it, else what shows.
std::pair<Rect, Rect> places(const Node& a, const Node& b) {
  if (a.scrolls && b.scrolls && same(a.clip, b.clip)) return {a.rect, b.rect};
  return {a.seen(), b.seen()};
}

class Check {
 public:
  Check(const Screen& screen, const Picture* picture) : screen_(screen), picture_(picture) {
    for (const Node& node : screen.nodes)
      if (!node.is("hidden")) nodes_.push_back(&node);
  }

  Findings run() {
    ids();
    targets();
    dialog();
    texts();
    reading_order();
    return std::move(findings_);
  }

 private:
  void add(const Node& node, std::string what) {
    findings_.push_back({screen_.name, node.id + " \"" + node.name + "\"", std::move(what)});
  }
  double u(double px) const { return px / screen_.px_per_u; }

  // Without the edge and the round corners, where what lies behind a control could pass for its icon.
  Rect middle(const Rect& rect) const {
    constexpr double edge_u_max = 12;
    const double edge = std::min(.15 * std::min(rect.w, rect.h), edge_u_max * screen_.px_per_u);
    return {rect.x + edge, rect.y + edge, rect.w - 2 * edge, rect.h - 2 * edge};
  }

  void ids() {
    std::set<std::string> seen;
    for (const Node* node : nodes_)
      if (!seen.insert(node->id).second) add(*node, "has the id of another node");
  }

  void targets() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Node& node = *nodes_[i];
      if (!is_target(node)) continue;
      if (!node.focusable && !node.is("disabled")) add(node, "cannot be reached by keys");
      if (u(node.rect.w) < target_u_min - slack_u || u(node.rect.h) < target_u_min - slack_u)
        add(node, "is a target of " + std::to_string(u(node.rect.w)) + " x " + std::to_string(u(node.rect.h)) + " u");
      if (has_icon_only(node)) icon(node);
      for (std::size_t j = i + 1; j < nodes_.size(); ++j)
        if (is_target(*nodes_[j])) gap(node, *nodes_[j]);
    }
  }

  void gap(const Node& a, const Node& b) {
    const auto [ra, rb] = places(a, b);
    if (ra.empty() || rb.empty()) return;
    if (contains(ra, rb)) return add(b, "lies in the target " + a.id);
    if (contains(rb, ra)) return add(a, "lies in the target " + b.id);
    const double dx = std::max(ra.x - rb.right(), rb.x - ra.right());
    const double dy = std::max(ra.y - rb.bottom(), rb.y - ra.bottom());
    if (dx < 0 && dy < 0) return add(b, "overlaps the target " + a.id);
    const double between = dx >= 0 && dy >= 0 ? std::hypot(dx, dy) : std::max(dx, dy);
    if (u(between) >= gap_u_min - slack_u) return;
    const bool rows = a.role == b.role && u(a.rect.h) >= row_u_min - slack_u && u(b.rect.h) >= row_u_min - slack_u && dx < 0 &&
                      std::abs(a.rect.x - b.rect.x) < 2;
    if (!rows) add(b, "lies " + std::to_string(u(between)) + " u from the target " + a.id);
  }

  // What stands before a dialog in reading order lies under it, wherever it is.
  void dialog() {
    const Node* open = nullptr;
    for (const Node* node : nodes_)
      if (node->role == "dialog") open = node;
    if (open == nullptr) return;
    bool under = true;
    for (const Node* node : nodes_) {
      if (node == open) under = false;
      if (!is_target(*node)) continue;
      if (under) add(*node, "is a target under the dialog " + open->id);
      if (!under && !node->seen().empty() && !contains(open->rect, node->seen())) add(*node, "leaves the dialog " + open->id);
    }
  }

  void texts() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const Node& node = *nodes_[i];
      if (node.text_size_u <= 0 && !has_icon_only(node)) continue;
      place(node);
      if (node.text_size_u > 0) text(node);
      for (std::size_t j = i + 1; j < nodes_.size(); ++j)
        if (nodes_[j]->text_size_u > 0 || has_icon_only(*nodes_[j])) overlap(node, *nodes_[j]);
    }
  }

  void place(const Node& node) {
    const Rect window{0, 0, screen_.width_px, screen_.height_px};
    if (!node.scrolls && !contains(intersect(window, node.clip), node.rect)) add(node, "leaves the place it may show in");
    if (node.scrolls && (node.rect.x < node.clip.x - 2 || node.rect.right() > node.clip.right() + 2))
      add(node, "is wider than its scroll area");
  }

  void text(const Node& node) {
    if (node.truncated) add(node, "is cut short");
    if (node.language.empty()) add(node, "has no language");
    if (node.text_size_u < text_u_min - 0.1) add(node, "is " + std::to_string(node.text_size_u) + " u small");
    text_contrast(node);
  }

  // Only a control holds words: its own. Two targets are judged by their gap.
  void overlap(const Node& a, const Node& b) {
    const auto [ra, rb] = places(a, b);
    const Rect both = intersect(ra, rb);
    constexpr double slack_px = 3;
    if (is_toast(a) || is_toast(b) || (is_target(a) && is_target(b))) return;
    if (both.w <= slack_px || both.h <= slack_px) return;
    if ((is_target(a) && contains(ra, rb)) || (is_target(b) && contains(rb, ra))) return;
    add(b, "overlaps the text " + a.id);
  }

  void text_contrast(const Node& node) {
    const double declared = contrast(node.color, node.background);
    if (declared < text_contrast_min) return add(node, "has a declared contrast of " + std::to_string(declared));
    // A line that is scrolled halfway out is not drawn at all, and what lies under a toast is covered for a moment.
    if (u(node.seen().h) < u(node.rect.h) - slack_u || under_toast(node)) return;
    const auto measured = measure(is_target(node) ? middle(node.seen()) : node.seen());
    // A tenth is what smoothing takes from thin strokes.
    if (measured && *measured < text_contrast_min * 0.9)
      add(node, "has a contrast of " + std::to_string(*measured) + " in the picture");
  }

  bool under_toast(const Node& node) const {
    for (const Node* other : nodes_)
      if (other != &node && is_toast(*other) && !intersect(other->rect, node.rect).empty()) return true;
    return false;
  }

  void icon(const Node& node) {
    const double declared = contrast(node.color, node.background);
    if (declared < control_contrast_min)
      return add(node, "has an icon with a declared contrast of " + std::to_string(declared));
    if (u(node.seen().h) < u(node.rect.h) - slack_u || under_toast(node)) return;  // its icon may be scrolled out
    const auto measured = measure(middle(node.seen()));
    if (measured && *measured < control_contrast_min)
      add(node, "has an icon with a contrast of " + std::to_string(*measured) + " in the picture");
  }

  // The strongest contrast of any pixel with the most common colour of the rect.
  std::optional<double> measure(const Rect& rect) const {
    if (picture_ == nullptr || rect.w < 4 || rect.h < 4) return std::nullopt;
    std::map<std::uint32_t, int> counts;
    const int right = std::min(picture_->width, static_cast<int>(rect.right()));
    const int bottom = std::min(picture_->height, static_cast<int>(rect.bottom()));
    for (int y = std::max(0, static_cast<int>(rect.y)); y < bottom; ++y)
      for (int x = std::max(0, static_cast<int>(rect.x)); x < right; ++x) ++counts[pixel(x, y)];
    if (counts.empty()) return std::nullopt;
    const auto most = std::max_element(counts.begin(), counts.end(), [](auto& a, auto& b) { return a.second < b.second; });
    double best = 1;
    for (const auto& [color, count] : counts) best = std::max(best, contrast(color, most->first));
    return best;
  }

  std::uint32_t pixel(int x, int y) const {
    const std::size_t at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture_->width) + static_cast<std::size_t>(x)) * 3;
    return static_cast<std::uint32_t>(picture_->rgb[at] << 16 | picture_->rgb[at + 1] << 8 | picture_->rgb[at + 2]);
  }

  // Keys go down a column and on to the next; they never go up within one.
  void reading_order() {
    const Node* before = nullptr;
    for (const Node* node : nodes_) {
      if (!node->focusable || node->seen().empty()) continue;
      if (before != nullptr && node->seen().bottom() <= before->seen().y + 1 && node->rect.x < before->rect.right() &&
          before->rect.x < node->rect.right())
        add(*node, "comes after " + before->id + ", which lies below it");
      before = node;
    }
  }

  const Screen& screen_;
  const Picture* picture_;
  std::vector<const Node*> nodes_;
  Findings findings_;
};

double luminance(std::uint32_t color) {
  const auto channel = [&](unsigned shift) {
    const double value = static_cast<double>((color >> shift) & 255U) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
}

}  // namespace

double contrast(std::uint32_t a, std::uint32_t b) {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Findings check_screen(const Screen& screen, const Picture* picture) { return Check(screen, picture).run(); }

}  // namespace countersign::audit
