// layout_audit DIR...: checks the ui.json and pictures of tours. Exit code 0: nothing found, 1: findings, 3: cannot read.

#include <algorithm>
#include <cstdio>

#include "tests/view/audit/audit.hpp"

namespace {

using namespace countersign;

int audit_folder(const std::filesystem::path& folder, std::size_t& screens) {
  const auto tour = audit::check_tour(folder);
  if (!tour) return std::fprintf(stderr, "%s\n", tour.error().text().c_str()), 3;
  for (const auto& finding : tour->findings)
    std::printf("%s: %s: %s %s\n", folder.filename().c_str(), finding.screen.c_str(), finding.node.c_str(),
                finding.what.c_str());
  screens += tour->screens;
  return tour->findings.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "usage: layout_audit TOUR-FOLDER...\n"), 2;
  int worst = 0;
  std::size_t screens = 0;
  for (int i = 1; i < argc; ++i) worst = std::max(worst, audit_folder(argv[i], screens));
  std::printf("layout audit: %zu screens in %d tours, %s\n", screens, argc - 1, worst == 0 ? "nothing found" : "see above");
  return worst;
}
