// All quizzes of a pack, held against the pack: clauses, cards, pictures, and words in each of its languages.

#include <algorithm>
#include <set>
#include <tuple>

#include "content/pack/check_prose.hpp"
#include "content/pack/json_read.hpp"
#include "content/pack/load.hpp"
#include "content/pack/schema.hpp"
#include "content/pack/source_folder.hpp"
#include "quizzes/engine/quality.hpp"
#include "quizzes/engine/quiz.hpp"
#include "quizzes/engine/words.hpp"

namespace countersign::quiz {

namespace {

// A quiz file's text with the lines of its values; what is wrong with it has been said by parse_quiz.
JsonFile lines_of(std::string_view text, const std::string& file) {
  Problems said;
  return parse_json(text, file, said);
}

// False while the cards of some module could not be read.
bool has_all_cards(const content::Pack& pack) {
  const auto source = pack.texts.find(pack.source_language);
  if (source == pack.texts.end()) return false;
  return std::all_of(pack.modules.begin(), pack.modules.end(), [&](const content::Module& module) {
    const auto text = source->second.modules.find(module.id);
    return text != source->second.modules.end() && !text->second.cards.empty();
  });
}

class Loader {
 public:
  Loader(const std::filesystem::path& folder, const content::Pack& pack, const std::filesystem::path& pack_folder)
      : folder_(folder), pack_folder_(pack_folder), pack_(pack), cards_known_(has_all_cards(pack)) {}

  LoadedQuizzes load() {
    for (const content::Module& module : pack_.modules) load_quiz(module);
    if (!unread_) check_clauses_tested();
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const Problem& a, const Problem& b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); });
    return {std::move(quizzes_), std::move(problems_)};
  }

 private:
  void load_quiz(const content::Module& module) {
    const std::string relative = module.quiz + ".json";
    if (module.quiz.empty()) return;  // load_pack has said so
    const auto text = folder_.text(relative, json_bytes_max, problems_);
    unread_ = unread_ || !text;
    if (!text) return;
    ParsedQuiz parsed = parse_quiz(*text, folder_.name(relative));
    problems_.insert(problems_.end(), parsed.problems.begin(), parsed.problems.end());
    unread_ = unread_ || has_errors(parsed.problems);
    Quiz& quiz = parsed.quiz;
    const JsonFile lines = lines_of(*text, folder_.name(relative));
    if (!quiz.module.empty() && quiz.module != module.id)
      problems_.push_back(lines.problem(
          "/module",
          "the quiz is for module \"" + quiz.module.value + "\", but policy.json uses it for \"" + module.id.value + "\"",
          "Correct one of the two."));
    check_items(quiz, lines);
    std::string source_bytes;
    for (const Language& language : pack_.languages) {
      const std::string bytes = read_language(quiz, module, language);
      if (language == pack_.source_language) source_bytes = bytes;
    }
    quiz.sha256 = sha256(*text + source_bytes);
    quizzes_[module.id] = std::move(quiz);
  }

  std::string read_language(Quiz& quiz, const content::Module& module, const Language& language) {
    const std::string relative = "text/" + language.value + "/" + module.quiz + ".json";
    const auto text = folder_.text(relative, json_bytes_max, problems_);
    if (!text) return {};
    JsonFile file = parse_json(*text, folder_.name(relative), problems_);
    content::validate(file, "quiz-text", problems_);
    const content::Filler filler(pack_.organisation, language, pack_.source_language);
    quiz.texts[language] = read_words(file, quiz, filler, problems_);
    check_words_quality(file, quiz, quiz.texts[language], problems_);
    content::check_directions(file, problems_);
    return *text;
  }

  void check_items(const Quiz& quiz, const JsonFile& file) {
    for (const Item& item : quiz.items) {
      const std::string pointer = pointer_of(file, item.id);
      const auto add = [&](const std::string& at, std::string what, std::string cure) {
        problems_.push_back(file.problem(pointer + at, std::move(what), std::move(cure)));
      };
      if (!items_.insert(item.id).second)
        add("/id", "the item id \"" + item.id.value + "\" is there twice in the pack", "Rename one of the two.");
      tested_.insert(item.clause);
      const auto& clauses = pack_.clauses;
      // A pack with faults may lack what the item names; then the pack's own problems say so.
      const bool clause_known = clauses.empty() || std::any_of(clauses.begin(), clauses.end(),
                                                               [&](const auto& clause) { return clause.id == item.clause; });
      if (!clause_known) add("/clause", "policy.json has no clause \"" + item.clause.value + "\"", "Name one of its clauses.");
      if (cards_known_ && !item.card.empty() && !pack_.find_card(item.card))
        add("/card", "the pack has no card \"" + item.card.value + "\"", "Name the card that teaches this.");
      if (item.post && !item.post->picture.empty())
        check_picture(item.post->picture, file.problem(pointer + "/post/picture", "", ""));
      for (std::size_t i = 0; i < item.nodes.size(); ++i)
        if (!item.nodes[i].picture.empty())
          check_picture(item.nodes[i].picture, file.problem(pointer + "/nodes/" + std::to_string(i) + "/picture", "", ""));
    }
  }

  // Items with faults are left out of the quiz, so places in it and in the file may differ.
  static std::string pointer_of(const JsonFile& file, const ItemId& id) {
    const Json& items = content::array_at(file.root, "items");
    for (std::size_t i = 0; i < items.size(); ++i)
      if (content::text_at(items[i], "id") == id.value) return "/items/" + std::to_string(i);
    return "/items";
  }

  void check_picture(const std::string& picture, const Problem& where) {
    const bool is_figure =
        picture.rfind("figures/", 0) == 0 && picture.size() > 12 && picture.compare(picture.size() - 4, 4, ".svg") == 0;
    if (!is_figure) {
      Problem problem = where;
      problem.what = "\"" + picture + "\" is not a figure of the pack";
      problem.cure = "Name an SVG file as figures/NAME.svg.";
      problems_.push_back(std::move(problem));
      return;
    }
    if (pictures_.insert(picture).second) pack_folder_.bytes(picture, content::picture_bytes_max, problems_, where);
  }

  void check_clauses_tested() {
    const std::string policy_file = pack_folder_.name("policy.json");
    for (std::size_t i = 0; i < pack_.clauses.size(); ++i) {
      const ClauseId& clause = pack_.clauses[i].id;
      if (tested_.count(clause) == 0)
        problems_.push_back({policy_file, 0, "/clauses/" + std::to_string(i), "no question tests clause " + clause.value,
                             "Write one, or remove the clause."});
    }
  }

  content::SourceFolder folder_;
  content::SourceFolder pack_folder_;
  const content::Pack& pack_;
  const bool cards_known_;
  Quizzes quizzes_;
  Problems problems_;
  std::set<ItemId> items_;
  std::set<ClauseId> tested_;
  std::set<std::string> pictures_;
  bool unread_ = false;  // items were lost, so nobody knows which clauses they tested
};

}  // namespace

LoadedQuizzes load_quizzes(const std::filesystem::path& folder, const content::Pack& pack,
                           const std::filesystem::path& pack_folder) {
  return Loader(folder, pack, pack_folder).load();
}

}  // namespace countersign::quiz
