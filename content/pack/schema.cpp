#include "content/pack/schema.hpp"

#include <exception>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "content/pack/json_read.hpp"

namespace countersign::content {

namespace {

using valijson::adapters::NlohmannJsonAdapter;

// valijson names a place as {"<root>", "[items]", "[0]"}.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string out;
  for (std::size_t i = 1; i < context.size(); ++i) {
    const std::string_view part = context[i];
    const bool bracketed = part.size() >= 2 && part.front() == '[' && part.back() == ']';
    out += pointer_part(std::string(bracketed ? part.substr(1, part.size() - 2) : part));
  }
  return out;
}

// "Failed to validate against schema associated with property ..." repeats a fault that is listed on its own.
bool repeats_another(const std::string& description) { return description.rfind("Failed to validate", 0) == 0; }

void add(const JsonFile& file, valijson::ValidationResults& results, std::string_view name, Problems& problems) {
  std::size_t shown = 0;
  for (const auto& error : results) {
    if (repeats_another(error.description)) continue;
    if (++shown > schema_faults_shown_max) break;
    problems.push_back(
        file.problem(pointer_of(error.context), error.description,
                     "docs/content_format.md and content/schema/" + std::string(name) + ".schema.json say what belongs here."));
  }
  if (shown == 0)
    problems.push_back(
        file.problem("", "the file does not have the form of its schema", "Compare it with docs/content_format.md."));
  if (shown > schema_faults_shown_max)
    problems.push_back(file.problem("", "there are more faults than are listed here", "Correct these, then check again."));
}

}  // namespace

void validate(JsonFile& file, std::string_view name, Problems& problems) {
  if (file.root.is_null()) return;
  if (file.lines.size() > json_values_max) {
    problems.push_back(
        file.problem("", "the file holds more than " + std::to_string(json_values_max) + " values", "Split it or shorten it."));
    file.root = nullptr;
    return;
  }
  try {  // valijson reports faults of a schema by exceptions
    const Json schema_json = Json::parse(embedded_schemas().at(name));
    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(NlohmannJsonAdapter(schema_json), schema);
    valijson::Validator validator;
    valijson::ValidationResults results;
    if (!validator.validate(schema, NlohmannJsonAdapter(file.root), &results)) add(file, results, name, problems);
  } catch (const std::exception& exception) {
    problems.push_back(file.problem("", std::string("the file could not be checked: ") + exception.what(),
                                    "Report this as a fault of Countersign."));
  }
}

}  // namespace countersign::content
