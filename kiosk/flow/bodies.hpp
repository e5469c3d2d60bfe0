#pragma once
// The private part of the records that the flow makes, and what My records reads out of it again.
//   acknowledged    {"signature": ...}               as records::to_json writes it
//   declined        {"words": "..."}                 the reason
//   question_asked  {"words": "..."}                 the question
//   quiz_finished   {"answers": [{"item", "chosen": [...], "pairs": [[source, target]], "path": [[node, choice]],
//                                 "score_thousandths"}]}   in the order asked; lists that are empty are left out
// Whole numbers only: a record holds no floating point.

#include "base/result.hpp"
#include "kiosk/flow/screens.hpp"

namespace countersign::flow {

Json signature_body(const records::Signature& signature);
Json words_body(const std::string& words);
Json answers_body(const quiz::Attempt& attempt);

// Fills `signature`, `words` and `answers` of `detail` with what `body` holds; other keys are passed over.
// Fails with corrupt when what is there does not read.
Status read_body(const Json& body, RecordDetail& detail);

}  // namespace countersign::flow
