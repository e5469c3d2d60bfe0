#include "admin/cli/passphrase.hpp"

#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "base/file.hpp"

namespace countersign::admin::cli {

namespace {

// Echo off while it lives.
class Silence {
 public:
  Silence() {
    ::tcgetattr(STDIN_FILENO, &before_);
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  ~Silence() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  termios before_{};
};

// Not through std::cin, whose buffers would keep it.
WipedText typed_line() {
  WipedText line;
  line.text.reserve(records::passphrase_bytes_max + 1);  // growing would leave what it held before
  char typed = 0;
  while (line.text.size() <= records::passphrase_bytes_max && ::read(STDIN_FILENO, &typed, 1) == 1 && typed != '\n')
    line.text += typed;
  return line;
}

WipedText ask(const char* question) {
  std::cerr << question << ": " << std::flush;
  WipedText line;
  {
    const Silence silence;
    line = typed_line();
  }
  std::cerr << "\n";
  return line;
}

Error wrong() { return {ErrorCode::refused, "the passphrase is wrong", "", "Nothing was done; try again"}; }

Error no_terminal(const std::string& what, const std::string& cure) {
  return {ErrorCode::bad_input, what + " is needed and there is no terminal to ask on", "", cure};
}

Result<WipedText> first_line(const std::string& file) {
  auto bytes = read_file(file, records::passphrase_bytes_max + 2);
  if (!bytes) return bytes.error();
  const WipedText all(std::move(*bytes));
  return WipedText(all.text.substr(0, all.text.find_first_of("\r\n")));
}

}  // namespace

Result<records::HrKey> hr_key_opened_with(const records::DataDir& data, const std::string& passphrase) {
  // By itself first: a file that a newer program has written is refused too, and no passphrase would help.
  if (const auto file = records::hr_key_file(data); !file) return file.error();
  auto key = records::open_hr_key(data, passphrase);
  if (!key && key.error().code == ErrorCode::refused) return wrong();
  return key;
}

Result<records::Roster> roster_opened_with(const records::DataDir& data, const std::string& passphrase) {
  auto key = hr_key_opened_with(data, passphrase);
  if (!key) return key.error();
  auto roster = records::Roster::open(data);
  if (roster) roster->unlock(std::move(*key));
  return roster;
}

Result<WipedText> new_passphrase(const std::string& file) { return file.empty() ? ask_passphrase(true) : first_line(file); }

Result<WipedText> recovery_code_of(const std::string& file) {
  if (!file.empty()) return first_line(file);
  if (::isatty(STDIN_FILENO) == 0) return no_terminal("the recovery code", "Name a file: --recovery-file FILE");
  return ask("Recovery code");
}

Status confirm(const std::string& question, bool yes) {
  if (yes) return Done{};
  if (::isatty(STDIN_FILENO) == 0) return no_terminal("a confirmation", "Say it on the command line: --yes");
  std::cerr << question << " Type yes: " << std::flush;
  std::string line;
  std::getline(std::cin, line);
  return line == "yes" ? Status(Done{}) : Status(Error{ErrorCode::refused, "nothing was done", "", ""});
}

Result<std::optional<WipedText>> passphrase_from_file(const Console& console) {
  std::string name = console.passphrase_file;
  if (const char* from_environment = std::getenv("COUNTERSIGN_PASSPHRASE_FILE"); name.empty() && from_environment != nullptr)
    name = from_environment;
  if (name.empty()) return std::optional<WipedText>();
  auto line = first_line(name);
  if (!line) return line.error();
  return std::optional(std::move(*line));
}

Result<WipedText> ask_passphrase(bool is_new) {
  if (::isatty(STDIN_FILENO) == 0)
    return is_new ? no_terminal("a new HR passphrase", "Name a file: --new-passphrase-file FILE (init: --passphrase-file FILE)")
                  : no_terminal("the HR passphrase", "Name a file: --passphrase-file FILE, or COUNTERSIGN_PASSPHRASE_FILE");
  WipedText first = ask(is_new ? "New HR passphrase (12 characters or more)" : "HR passphrase");
  if (is_new && ask("The same again").text != first.text)
    return Error{ErrorCode::bad_input, "the two passphrases differ", "", "Nothing was done; try again"};
  return first;
}

Result<records::Roster> roster_for_names(const Console& console, const records::DataDir& data, bool asked) {
  auto passphrase = passphrase_from_file(console);
  if (!passphrase) return passphrase.error();
  if (!*passphrase && asked) {
    auto typed = ask_passphrase(false);
    if (!typed) return typed.error();
    passphrase = std::optional(std::move(*typed));
  }
  if (*passphrase) return roster_opened_with(data, (*passphrase)->text);
  std::cerr << "Without the HR passphrase people are shown by random id (--passphrase-file FILE or --names shows names).\n";
  return records::Roster::open(data);
}

std::string unknown_due_dates(int people, const records::Roster& roster) {
  if (people == 0) return "";
  const std::string whom = people == 1 ? "1 person" : std::to_string(people) + " people";
  return "It is not known of " + whom + " whether they are late: their due dates depend on their first day" +
         (roster.hr_key() == nullptr ? " and cannot be told without the HR passphrase (--passphrase-file FILE)."
                                     : ", which the roster lacks (hired_on).");
}

Result<WipedText> passphrase_of(const Console& console) {
  auto from_file = passphrase_from_file(console);
  if (!from_file) return from_file.error();
  return *from_file ? Result<WipedText>(std::move(**from_file)) : ask_passphrase(false);
}

Result<records::Roster> unlocked_roster(const Console& console, const records::DataDir& data) {
  const auto passphrase = passphrase_of(console);
  return passphrase ? roster_opened_with(data, passphrase->text) : Result<records::Roster>(passphrase.error());
}

}  // namespace countersign::admin::cli
