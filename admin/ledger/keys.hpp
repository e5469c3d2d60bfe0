#pragma once
// HR's passphrase and its recovery.

#include <string>

#include "base/result.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::admin {

// `next` opens HR's key from now on, `old` no longer. Fails with refused when `old` is wrong or the key is a systemd
// credential, bad_input when `next` is too short or too long, locked while another such change goes on (change_lock.hpp); the
// file is then as it was.
Status change_passphrase(const records::DataDir& data, const std::string& old, const std::string& next);

// The same for a lost passphrase; the recovery code is used up, and a new one is returned: shown once, stored nowhere.
Result<std::string> recover_passphrase(const records::DataDir& data, const std::string& recovery_code, const std::string& next);

}  // namespace countersign::admin
