#include "kiosk/flow/bodies.hpp"

#include <cmath>

#include "records/model/canonical.hpp"

namespace countersign::flow {

namespace {

Error bad_body(const char* what) { return {ErrorCode::corrupt, std::string("the private part of the record ") + what, "", ""}; }

template <class A, class B>
Json pairs_to_json(const std::vector<std::pair<A, B>>& pairs) {
  Json out = Json::array();
  for (const auto& [first, second] : pairs) out.push_back({first.value, second.value});
  return out;
}

Json line_of(const quiz::Question& question) {
  Json out = {{"item", question.item.value},
              {"score_thousandths", static_cast<int>(std::lround(question.score.value_or(0) * 1000))}};
  for (const ChoiceId& choice : question.answer.chosen) out["chosen"].push_back(choice.value);
  if (!question.answer.pairs.empty()) out["pairs"] = pairs_to_json(question.answer.pairs);
  if (!question.answer.path.empty()) out["path"] = pairs_to_json(question.answer.path);
  return out;
}

bool read_ids(const Json& json, std::vector<ChoiceId>& out) {
  if (!json.is_array()) return false;
  for (const Json& id : json) {
    if (!id.is_string()) return false;
    out.push_back({id.get<std::string>()});
  }
  return true;
}

template <class A, class B>
bool read_pairs(const Json& json, std::vector<std::pair<A, B>>& out) {
  if (!json.is_array()) return false;
  for (const Json& pair : json) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) return false;
    out.emplace_back(A{pair[0].get<std::string>()}, B{pair[1].get<std::string>()});
  }
  return true;
}

bool read_line(const Json& json, RecordDetail::AnswerLine& out) {
  if (!json.is_object() || !json.contains("item") || !json["item"].is_string()) return false;
  if (!json.contains("score_thousandths") || !json["score_thousandths"].is_number_integer()) return false;
  out.item = {json["item"].get<std::string>()};
  out.score = static_cast<double>(json["score_thousandths"].get<std::int64_t>()) / 1000;
  return (!json.contains("chosen") || read_ids(json["chosen"], out.answer.chosen)) &&
         (!json.contains("pairs") || read_pairs(json["pairs"], out.answer.pairs)) &&
         (!json.contains("path") || read_pairs(json["path"], out.answer.path));
}

bool read_lines(const Json& json, std::vector<RecordDetail::AnswerLine>& out) {
  if (!json.is_array()) return false;
  for (const Json& line : json)
    if (!read_line(line, out.emplace_back())) return false;
  return true;
}

}  // namespace

Json signature_body(const records::Signature& signature) { return {{"signature", records::to_json(signature)}}; }

Json words_body(const std::string& words) { return {{"words", words}}; }

Json answers_body(const quiz::Attempt& attempt) {
  Json lines = Json::array();
  for (const quiz::Question& question : attempt.questions) lines.push_back(line_of(question));
  return {{"answers", std::move(lines)}};
}

Status read_body(const Json& body, RecordDetail& detail) {
  if (body.is_null()) return Done{};
  if (!body.is_object()) return bad_body("is not an object");
  if (body.contains("signature")) {
    auto signature = records::signature_from_json(body["signature"]);
    if (!signature) return signature.error();
    detail.signature = std::move(*signature);
  }
  if (body.contains("words")) {
    if (!body["words"].is_string()) return bad_body("has words that are no text");
    detail.words = body["words"].get<std::string>();
  }
  if (body.contains("answers") && !read_lines(body["answers"], detail.answers)) return bad_body("has answers that do not read");
  return Done{};
}

}  // namespace countersign::flow
