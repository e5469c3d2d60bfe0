#pragma once
// What all verbs share: where the data is, what was asked for on the command line, and how a verb ends.

#include <CLI/CLI.hpp>

#include "admin/people/actions.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"
#include "base/result.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::admin::cli {

// Exit codes of docs: figures and errors.
constexpr int exit_done = 0;
constexpr int exit_problems = 1;
constexpr int exit_usage = 2;
constexpr int exit_data = 3;

struct Console {
  std::string data_dir;
  std::string passphrase_file;
  std::function<int()> run;  // set by the verb that was named

  // --data is needed by all verbs but `content check`.
  Result<records::DataDir> data() const;
  Actor actor() const;
};

// Adds a verb with its description and an example at the end of its help.
CLI::App* add_verb(CLI::App& parent, const std::string& name, const std::string& what, const std::string& example);

// One line on standard error; the exit code that fits.
int fail(const Error& error);
// One line each on standard error: 1 if there is an error among them, else 0.
int tell(const Problems& problems);
// `fault` is one of an archived ledger, whose records are missing in what was told or written.
int tell_left_out(const Error& fault);
int usage(const std::string& what, const std::string& cure);
Json faults_json(const Problems& problems);
// To standard output; what is no UTF-8 in it becomes U+FFFD.
void print_json(const Json& json);

void add_backup(CLI::App& app, Console& console);
void add_content(CLI::App& app, Console& console);
void add_erase(CLI::App& app, Console& console);  // erase, void
void add_export(CLI::App& app, Console& console);
void add_init(CLI::App& app, Console& console);
void add_proof(CLI::App& app, Console& console);   // proof, vkey
void add_keys(CLI::App& app, Console& console);    // passphrase, hr-key, device-key
void add_people(CLI::App& app, Console& console);  // code, assign
void add_questions(CLI::App& app, Console& console);
void add_report(CLI::App& app, Console& console);
void add_restore(CLI::App& app, Console& console);
void add_retention(CLI::App& app, Console& console);
void add_roster(CLI::App& app, Console& console);
void add_status(CLI::App& app, Console& console);
void add_verify(CLI::App& app, Console& console);

}  // namespace countersign::admin::cli
