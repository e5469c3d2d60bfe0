#include "quizzes/engine/quality.hpp"

#include <algorithm>
#include <set>

#include "base/utf8.hpp"
#include "content/pack/json_read.hpp"
#include "quizzes/engine/draw.hpp"
#include "quizzes/engine/scenario.hpp"

namespace countersign::quiz {

namespace {

constexpr double rounding = 1e-9;

// The best mean score of the unluckiest draw.
double reachable_mean(const Quiz& quiz) {
  std::vector<double> best;
  for (const Group& group : groups_of(quiz)) {
    double worst_member = 1;
    for (const Item* item : group) worst_member = std::min(worst_member, best_score(*item));
    best.push_back(worst_member);
  }
  std::sort(best.begin(), best.end());
  const std::size_t asked = std::min(quiz.draw, best.size());
  double sum = 0;
  for (std::size_t i = 0; i < asked; ++i) sum += best[i];
  return asked == 0 ? 0 : sum / static_cast<double>(asked);
}

void check_key_places(const JsonFile& file, const Quiz& quiz, Problems& problems) {
  std::set<std::size_t> places;
  std::size_t items = 0;
  for (const Item& item : quiz.items) {
    if (item.kind != ItemKind::choice || item.shuffle) continue;
    const auto key = std::find_if(item.choices.begin(), item.choices.end(), [](const auto& choice) { return choice.right; });
    places.insert(static_cast<std::size_t>(key - item.choices.begin()));
    ++items;
  }
  if (items >= habit_items_min && places.size() == 1)
    problems.push_back(file.problem(
        "/items", "the right choice of every item that is not shuffled is number " + std::to_string(*places.begin() + 1),
        "Move some, or let them be shuffled."));
}

enum class KeyLength { longest, shortest, between };

// How the right choice of an item of kind `choice` compares with each other one.
KeyLength key_length(const Item& item, const ItemText& text) {
  std::size_t right = 0;
  std::vector<std::size_t> wrong;
  for (const Choice& choice : item.choices) {
    const auto found = text.choices.find(choice.id);
    if (found == text.choices.end()) return KeyLength::between;
    const std::size_t length = code_points(found->second.text);
    choice.right ? void(right = length) : wrong.push_back(length);
  }
  if (wrong.empty()) return KeyLength::between;
  const auto [least, most] = std::minmax_element(wrong.begin(), wrong.end());
  return right > *most ? KeyLength::longest : right < *least ? KeyLength::shortest : KeyLength::between;
}

// A learner who always takes the longest, or the shortest, must not be right in more than two items of three.
void check_key_lengths(const JsonFile& file, const std::vector<KeyLength>& keys, Problems& problems) {
  if (keys.size() < habit_items_min) return;
  for (const auto& [length, name] : {std::pair{KeyLength::longest, "longest"}, std::pair{KeyLength::shortest, "shortest"}}) {
    const auto found = static_cast<std::size_t>(std::count(keys.begin(), keys.end(), length));
    if (3 * found > 2 * keys.size())
      problems.push_back(file.problem("",
                                      std::string("the ") + name + " choice is the right one in " + std::to_string(found) +
                                          " of " + std::to_string(keys.size()) + " items",
                                      "Make some wrong choices as long as the right one."));
  }
}

void check_identical(const JsonFile& file, const std::string& pointer, const std::map<ChoiceId, ChoiceText>& choices,
                     Problems& problems) {
  std::set<std::string> seen;
  for (const auto& [id, choice] : choices) {
    const std::string plain = fold_for_search(choice.text);
    if (!plain.empty() && !seen.insert(plain).second)
      problems.push_back(
          file.problem(pointer + content::pointer_part(id.value), "two choices read the same", "Reword one of them."));
    if (choice.text.find_first_not_of(' ') == std::string::npos)
      problems.push_back(file.problem(pointer + content::pointer_part(id.value), "the choice is empty", "Write it."));
  }
}

}  // namespace

void check_structure_quality(const JsonFile& file, const Quiz& quiz, Problems& problems) {
  const std::size_t groups = groups_of(quiz).size();
  if (quiz.draw > groups)
    problems.push_back(file.problem(
        "/draw", "an attempt asks " + std::to_string(quiz.draw) + " items, but there are " + std::to_string(groups),
        "Draw fewer, or write more; a variant_of group counts once."));
  if (reachable_mean(quiz) + rounding < quiz.pass_mark)
    problems.push_back(file.problem("/pass_mark", "an attempt can be drawn in which nobody reaches the pass mark",
                                    "Lower it, or give every scenario an end with a higher score."));
  check_key_places(file, quiz, problems);
}

void check_words_quality(const JsonFile& file, const Quiz& quiz, const std::map<ItemId, ItemText>& texts, Problems& problems) {
  std::vector<KeyLength> keys;
  for (const Item& item : quiz.items) {
    const auto text = texts.find(item.id);
    if (text == texts.end()) continue;
    const std::string pointer = content::pointer_part(item.id.value);
    check_identical(file, pointer + "/choices", text->second.choices, problems);
    for (const auto& [node, node_text] : text->second.nodes)
      check_identical(file, pointer + "/nodes" + content::pointer_part(node.value) + "/choices", node_text.choices, problems);
    if (item.kind == ItemKind::choice) keys.push_back(key_length(item, text->second));
  }
  check_key_lengths(file, keys, problems);
}

}  // namespace countersign::quiz
