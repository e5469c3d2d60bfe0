#include "content/pack/reading_level.hpp"

#include <algorithm>
#include <string>

namespace countersign::content {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() >= end.size() && word.substr(word.size() - end.size()) == end;
}

// True if the last vowel is written but not said: "share", "asked"; not "table", "posted".
bool has_silent_end(std::string_view word) {
  if (ends_with(word, "e")) return !ends_with(word, "le") || word.size() < 4 || is_vowel(word[word.size() - 3]);
  if (ends_with(word, "ed")) return !ends_with(word, "ted") && !ends_with(word, "ded");
  return false;
}

int syllables(std::string_view word) {
  int groups = 0;
  bool in_vowels = false;
  for (const char c : word) {
    if (is_vowel(c) && !in_vowels) ++groups;
    in_vowels = is_vowel(c);
  }
  if (groups > 1 && has_silent_end(word)) --groups;
  return std::max(groups, 1);
}

// Counts as it reads.
class Counter {
 public:
  void read(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (is_letter(c) || static_cast<unsigned char>(c) == latin_lead)
        word_ += lower(c);
      else if (!goes_on_in_word(c))
        end_word();
      const bool before_blank = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n';
      if (c == '\n' || ((c == '.' || c == '!' || c == '?') && before_blank)) end_sentence();
    }
    end_word();
    end_sentence();
  }

  int words = 0;
  int sentences = 0;
  int syllables = 0;

 private:
  // The first byte of an accented Latin letter ("café") counts as a consonant, its second byte as nothing.
  static constexpr unsigned char latin_lead = 0xC3;

  bool goes_on_in_word(char c) const { return c == '\'' || (static_cast<unsigned char>(c) >= 0x80 && !word_.empty()); }

  void end_word() {
    if (word_.empty()) return;
    ++words;
    syllables += content::syllables(word_);
    word_.clear();
    sentence_open_ = true;
  }

  void end_sentence() {
    end_word();
    if (sentence_open_) ++sentences;
    sentence_open_ = false;
  }

  std::string word_;
  bool sentence_open_ = false;
};

void add_sentence(std::string& out, const Runs& runs) {
  if (!runs.empty()) out += plain_text(runs) + "\n";
}

}  // namespace

double reading_grade(std::string_view english) {
  Counter counts;
  counts.read(english);
  if (counts.words == 0) return 0;
  const double words = counts.words;
  return 0.39 * words / std::max(counts.sentences, 1) + 11.8 * counts.syllables / words - 15.59;
}

std::string short_text(const Card& card) {
  std::string out;
  for (const Block& block : card.body) add_sentence(out, block.runs);
  add_sentence(out, card.example);
  for (const auto* advice : {&card.dos, &card.donts}) {
    if (!*advice) continue;
    add_sentence(out, (*advice)->body);
    add_sentence(out, (*advice)->reason);
  }
  return out;
}

}  // namespace countersign::content
