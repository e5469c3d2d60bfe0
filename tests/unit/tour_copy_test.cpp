// The tour removes what an earlier tour left, and never anything else.

#include "kiosk/shell/tour_copy.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "tests/unit/scratch_folder.hpp"

using namespace countersign;
using namespace countersign::shell;
namespace fs = std::filesystem;

TEST_CASE("a tour copies the data, and the next one replaces its copy") {
  const test::ScratchFolder folder;
  folder.write("shop/ledger.db", "records");
  const fs::path out = folder.path() / "new" / "tour";
  const auto copied = copy_for_tour(folder.path() / "shop", out);
  REQUIRE(copied);
  CHECK(fs::equivalent(copied->root, out / "data"));
  CHECK(fs::exists(out / "data" / "ledger.db"));
  folder.write("new/tour/data/left-over", "of the first tour");
  CHECK(copy_for_tour(folder.path() / "shop", out));
  CHECK(fs::exists(out / "data" / "ledger.db"));
  CHECK_FALSE(fs::exists(out / "data" / "left-over"));
  // A copy may be the data of another tour.
  CHECK(copy_for_tour(out / "data", folder.path() / "third"));
}

TEST_CASE("a tour refuses to replace what no tour has made, and everything stays") {
  struct Case {
    const char* name;
    std::function<void(const test::ScratchFolder&)> prepare;
    std::string data;
    std::string out;
  };
  const auto nothing = [](const test::ScratchFolder&) {};
  const auto link = [](const char* to, const char* at) {
    return [=](const test::ScratchFolder& folder) { fs::create_symlink(folder.path() / to, folder.path() / at); };
  };
  const std::vector<Case> cases = {
      {"the data itself", nothing, "shop/data", "shop"},
      {"the data itself, said otherwise", nothing, "shop/data/", "shop/../shop/."},
      {"the data through a link to the folder", link("shop", "link"), "shop/data", "link"},
      {"the data named by a link", link("shop/data", "link"), "link", "shop"},
      {"a link to the data", link("shop/data", "elsewhere/data"), "shop/data", "elsewhere"},
      {"a link to nothing", link("nothing", "elsewhere/data"), "shop/data", "elsewhere"},
      {"a folder that holds the data", nothing, "shop/data/inner", "shop"},
      {"a folder in the data", nothing, "shop", "shop/inner"},
      {"somebody's folder", [](const test::ScratchFolder& folder) { folder.write("elsewhere/data/letter", "dear"); },
       "shop/data", "elsewhere"},
      {"somebody's file", [](const test::ScratchFolder& folder) { folder.write("elsewhere/data", "dear"); }, "shop/data",
       "elsewhere"},
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    const test::ScratchFolder folder;
    folder.write("shop/data/ledger.db", "records");
    folder.write("shop/data/inner/ledger.db", "records");
    folder.write("elsewhere/other", "");
    each.prepare(folder);
    const auto before = fs::symlink_status(folder.path() / "elsewhere" / "data").type();
    const auto copied = copy_for_tour(folder.path() / each.data, folder.path() / each.out);
    REQUIRE_FALSE(copied);
    CHECK(copied.error().code == ErrorCode::refused);
    CHECK(fs::exists(folder.path() / "shop" / "data" / "ledger.db"));
    CHECK(fs::exists(folder.path() / "shop" / "data" / "inner" / "ledger.db"));
    CHECK(fs::symlink_status(folder.path() / "elsewhere" / "data").type() == before);
  }
}

TEST_CASE("without data there is no tour") {
  const test::ScratchFolder folder;
  CHECK(copy_for_tour(folder.path() / "nothing", folder.path() / "tour").error().code == ErrorCode::io);
  CHECK_FALSE(fs::exists(folder.path() / "tour"));
}
