#pragma once
// A folder of a test's own, gone when the test ends.

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace countersign::test {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "countersign-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();  // no test can go on
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  void write(const std::string& relative, std::string_view bytes) const {
    const auto file = path_ / relative;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }

  std::string read(const std::string& relative) const {
    std::ifstream in(path_ / relative, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

  // Puts `to` for the first `from` of the file; false if there is none.
  bool replace(const std::string& relative, std::string_view from, std::string_view to) const {
    std::string text = read(relative);
    const auto at = text.find(from);
    if (at == std::string::npos) return false;
    write(relative, text.replace(at, from.size(), to));
    return true;
  }

 private:
  std::filesystem::path path_;
};

// A copy of tests/fixtures/small-pack, to break.
class SmallPack : public ScratchFolder {
 public:
  SmallPack() {
    std::filesystem::copy(std::filesystem::path(COUNTERSIGN_SOURCE_DIR) / "tests/fixtures/small-pack", path(),
                          std::filesystem::copy_options::recursive);
  }
  std::filesystem::path content() const { return path() / "content/small"; }
  std::filesystem::path quizzes() const { return path() / "quizzes/small"; }
};

}  // namespace countersign::test
