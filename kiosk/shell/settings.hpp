#pragma once
// settings.json of a data directory, as `countersign-admin init` writes it and the calibration screen changes it.

#include <optional>
#include <string>

#include "base/json.hpp"
#include "kiosk/flow/screens.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::shell {

struct Settings {
  std::string terminal = "t1";
  flow::Preferences defaults;
  std::optional<float> px_per_mm;  // from calibration
};

// Problems name the file, the line and the cure. With an error the kiosk is out of service; a key that is not known is a
// warning.
Settings load_settings(const records::DataDir& data, Problems& problems);
Status save_calibration(const records::DataDir& data, float px_per_mm);

}  // namespace countersign::shell
