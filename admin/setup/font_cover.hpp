#pragma once
// What `countersign-admin content check` says about characters that no installed font draws: the kiosk would show boxes.
// Through fontconfig. Any thread; reads files and takes some tens of milliseconds.

#include <filesystem>

#include "base/problem.hpp"

namespace countersign::admin {

// One warning a file and character, with its first line, over all *.md and *.json below `folder`. A warning, since the terminal
// that shows the policy may have other fonts than the machine that checks it.
Problems check_font_cover(const std::filesystem::path& folder);

}  // namespace countersign::admin
