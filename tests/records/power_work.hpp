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
  // Opens everything and works until the power goes or `steps` are done. All files are closed on return.
  void run(int steps);
  // Opens everything, as the next start does.
  void restart() const;

 private:
  struct Open;
  void step(Open& open);
  void append(Open& open);
  void append_again(Open& open);
  void keep_document(Open& open);
  void save_progress(Open& open);
  void import(Open& open);
  void back_up(Open& open);
  void set_pin(Open& open);
  void try_pin(Open& open);
  // Whether the caller heard "done": an answer that comes after the power went was heard by nobody.
  template <class Answer>
  bool heard(const Answer& answer);

  std::filesystem::path folder_;
  VolatileDisk& disk_;
  Chance& chance_;
  Promises promises_;
  Faults faults_;
  std::int64_t acknowledged_ = 0;
  int next_number_ = 1;
};

}  // namespace countersign::test
