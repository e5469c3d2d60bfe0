#pragma once
// A data directory and countersign-admin, as HR has them.

#include <filesystem>
#include <string>
#include <vector>

#include "tests/records/program.hpp"
#include "tests/records/scratch.hpp"

namespace countersign::test {

bool contains(const std::string& text, const std::string& part);
void replace_in(const std::filesystem::path& file, const std::string& from, const std::string& to);

struct Shop {
  TempDir temp;
  std::filesystem::path policy = temp.path / "policy";
  std::filesystem::path data = temp.path / "data";
  std::filesystem::path passphrase = temp.path / "passphrase";

  Shop();
  Ran run(std::vector<std::string> words) const;
  Ran run_as_hr(std::vector<std::string> words) const;
  void init_demo() const;
  std::string file(const std::string& name) const { return (temp.path / name).string(); }
};

// The demo after a day: Noor Example (4402) has acknowledged with a typed signature, Sam Kestrel (4417) by tapping. Made
// once in a program, since HR's key is costly, and copied.
struct DemoShop : Shop {
  DemoShop();
  records::DataDir dir{data};
  PersonId noor;
  PersonId sam;
  RecordId noor_signed;
  RecordId sam_signed;
  std::uint64_t records_before = 0;  // in the ledger

  std::uint64_t records_now() const;
  // The bytes of all files, to see that a refusal has changed none.
  std::string all_bytes() const;
};

}  // namespace countersign::test
