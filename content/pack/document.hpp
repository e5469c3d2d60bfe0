#pragma once
// The exact text that a person signs. Format, with a worked example: docs/document_format.md.

#include <map>
#include <string>

#include "content/pack/pack.hpp"

namespace countersign::content {

// `pictures`: file -> SHA-256 of its bytes, for every picture of the cards.
std::string document(const Pack& pack, const PackText& text, const std::map<std::string, Digest>& pictures);

// The two sections of it that a record names by their own SHA-256, byte for byte as they stand in the document.
std::string statements_section(const Pack& pack, const PackText& text);
std::string consent_section(const PackText& text);

}  // namespace countersign::content
