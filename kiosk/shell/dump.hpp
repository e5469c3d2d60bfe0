#pragma once
// ui.json and pictures: what tours and tests read. Format: docs/ui_json.md.

#include <filesystem>
#include <vector>

#include "kiosk/shell/app.hpp"

namespace countersign::shell {

// {"version":1,"screens":[...]}; with `seq`, also "seq" and "settled".
Status write_ui_json(const std::filesystem::path& file, const std::vector<ui::ScreenTree>& screens,
                     std::optional<unsigned> seq = std::nullopt);

Status write_png(const std::filesystem::path& file, const Image& image);

}  // namespace countersign::shell
