#include "content/pack/load.hpp"

#include <algorithm>
#include <set>

#include "content/pack/document.hpp"
#include "content/pack/organisation.hpp"
#include "content/pack/placeholders.hpp"
#include "content/pack/policy.hpp"
#include "content/pack/source_folder.hpp"
#include "content/pack/words.hpp"

namespace countersign::content {

namespace {

class Loader {
 public:
  explicit Loader(const std::filesystem::path& folder) : folder_(folder) {}

  Loaded load() {
    const JsonFile policy_file = folder_.json("policy.json", "policy", problems_);
    PolicyFile policy = read_policy(policy_file, problems_);
    pack_ = std::move(policy.pack);
    const JsonFile organisation_file = folder_.json("organisation.json", "organisation", problems_);
    pack_.organisation = read_organisation(organisation_file, pack_.source_language, problems_);
    add_policy_values(pack_);
    check_references(policy_file, organisation_file);
    for (const Language& language : pack_.languages) read_language(language, policy.attract);
    compare_translations();
    for (auto& [language, text] : pack_.texts) {
      text.document = document(pack_, text, pictures_);
      text.document_sha256 = sha256(text.document);
    }
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const Problem& a, const Problem& b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); });
    return {std::move(pack_), std::move(problems_)};
  }

 private:
  void check_references(const JsonFile& policy_file, const JsonFile& organisation_file) {
    const Organisation& organisation = pack_.organisation;
    const bool owner_known = organisation.contact(pack_.owner) != nullptr;
    if (!organisation_file.root.is_null() && !pack_.owner.empty() && !owner_known)
      problems_.push_back(
          policy_file.problem("/owner", "there is no contact \"" + pack_.owner + "\"", "Name a contact of organisation.json."));
    if (!organisation.mark.empty()) use_picture(organisation.mark, organisation_file.problem("/mark", "", ""));
  }

  std::string text_file(const Language& language, const std::string& name) const {
    return "text/" + language.value + "/" + name;
  }

  void read_language(const Language& language, const std::vector<std::string>& attract) {
    const Filler filler(pack_.organisation, language, pack_.source_language);
    const JsonFile words = folder_.json(text_file(language, "strings.json"), "strings", problems_);
    PackText text = read_words(words, pack_, attract, language, filler, problems_);
    std::set<CardId> ids;
    for (const Module& module : pack_.modules) {
      const std::string relative = text_file(language, module.id.value + ".md");
      const auto markdown = folder_.text(relative, card_file_bytes_max, problems_);
      if (!markdown) continue;
      ParsedCards parsed = parse_cards(*markdown, folder_.name(relative));
      problems_.insert(problems_.end(), parsed.problems.begin(), parsed.problems.end());
      filler.check_lines(*markdown, folder_.name(relative), problems_);
      for (Card& card : parsed.cards) filler.fill(card);
      check_cards(module, parsed, folder_.name(relative), ids);
      lines_[{language, module.id}] = parsed.lines;
      text.modules[module.id].cards = std::move(parsed.cards);
    }
    pack_.texts[language] = std::move(text);
  }

  void check_cards(const Module& module, const ParsedCards& parsed, const std::string& file, std::set<CardId>& ids) {
    for (std::size_t i = 0; i < parsed.cards.size(); ++i) {
      const Card& card = parsed.cards[i];
      const Problem where{file, parsed.lines[i], "#" + card.id.value, "", ""};
      if (!card.id.empty() && !ids.insert(card.id).second)
        add(where, "the card id \"" + card.id.value + "\" is there twice", "Card ids are unique in a pack: rename one.");
      if (!card.clause.empty()) check_clause(module, card.clause, where);
      if (card.picture) use_picture(card.picture->file, where);
    }
  }

  void check_clause(const Module& module, const ClauseId& clause, const Problem& where) {
    const auto found =
        std::find_if(pack_.clauses.begin(), pack_.clauses.end(), [&](const auto& one) { return one.id == clause; });
    if (found == pack_.clauses.end())
      add(where, "policy.json has no clause \"" + clause.value + "\"", "Add it to clauses, or name another.");
    else if (found->module != module.id)
      add(where, "the clause \"" + clause.value + "\" belongs to module \"" + found->module.value + "\"",
          "Teach it there, or move the clause in policy.json.");
  }

  void add(Problem where, std::string what, std::string cure) {
    where.what = std::move(what);
    where.cure = std::move(cure);
    problems_.push_back(std::move(where));
  }

  void use_picture(const std::string& file, const Problem& where) {
    if (pictures_.count(file) != 0) return;
    if (const auto bytes = folder_.bytes(file, picture_bytes_max, problems_, where)) pictures_[file] = sha256(*bytes);
  }

  // Every language has the cards of the source language, in its order and with its clauses.
  void compare_translations() {
    const auto source = pack_.texts.find(pack_.source_language);
    if (source == pack_.texts.end()) return;
    for (const auto& [language, text] : pack_.texts) {
      if (language == pack_.source_language) continue;
      for (const auto& [module, module_text] : source->second.modules) {
        const auto translated = text.modules.find(module);
        if (translated != text.modules.end() && !module_text.cards.empty() && !translated->second.cards.empty())
          compare_cards(language, module, module_text.cards, translated->second.cards);
      }
    }
  }

  void compare_cards(const Language& language, const ModuleId& module, const std::vector<Card>& source,
                     const std::vector<Card>& translated) {
    const std::string file = folder_.name(text_file(language, module.value + ".md"));
    const auto& lines = lines_[{language, module}];
    for (std::size_t i = 0; i < std::max(source.size(), translated.size()); ++i) {
      const bool same = i < source.size() && i < translated.size() && source[i].id == translated[i].id &&
                        source[i].clause == translated[i].clause;
      if (same) continue;
      const std::string expected = i < source.size()
                                       ? "the card {#" + source[i].id.value + " clause=" + source[i].clause.value + "}"
                                       : "no further card";
      problems_.push_back({file, i < lines.size() ? lines[i] : 0, "", "the source language has " + expected + " in this place",
                           "Keep the same cards, clauses and order in every language."});
      return;
    }
  }

  SourceFolder folder_;
  Pack pack_;
  Problems problems_;
  std::map<std::string, Digest> pictures_;
  std::map<std::pair<Language, ModuleId>, std::vector<int>> lines_;
};

}  // namespace

Loaded load_pack(const std::filesystem::path& folder) { return Loader(folder).load(); }

}  // namespace countersign::content
