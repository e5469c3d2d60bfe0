#pragma once
// text/LANG/strings.json: titles, statements, consent and the rest of what is not on a card.

#include "base/json.hpp"
#include "content/pack/pack.hpp"
#include "content/pack/placeholders.hpp"

namespace countersign::content {

// The words that `pack` (and its `attract` ids) needs, placeholders filled. Missing and superfluous ones are problems.
// A null root gives empty texts and no problem.
PackText read_words(const JsonFile& file, const Pack& pack, const std::vector<std::string>& attract, const Language& language,
                    const Filler& filler, Problems& problems);

}  // namespace countersign::content
