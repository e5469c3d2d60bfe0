#include "admin/cli/console.hpp"

#include <pwd.h>
#include <unistd.h>

#include <iostream>

#include "base/file.hpp"
#include "base/version.hpp"
#include "records/store/machine.hpp"

namespace countersign::admin::cli {

namespace {

std::string user_name() {
  const passwd* user = ::getpwuid(::getuid());
  return user == nullptr ? std::to_string(::getuid()) : std::string(user->pw_name);
}

// Of settings.json; English when it says nothing.
Language language_of(const std::string& data_dir) {
  const auto text = read_file(records::DataDir{data_dir}.settings(), json_bytes_max);
  Problems ignored;
  const JsonFile file = parse_json(text ? *text : "{}", "settings.json", ignored);
  const bool has = file.root.is_object() && file.root.contains("language") && file.root["language"].is_string();
  return Language{has ? file.root["language"].get<std::string>() : "en"};
}

}  // namespace

Result<records::DataDir> Console::data() const {
  if (data_dir.empty())
    return Error{ErrorCode::bad_input, "--data DIR is missing", "",
                 "Say which data directory: countersign-admin --data DIR ..."};
  return records::DataDir{data_dir};
}

Actor Console::actor() const {
  return {user_name(), language_of(data_dir), records::stamp_now(std::string("countersign-admin ") + version)};
}

CLI::App* add_verb(CLI::App& parent, const std::string& name, const std::string& what, const std::string& example) {
  CLI::App* verb = parent.add_subcommand(name, what);
  verb->footer("Example: " + example);
  return verb;
}

int fail(const Error& error) {
  std::cerr << "countersign-admin: " << error.text() << "\n";
  return error.code == ErrorCode::bad_input ? exit_usage : exit_data;
}

int tell(const Problems& problems) {
  for (const Problem& problem : problems) std::cerr << problem.text() << "\n";
  return has_errors(problems) ? exit_problems : exit_done;
}

int tell_left_out(const Error& fault) {
  std::cerr << "countersign-admin: records of an earlier generation are missing in this:\n";
  fail(fault);
  return exit_data;
}

int usage(const std::string& what, const std::string& cure) { return fail({ErrorCode::bad_input, what, "", cure}); }

Json faults_json(const Problems& problems) {
  Json out = Json::array();
  for (const Problem& problem : problems)
    out.push_back({{"file", problem.file},
                   {"line", problem.line},
                   {"path", problem.path},
                   {"what", problem.what},
                   {"cure", problem.cure},
                   {"warning", problem.warning}});
  return out;
}

void print_json(const Json& json) { std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << "\n"; }

}  // namespace countersign::admin::cli
