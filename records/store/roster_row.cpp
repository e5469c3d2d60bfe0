#include "records/store/roster_row.hpp"

#include <array>

#include "base/json.hpp"

namespace countersign::records {

namespace {

struct Field {
  const char* key;
  std::string RosterRow::*value;
};
constexpr std::array<Field, 9> fields = {{{"badge", &RosterRow::badge},
                                          {"name", &RosterRow::name},
                                          {"group", &RosterRow::group},
                                          {"site", &RosterRow::site},
                                          {"email", &RosterRow::email},
                                          {"language", &RosterRow::language},
                                          {"hired_on", &RosterRow::hired_on},
                                          {"manager", &RosterRow::manager},
                                          {"employee_id", &RosterRow::employee_id}}};

std::string text_of(const RosterRow& row) {
  Json json = Json::object();
  for (const Field& field : fields) json[field.key] = row.*field.value;
  return json.dump();
}

Error damaged() {
  return {ErrorCode::corrupt, "a person's row in the vault does not open with this key", "vault.db",
          "Write nothing to it; restore vault and keys from one backup"};
}

Result<RosterRow> row_of(const Secret& key, const std::string& context, std::string_view sealed) {
  auto text = open_sealed(key, sealed, context);
  if (!text) return damaged();
  const Json json = Json::parse(*text, nullptr, false);
  wipe(*text);
  if (!json.is_object()) return damaged();
  RosterRow row;
  for (const Field& field : fields)
    if (const auto found = json.find(field.key); found != json.end() && found->is_string()) row.*field.value = *found;
  return row;
}

std::string hr_context(const PersonId& person) { return "roster|" + to_hex(person); }
std::string key_context(const PersonId& person) { return "key|" + to_hex(person); }
std::string own_context(const PersonId& person) { return "own|" + to_hex(person); }

}  // namespace

std::string seal_for_hr(const HrKey& hr, const PersonId& person, const RosterRow& row) {
  return seal(hr.data_key, text_of(row), hr_context(person));
}

Result<RosterRow> open_for_hr(const HrKey& hr, const PersonId& person, std::string_view sealed) {
  return row_of(hr.data_key, hr_context(person), sealed);
}

std::string seal_key_for_hr(const HrKey& hr, const PersonId& person, const Secret& key) {
  return seal(hr.data_key, key.bytes(), key_context(person));
}

Result<Secret> open_key_for_hr(const HrKey& hr, const PersonId& person, std::string_view sealed) {
  auto bytes = open_sealed(hr.data_key, sealed, key_context(person));
  if (!bytes) return damaged();
  auto key = Secret::from(*bytes);
  wipe(*bytes);
  return key;
}

std::string seal_own(const Secret& key, const PersonId& person, const RosterRow& row) {
  return seal(key, text_of(row), own_context(person));
}

Result<RosterRow> open_own(const Secret& key, const PersonId& person, std::string_view sealed) {
  return row_of(key, own_context(person), sealed);
}

}  // namespace countersign::records
