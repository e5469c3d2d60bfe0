// Progress as JSON. What comes back was on a disk: nothing in it is believed, nothing is bent to fit.

#include <algorithm>
#include <cctype>
#include <limits>

#include "kiosk/flow/progress.hpp"
#include "kiosk/flow/screens.hpp"

namespace countersign::flow {

namespace {

constexpr std::int64_t counter_max = 1'000'000'000;
constexpr std::int64_t utc_ms_max = 253'402'300'799'999;  // the year 9999
constexpr int score_max = 1000;
constexpr std::size_t seen_items_max = 64 * 256;  // all items that a pack may have

const char* kind_name(Place::Kind kind) {
  switch (kind) {
    case Place::Kind::card:
      return "card";
    case Place::Kind::quiz:
      return "quiz";
    case Place::Kind::sign:
      return "sign";
  }
  return "";
}

Json to_json(const ModuleProgress& module) {
  return {{"cards_read", module.cards_read},    {"passed", module.passed},
          {"attempts", module.attempts},        {"score", module.score_thousandths},
          {"again_at", module.again_at_utc_ms}, {"seconds", module.seconds}};
}

// Reads the members of one object, and remembers whether any of them was not as it must be.
class Reader {
 public:
  explicit Reader(const Json& json) : json_(json), good_(json.is_object()) {}

  bool good() const { return good_; }

  template <class T>
  void number(const char* key, T& out, std::int64_t at_most) {
    const Json* value = find(key);
    if (!value || !value->is_number_integer()) return fail();
    // An unsigned number beyond 2^63 would turn negative.
    if (value->is_number_unsigned() && value->get<std::uint64_t>() > static_cast<std::uint64_t>(at_most)) return fail();
    const auto read = value->get<std::int64_t>();
    if (read < 0 || read > at_most) return fail();
    out = static_cast<T>(read);
  }
  void seed(const char* key, std::uint64_t& out) {
    const Json* value = find(key);
    if (!value || !value->is_number_integer()) return fail();
    if (!value->is_number_unsigned() && value->get<std::int64_t>() < 0) return fail();
    out = value->get<std::uint64_t>();
  }
  void flag(const char* key, bool& out) {
    const Json* value = find(key);
    if (!value || !value->is_boolean()) return fail();
    out = value->get<bool>();
  }
  void text(const char* key, std::string& out) {
    const Json* value = find(key);
    if (!value || !value->is_string()) return fail();
    out = value->get<std::string>();
  }
  // null if there is none; then `good` is false.
  const Json& object(const char* key) {
    static const Json none;
    const Json* value = find(key);
    if (value && value->is_object()) return *value;
    fail();
    return none;
  }
  const Json* find(const char* key) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(key);
    return found == json_.end() ? nullptr : &*found;
  }
  void fail() { good_ = false; }

 private:
  const Json& json_;
  bool good_;
};

bool read_module(const Json& json, std::size_t cards, ModuleProgress& out) {
  Reader reader(json);
  reader.number("cards_read", out.cards_read, static_cast<std::int64_t>(cards));
  reader.flag("passed", out.passed);
  reader.number("attempts", out.attempts, counter_max);
  reader.number("score", out.score_thousandths, score_max);
  reader.number("again_at", out.again_at_utc_ms, utc_ms_max);
  reader.number("seconds", out.seconds, counter_max);
  return reader.good();
}

bool read_modules(const Json& json, const content::Pack& pack, std::map<ModuleId, ModuleProgress>& out) {
  if (json.size() != pack.modules.size()) return false;
  for (const content::Module& module : pack.modules) {
    const auto found = json.find(module.id.value);
    if (found == json.end() || !read_module(*found, card_count(pack, module.id), out[module.id])) return false;
  }
  return true;
}

bool read_place(const Json& json, const content::Pack& pack, Place& out) {
  Reader reader(json);
  std::string kind;
  reader.text("kind", kind);
  reader.text("module", out.module.value);
  const std::size_t cards = card_count(pack, out.module);
  reader.number("card", out.card, cards == 0 ? 0 : static_cast<std::int64_t>(cards) - 1);
  if (!reader.good()) return false;
  for (const Place::Kind known : {Place::Kind::card, Place::Kind::quiz, Place::Kind::sign}) {
    if (kind != kind_name(known)) continue;
    out.kind = known;
    return known == Place::Kind::sign ? out.module.empty()
                                      : pack.module(out.module) != nullptr && (known == Place::Kind::quiz || cards > 0);
  }
  return false;
}

// Everything before the current question is checked, nothing after it.
bool is_under_way(const quiz::Attempt& attempt) {
  if (attempt.current >= attempt.questions.size()) return false;
  for (std::size_t i = 0; i < attempt.questions.size(); ++i) {
    const bool checked = attempt.questions[i].score.has_value();
    if (i != attempt.current && checked != (i < attempt.current)) return false;
  }
  return true;
}

bool read_attempt(const Json* json, const quiz::Quizzes& quizzes, std::optional<quiz::Attempt>& out) {
  if (!json) return true;
  Reader reader(*json);
  ModuleId module;
  reader.text("module", module.value);
  const auto quiz = quizzes.find(module);
  if (!reader.good() || quiz == quizzes.end()) return false;
  auto attempt = quiz::attempt_from_json(*json, quiz->second);
  if (!attempt) return false;
  out = std::move(*attempt);
  return out->module == module && is_under_way(*out);
}

bool read_seen(const Json* json, std::set<ItemId>& out) {
  if (!json || !json->is_array() || json->size() > seen_items_max) return false;
  for (const Json& item : *json) {
    if (!item.is_string() || !is_author_id(item.get_ref<const std::string&>())) return false;
    out.insert(ItemId{item.get<std::string>()});
  }
  return true;
}

// Both may be left out.
void read_preferences(Reader& reader, Progress& out) {
  if (reader.find("language") != nullptr) {
    std::string& language = out.language.emplace().value;
    reader.text("language", language);
    const auto in_tag = [](unsigned char c) { return c < 0x80U && (std::isalnum(c) != 0 || c == '-'); };
    if (language.empty() || language.size() > language_bytes_max || !std::ranges::all_of(language, in_tag)) reader.fail();
  }
  if (reader.find("text_scale") == nullptr) return;
  reader.number("text_scale", out.text_scale, text_scales.back());
  if (std::ranges::find(text_scales, out.text_scale) == text_scales.end()) reader.fail();
}

}  // namespace

Json to_json(const Progress& progress) {
  Json modules = Json::object();
  for (const auto& [id, module] : progress.modules) modules[id.value] = to_json(module);
  Json seen = Json::array();
  for (const ItemId& item : progress.seen_items) seen.push_back(item.value);
  Json out = {
      {"version", progress.version},
      {"modules", std::move(modules)},
      {"place",
       {{"kind", kind_name(progress.place.kind)}, {"module", progress.place.module.value}, {"card", progress.place.card}}},
      {"attempt_seed", progress.attempt_seed},
      {"attempt_began_s", progress.attempt_began_s},
      {"seen_items", std::move(seen)},
      {"signed_off", progress.signed_off},
      {"full_text", progress.full_text},
      {"signing_s", progress.signing_s}};
  if (progress.language) out["language"] = progress.language->value;
  if (progress.text_scale != 0) out["text_scale"] = progress.text_scale;
  if (progress.attempt) out["attempt"] = quiz::to_json(*progress.attempt);
  return out;
}

Result<Progress> progress_from_json(const Json& json, const content::Pack& pack, const quiz::Quizzes& quizzes) {
  Progress out;
  Reader reader(json);
  reader.text("version", out.version);
  if (reader.good() && out.version != pack.version)
    return Error{ErrorCode::bad_input, "the saved progress is of version " + out.version.substr(0, 20) + " of the policy", "",
                 ""};
  const bool parts = reader.good() && read_modules(reader.object("modules"), pack, out.modules) &&
                     read_place(reader.object("place"), pack, out.place) &&
                     read_attempt(reader.find("attempt"), quizzes, out.attempt) &&
                     read_seen(reader.find("seen_items"), out.seen_items);
  reader.seed("attempt_seed", out.attempt_seed);
  reader.number("attempt_began_s", out.attempt_began_s, counter_max);
  reader.flag("signed_off", out.signed_off);
  reader.flag("full_text", out.full_text);
  reader.number("signing_s", out.signing_s, counter_max);
  read_preferences(reader, out);
  if (!parts || !reader.good()) return Error{ErrorCode::corrupt, "the saved progress does not read", "", ""};
  return out;
}

}  // namespace countersign::flow
