#pragma once
// The HR passphrase: from --passphrase-file, COUNTERSIGN_PASSPHRASE_FILE, or the terminal; never from an argument.

#include <optional>
#include <string>

#include "admin/cli/console.hpp"

namespace countersign::admin::cli {

// The first line of the file that was named; nullopt if none was.
Result<std::optional<std::string>> passphrase_from_file(const Console& console);
// Asks without echo; asks again and compares when it is a new one. Fails with bad_input without a terminal.
Result<std::string> ask_passphrase(bool is_new);

// May names be shown? True after a right passphrase. Without one, false, and a line on standard error says so; `ask` asks
// for it on the terminal. Fails with bad_input on a wrong one.
Result<bool> names_allowed(const Console& console, const records::DataDir& data, bool ask);
// For verbs that cannot do without: asks when no file was named.
Status need_passphrase(const Console& console, const records::DataDir& data);

}  // namespace countersign::admin::cli
