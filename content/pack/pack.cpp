#include "content/pack/pack.hpp"

#include <algorithm>
#include <cassert>

namespace countersign::content {

std::string plain_text(const Runs& runs) {
  std::string out;
  for (const Run& run : runs) out += run.text;
  return out;
}

const Contact* Organisation::contact(const std::string& contact_id) const {
  const auto found = std::find_if(contacts.begin(), contacts.end(), [&](const auto& one) { return one.id == contact_id; });
  return found == contacts.end() ? nullptr : &*found;
}

const PackText& Pack::text(const Language& language) const {
  const auto found = texts.find(language);
  if (found != texts.end()) return found->second;
  const auto source = texts.find(source_language);
  assert(source != texts.end());  // a pack without its source text has errors and is not shown
  return source->second;
}

const Module* Pack::module(const ModuleId& module_id) const {
  const auto found = std::find_if(modules.begin(), modules.end(), [&](const auto& one) { return one.id == module_id; });
  return found == modules.end() ? nullptr : &*found;
}

std::optional<Pack::CardPlace> Pack::find_card(const CardId& card_id) const {
  const auto source = texts.find(source_language);
  if (source == texts.end()) return std::nullopt;
  for (const auto& [module_id, module_text] : source->second.modules) {
    const auto& cards = module_text.cards;
    const auto found = std::find_if(cards.begin(), cards.end(), [&](const auto& card) { return card.id == card_id; });
    if (found != cards.end()) return CardPlace{module_id, static_cast<std::size_t>(found - cards.begin())};
  }
  return std::nullopt;
}

const std::string& localised(const std::map<Language, std::string>& words, const Language& language, const Language& fallback) {
  static const std::string none;
  for (const Language& wanted : {language, fallback})
    if (const auto found = words.find(wanted); found != words.end()) return found->second;
  return words.empty() ? none : words.begin()->second;
}

}  // namespace countersign::content
