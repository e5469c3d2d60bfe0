#pragma once
// The HR passphrase: from --passphrase-file, COUNTERSIGN_PASSPHRASE_FILE, or the terminal; never from an argument.

#include <optional>
#include <string>

#include "admin/cli/console.hpp"
#include "base/wipe.hpp"
#include "records/store/roster.hpp"

namespace countersign::admin::cli {

// The first line of the file that was named; nullopt if none was.
Result<std::optional<WipedText>> passphrase_from_file(const Console& console);
// Asks without echo; asks again and compares when it is a new one. Fails with bad_input without a terminal.
Result<WipedText> ask_passphrase(bool is_new);

// A new one, from the file that was named, else asked for twice.
Result<WipedText> new_passphrase(const std::string& file);
// The recovery code, from the file that was named, else asked for.
Result<WipedText> recovery_code_of(const std::string& file);

// Fail with refused when the passphrase is wrong, or the file of HR's key is a newer program's: `what` says which.
Result<records::HrKey> hr_key_opened_with(const records::DataDir& data, const std::string& passphrase);
Result<records::Roster> roster_opened_with(const records::DataDir& data, const std::string& passphrase);
// The roster, with names after a right passphrase. Without one it stays locked, and a line on standard error says so; `ask`
// asks for it on the terminal. Fails with refused on a wrong one.
Result<records::Roster> roster_for_names(const Console& console, const records::DataDir& data, bool ask);
// For verbs that cannot do without: asks when no file was named.
Result<records::Roster> unlocked_roster(const Console& console, const records::DataDir& data);
// What to say when the due dates of `people` count from a first day that is not known; "" for nobody.
std::string unknown_due_dates(int people, const records::Roster& roster);
// The passphrase itself: from the file that was named, else from the terminal.
Result<WipedText> passphrase_of(const Console& console);

// Asks `question` on the terminal, unless `yes` was said already. Fails with bad_input without a terminal, refused on a no.
Status confirm(const std::string& question, bool yes);

}  // namespace countersign::admin::cli
