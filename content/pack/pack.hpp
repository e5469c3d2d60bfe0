#pragma once
// A policy pack in memory: what content/ID says, in every language that it has, placeholders filled.
// Format: docs/content_format.md. Values only; loading is in load.hpp, checking in check.hpp.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/sha256.hpp"
#include "base/time.hpp"

namespace countersign::content {

// A piece of a line: plain or strong.
struct Run {
  std::string text;
  bool strong = false;
  bool operator==(const Run&) const = default;
};
using Runs = std::vector<Run>;

std::string plain_text(const Runs& runs);

struct Block {
  enum class Kind { paragraph, list_item };
  Kind kind = Kind::paragraph;
  Runs runs;
};
using Blocks = std::vector<Block>;

struct Picture {
  std::string file;  // relative to content/ID: "figures/tie.svg"
  std::string alt;
};

// The body of a `:::do` or `:::dont`, and its reason (may be empty).
struct Advice {
  Runs body;
  Runs reason;
};

struct Card {
  CardId id;
  ClauseId clause;
  std::string title;
  Blocks body;  // the short text
  std::optional<Picture> picture;
  Runs example;  // the quote; empty if there is none
  std::optional<Advice> dos;
  std::optional<Advice> donts;
  Blocks full;  // the long text; empty: the short text is all there is
};

// One module in one language.
struct ModuleText {
  std::string title;
  std::vector<Card> cards;
};

struct Module {
  ModuleId id;
  int minutes = 1;
  std::string quiz;  // file name in quizzes/ID without .json
  bool required = true;
};

struct Clause {
  ClauseId id;
  ModuleId module;
};

struct Change {
  ClauseId clause;
  bool material = true;
  std::string since;  // version
  std::string note;   // key of the change notes
};

// Everything of the pack that is in one language, placeholders filled.
struct PackText {
  Language language;
  std::string title;
  std::map<ModuleId, ModuleText> modules;
  std::map<StatementId, std::string> statements;
  std::string consent_label;
  std::vector<std::string> consent_paragraphs;
  std::string rights_title;
  std::string rights_text;
  std::vector<std::string> attract_lines;
  std::map<std::string, std::string> change_notes;
  // The exact text that a person signs in this language, and its hash. docs/document_format.md.
  std::string document;
  Digest document_sha256;
};

struct Contact {
  std::string id;
  std::map<Language, std::string> role;
  std::string name;
  std::string phone;
  std::string address;
};

struct Organisation {
  std::string id;
  std::string name;
  std::string short_name;
  std::vector<std::string> name_lines;  // for the attract screen, one or two
  std::string mark;                     // picture relative to content/ID
  std::vector<Contact> contacts;        // in the file's order
  std::vector<std::string> emergency;   // contact ids in order
  std::vector<std::map<Language, std::string>> crisis_steps;
  std::string site_contact;
  std::map<Language, std::string> labour_law_note;
  // Whatever a placeholder can name: dotted path -> words. A value without translations stands under Language{}.
  std::map<std::string, std::map<Language, std::string>> values;

  const Contact* contact(const std::string& contact_id) const;  // nullptr if there is none
};

struct Pack {
  PolicyId id;
  std::string version;
  CivilDate effective;
  CivilDate review_by;
  std::string owner;
  Language source_language;
  std::vector<Language> languages;
  std::vector<std::string> approvals_required;
  std::vector<Module> modules;
  std::vector<Clause> clauses;
  std::vector<StatementId> statements;
  std::vector<Change> changes;
  Organisation organisation;
  std::map<Language, PackText> texts;  // one for each of `languages`

  // The text in `language`, or in the source language when the pack lacks it (then `.language` says so).
  const PackText& text(const Language& language) const;
  const Module* module(const ModuleId& module_id) const;
  // The card and its place; nullptr if there is none. Looks in the source language.
  struct CardPlace {
    ModuleId module;
    std::size_t card = 0;
  };
  std::optional<CardPlace> find_card(const CardId& card_id) const;
};

// The value of a translatable text in `language`, else in `fallback`, else any, else "".
const std::string& localised(const std::map<Language, std::string>& words, const Language& language, const Language& fallback);

struct SearchHit {
  ModuleId module;
  std::size_t card = 0;
  int score = 0;  // higher is better
};

// The cards that fit `query`, best first, at most `limit`; case and accents do not count. Empty query: none.
std::vector<SearchHit> search(const PackText& text, const std::vector<Module>& order, const std::string& query,
                              std::size_t limit = 20);

}  // namespace countersign::content
