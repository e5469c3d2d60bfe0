#pragma once
// A quiz in memory. Format: docs/content_format.md.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/problem.hpp"
#include "base/sha256.hpp"
#include "content/pack/pack.hpp"

namespace countersign::quiz {

constexpr std::size_t items_max = 256;  // of a quiz
constexpr std::size_t nodes_max = 64;   // of a scenario

enum class ItemKind { choice, multiple, true_false, sequencing, matching, scenario };
std::string to_string(ItemKind kind);  // as in the file: "true-false"

struct ChoiceText {
  std::string text;
  std::string feedback;
  std::string recap;  // scenarios: the chip on the next scene
};

struct Choice {
  ChoiceId id;
  bool right = false;  // choice, multiple, true_false
};

struct NodeChoice {
  ChoiceId id;
  std::string icon;  // name in assets/icons, or empty
  NodeId next;       // one of next and end is empty
  EndId end;
  double score = 0;  // 0 to 1, with `end`
};

struct Node {
  NodeId id;
  std::string picture;  // relative to content/ID, or empty
  std::vector<NodeChoice> choices;
};

struct PostFacts {
  int avatar = 0;  // 0 to 3
  std::string picture;
  int likes = 0;
  int comments = 0;
  int shares = 0;
};

struct Item {
  ItemId id;
  ItemKind kind = ItemKind::choice;
  ClauseId clause;
  CardId card;
  bool shuffle = true;
  std::string variant_of;  // group; empty: stands alone
  std::optional<PostFacts> post;
  std::vector<Choice> choices;                       // choice, multiple, true_false
  std::vector<ChoiceId> order;                       // sequencing
  std::vector<std::pair<ChoiceId, ChoiceId>> pairs;  // matching: source, target
  NodeId start;                                      // scenario
  std::vector<Node> nodes;

  const Node* node(const NodeId& node_id) const;
};

struct PostText {
  std::string place;
  std::string author;
  std::string when;
  std::string text;
  std::string alt;
};

struct NodeText {
  std::string text;
  std::string prompt;
  std::string alt;
  std::map<ChoiceId, ChoiceText> choices;
};

struct EndText {
  std::string title;
  std::string text;
};

struct ItemText {
  std::string title;  // scenario
  std::string prompt;
  std::map<ChoiceId, ChoiceText> choices;
  std::string feedback_right;  // sequencing, matching
  std::string feedback_wrong;
  std::optional<PostText> post;
  std::map<NodeId, NodeText> nodes;
  std::map<EndId, EndText> ends;
};

struct Quiz {
  ModuleId module;
  double pass_mark = 0.8;
  std::size_t draw = 5;
  int attempts_max = 0;  // 0: no limit
  int cooldown_s = 0;
  std::vector<Item> items;
  std::map<Language, std::map<ItemId, ItemText>> texts;
  Digest sha256;  // over the structure file's and the source text file's bytes

  const Item* item(const ItemId& item_id) const;
  // Words in `language`, else in `source`. Every item has words in the source language.
  const ItemText& text(const ItemId& item_id, const Language& language, const Language& source) const;
};

using Quizzes = std::map<ModuleId, Quiz>;

struct LoadedQuizzes {
  Quizzes quizzes;    // complete only if `problems` holds no error
  Problems problems;  // structural faults and quality faults of docs/content_format.md, all at once
};

// Loads quizzes/ID for `pack` (its modules' quizzes, in its languages). `pack_folder` is content/ID, for pictures.
LoadedQuizzes load_quizzes(const std::filesystem::path& folder, const content::Pack& pack,
                           const std::filesystem::path& pack_folder);

// One structure file; exposed for the fuzzer and tests.
struct ParsedQuiz {
  Quiz quiz;
  Problems problems;
};
ParsedQuiz parse_quiz(std::string_view json, const std::string& file);

}  // namespace countersign::quiz
