#include "content/pack/split_cards.hpp"

#include <algorithm>

namespace countersign::content {

namespace {

constexpr std::string_view heading_mark = "##";
constexpr std::string_view fence_mark = ":::";

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

// Cuts a file into cards and their sections.
class Splitter {
 public:
  Splitter(const std::string& file, Problems& problems) : file_(file), problems_(problems) {}

  std::vector<RawCard> split(std::string_view markdown) {
    std::size_t at = 0;
    while (at < markdown.size()) {
      const auto end = std::min(markdown.find('\n', at), markdown.size());
      ++line_;
      take(markdown.substr(at, end - at));
      at = end + 1;
    }
    close_open_fence();
    return std::move(cards_);
  }

 private:
  void problem(int line, std::string what, std::string cure) {
    problems_.push_back({file_, line, "", std::move(what), std::move(cure)});
  }

  Section& section() { return cards_.back().sections.back(); }

  void take(std::string_view line) {
    if (starts_with(line, heading_mark) && !starts_with(line, "###")) return open_card(line);
    if (cards_.empty()) {
      if (!trimmed(line).empty() && !said_before_)
        problem(line_, "there is text before the first card", "Open a card with \"## Title {#id clause=XX-1}\".");
      said_before_ = said_before_ || !trimmed(line).empty();
      return;
    }
    if (starts_with(line, fence_mark)) return take_fence(std::string(trimmed(line.substr(fence_mark.size()))));
    if (section().text.empty()) section().text_line = line_;
    section().text.append(line).append("\n");
  }

  void open_card(std::string_view line) {
    close_open_fence();
    const auto heading = line.substr(heading_mark.size());
    if (heading.empty() || heading.front() != ' ')
      problem(line_, "a blank is missing after ##", "Write \"## Title {#id clause=XX-1}\".");
    cards_.push_back({std::string(trimmed(heading)), line_, {Section{}}});
  }

  void take_fence(const std::string& name) {
    if (name.empty()) {
      if (section().fence.empty())
        problem(line_, "this ::: closes nothing", "Remove it, or open a fence before it.");
      else
        cards_.back().sections.push_back({});
      return;
    }
    if (name != "do" && name != "dont" && name != "full") {
      problem(line_, "there is no fence named \"" + name + "\"", "Use :::do, :::dont or :::full.");
    }
    close_open_fence();
    cards_.back().sections.push_back({name, line_, "", 0});
  }

  void close_open_fence() {
    if (cards_.empty() || section().fence.empty()) return;
    problem(section().fence_line, "the fence :::" + section().fence + " is not closed",
            "Put ::: on a line of its own after it; fences do not nest.");
    cards_.back().sections.push_back({});
  }

  const std::string& file_;
  Problems& problems_;
  std::vector<RawCard> cards_;
  int line_ = 0;
  bool said_before_ = false;
};

}  // namespace

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<RawCard> split_cards(std::string_view markdown, const std::string& file, Problems& problems) {
  return Splitter(file, problems).split(markdown);
}

}  // namespace countersign::content
