// layout_audit DIR...: checks the ui.json and pictures of tours. Exit code 0: nothing found, 1: findings, 3: cannot read.

#include <cstdio>

#include "base/file.hpp"
#include "tests/view/audit/audit.hpp"

namespace {

using namespace countersign;

int audit_folder(const std::filesystem::path& folder, std::size_t& screens_checked) {
  constexpr std::size_t ui_json_bytes_max = 256U * 1024 * 1024;
  const auto text = read_file(folder / "ui.json", ui_json_bytes_max);
  if (!text) return std::fprintf(stderr, "%s\n", text.error().text().c_str()), 3;
  const auto screens = audit::read_screens(Json::parse(*text, nullptr, false));
  if (!screens) return std::fprintf(stderr, "%s\n", screens.error().text().c_str()), 3;
  int findings = 0;
  for (const auto& screen : *screens) {
    const auto picture = audit::read_png(folder / (screen.name + ".png"));
    for (const auto& finding : audit::check_screen(screen, picture ? &*picture : nullptr)) {
      std::printf("%s: %s: %s %s\n", folder.filename().c_str(), finding.screen.c_str(), finding.node.c_str(),
                  finding.what.c_str());
      ++findings;
    }
    ++screens_checked;
  }
  return findings > 0 ? 1 : 0;
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
