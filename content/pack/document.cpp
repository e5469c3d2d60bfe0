// document = head *module statements consent rights pictures "=== end" LF
// Each section starts with a line "=== NAME"; prose never starts a line with "=": see `prose`.
#include "content/pack/document.hpp"

#include <set>

namespace countersign::content {

namespace {

constexpr std::string_view document_form = "1";  // goes up when these bytes change

// Words as they are read, with a backslash before what could be taken for a mark: \ and * anywhere, and at the start of
// a line the characters that open something.
std::string prose(const Runs& runs) {
  constexpr std::string_view line_openers = "#>-+:!=";
  std::string out;
  for (const Run& run : runs) {
    if (run.strong) out += "**";
    for (const char c : run.text) {
      if (c == '\\' || c == '*' || (out.empty() && line_openers.find(c) != std::string_view::npos)) out += '\\';
      out += c;
    }
    if (run.strong) out += "**";
  }
  return out;
}

std::string prose(const std::string& text) { return prose(Runs{{text, false}}); }

std::string section(std::string_view name) { return "=== " + std::string(name) + "\n"; }

std::string field(std::string_view name, const std::string& text) { return std::string(name) + " " + text + "\n"; }

std::string blocks(const Blocks& blocks) {
  std::string out;
  bool in_list = false;
  for (const Block& block : blocks) {
    const bool is_item = block.kind == Block::Kind::list_item;
    if (!out.empty() && !(in_list && is_item)) out += '\n';
    out += (is_item ? "- " : "") + prose(block.runs) + "\n";
    in_list = is_item;
  }
  return out;
}

std::string advice(std::string_view name, const std::optional<Advice>& advice) {
  if (!advice) return {};
  std::string out = "\n:::" + std::string(name) + "\n" + prose(advice->body) + "\n";
  if (!advice->reason.empty()) out += "\n" + prose(advice->reason) + "\n";
  return out + ":::\n";
}

std::string card(const Card& card) {
  std::string out = "\n## " + prose(card.title) + " {#" + card.id.value + " clause=" + card.clause.value + "}\n\n";
  out += blocks(card.body);
  if (card.picture) out += "\n![" + prose(card.picture->alt) + "](" + card.picture->file + ")\n";
  if (!card.example.empty()) out += "\n> " + prose(card.example) + "\n";
  out += advice("do", card.dos) + advice("dont", card.donts);
  if (!card.full.empty()) out += "\n:::full\n" + blocks(card.full) + ":::\n";
  return out;
}

std::string head(const Pack& pack, const PackText& text) {
  return section("countersign document " + std::string(document_form)) + field("policy", pack.id.value) +
         field("version", pack.version) + field("language", text.language.value) + field("overlays", "none") +
         field("title", prose(text.title));
}

std::string module(const Module& module, const PackText& text) {
  const auto found = text.modules.find(module.id);
  if (found == text.modules.end()) return {};
  std::string out = section("module " + module.id.value) + field("title", prose(found->second.title));
  for (const Card& one : found->second.cards) out += card(one);
  return out;
}

std::string pictures_section(const PackText& text, const std::map<std::string, Digest>& pictures) {
  std::set<std::string> used;
  for (const auto& [id, module_text] : text.modules)
    for (const Card& one : module_text.cards)
      if (one.picture) used.insert(one.picture->file);
  std::string out = section("pictures");
  for (const std::string& file : used)
    if (const auto found = pictures.find(file); found != pictures.end()) out += to_hex(found->second) + " " + file + "\n";
  return out;
}

}  // namespace

std::string statements_section(const Pack& pack, const PackText& text) {
  std::string out = section("statements");
  for (const StatementId& id : pack.statements)
    if (const auto found = text.statements.find(id); found != text.statements.end())
      out += field(id.value, prose(found->second));
  return out;
}

std::string consent_section(const PackText& text) {
  std::string out = section("consent") + field("label", prose(text.consent_label));
  for (const std::string& paragraph : text.consent_paragraphs) out += "\n" + prose(paragraph) + "\n";
  return out;
}

std::string document(const Pack& pack, const PackText& text, const std::map<std::string, Digest>& pictures) {
  std::string out = head(pack, text);
  for (const Module& one : pack.modules) out += "\n" + module(one, text);
  out += "\n" + statements_section(pack, text);
  out += "\n" + consent_section(text);
  out += "\n" + section("rights") + field("title", prose(text.rights_title)) + field("text", prose(text.rights_text));
  out += "\n" + pictures_section(text, pictures);
  return out + "=== end\n";
}

}  // namespace countersign::content
