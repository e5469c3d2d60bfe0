#pragma once
// What a terminal and an office do all day, at random, until the power goes: the workload of power_loss.

#include "tests/records/promises.hpp"
#include "tests/support/volatile_vfs.hpp"

namespace countersign::test {

class PowerWork {
 public:
  // `folder` is the disk: the data directory and the backups lie in it.
  PowerWork(std::filesystem::path folder, VolatileDisk& disk, Chance& chance);

  records::DataDir data() const { return {folder_ / "data"}; }
  Promises& promises() { return promises_; }
  std::int64_t acknowledged() const { return acknowledged_; }
  // What was refused although the power was on.
  const Faults& faults() const { return faults_; }

  // Makes the data directory. False: the power went before it was told done.
  bool make();
  // Works until the power goes or `steps` are done. All files are closed on return.
  void run(int steps);
  // What the next start does first: the ledger alone, or both files together.
  void restart();

 private:
  // Several connections in one process, as in the kiosk; each opened when it is first needed.
  struct Open {
    std::optional<records::Ledger> ledger;
    std::optional<records::ProgressStore> progress;
    std::optional<records::Roster> roster;
    std::optional<records::SignIn> sign_in;
  };
  // False: it could not be opened, and heard() has seen why.
  template <class Part>
  bool opened(std::optional<Part>& part, Result<Part> (*open)(const records::DataDir&));
  void step();
  void append();
  void append_again();
  void keep_document();
  void save_progress();
  void import();
  void back_up();
  void set_pin();
  void try_pin();
  // Whether the caller heard "done": an answer that comes after the power went was heard by nobody.
  template <class Answer>
  bool heard(const Answer& answer);

  std::filesystem::path folder_;
  VolatileDisk& disk_;
  Chance& chance_;
  Open open_;
  Promises promises_;
  Faults faults_;
  std::int64_t acknowledged_ = 0;
  int next_number_ = 1;
};

}  // namespace countersign::test
