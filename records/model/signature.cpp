// A signature as JSON. Millimetres become whole micrometres, since records hold no floating point numbers.

#include <cmath>

#include "records/model/canonical.hpp"

namespace countersign::records {

namespace {

constexpr std::size_t points_max = 100'000;
constexpr float micrometres_per_mm = 1000.0F;
constexpr std::int64_t coordinate_um_max = 10'000'000;  // ten metres: no pad is larger

Error bad_signature(const char* what) { return {ErrorCode::corrupt, std::string("the stored signature ") + what, "", ""}; }

// Out of range (or not a number) becomes 0: the pen never gives it, and a record must not fail for one point.
std::int64_t micrometres(float mm) {
  const float um = std::round(mm * micrometres_per_mm);
  return std::abs(um) <= static_cast<float>(coordinate_um_max) ? static_cast<std::int64_t>(um) : 0;
}

bool is_point(const Json& point) {
  if (!point.is_array() || point.size() != 3) return false;
  for (const Json& part : point)
    if (!part.is_number_integer() || std::abs(part.get<std::int64_t>()) > INT32_MAX) return false;
  return true;
}

PenPoint point_of(const Json& json) {
  return {static_cast<float>(json[0].get<std::int64_t>()) / micrometres_per_mm,
          static_cast<float>(json[1].get<std::int64_t>()) / micrometres_per_mm, json[2].get<std::int32_t>()};
}

Result<std::vector<Stroke>> strokes_of(const Json& json) {
  if (!json.is_array()) return bad_signature("has no strokes");
  std::vector<Stroke> strokes;
  std::size_t points = 0;
  for (const Json& line : json) {
    if (!line.is_array()) return bad_signature("has a stroke that is not a list");
    Stroke stroke;
    for (const Json& point : line) {
      if (!is_point(point) || ++points > points_max) return bad_signature("has a bad point");
      stroke.push_back(point_of(point));
    }
    strokes.push_back(std::move(stroke));
  }
  return strokes;
}

std::optional<SignatureMethod> method_of(const std::string& text) {
  for (const auto method : {SignatureMethod::drawn, SignatureMethod::typed, SignatureMethod::tapped, SignatureMethod::paper})
    if (to_string(method) == text) return method;
  return std::nullopt;
}

}  // namespace

Json to_json(const Signature& signature) {
  Json out = {{"method", to_string(signature.method)}};
  if (!signature.typed_name.empty()) out["typed_name"] = signature.typed_name;
  if (signature.strokes.empty()) return out;
  Json strokes = Json::array();
  for (const Stroke& stroke : signature.strokes) {
    Json line = Json::array();
    for (const PenPoint& point : stroke) line.push_back({micrometres(point.x_mm), micrometres(point.y_mm), point.t_ms});
    strokes.push_back(std::move(line));
  }
  out["strokes_um_ms"] = std::move(strokes);
  return out;
}

Result<Signature> signature_from_json(const Json& json) {
  if (!json.is_object() || !json.contains("method") || !json["method"].is_string()) return bad_signature("has no method");
  const auto method = method_of(json["method"].get<std::string>());
  if (!method) return bad_signature("has an unknown method");
  Signature out;
  out.method = *method;
  if (json.contains("typed_name")) {
    if (!json["typed_name"].is_string()) return bad_signature("has a name that is not text");
    out.typed_name = json["typed_name"].get<std::string>();
  }
  if (json.contains("strokes_um_ms")) {
    auto strokes = strokes_of(json["strokes_um_ms"]);
    if (!strokes) return strokes.error();
    out.strokes = std::move(*strokes);
  }
  return out;
}

}  // namespace countersign::records
