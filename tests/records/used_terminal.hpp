#pragma once
// A terminal in use: a roster of three, one of whom, Noor, has a PIN and has signed.

#include "tests/records/scratch.hpp"

namespace countersign::test {

struct UsedTerminal {
  static constexpr char badge[] = "4402";
  static constexpr char pin[] = "204816";

  UsedTerminal();
  TempDir temp;
  records::DataDir data = new_data(temp);
  PersonId noor;
};

}  // namespace countersign::test
