#pragma once
// What everything that a session writes goes through. Once a fault of the ledger is known nothing is written any more: what
// lies on the disk is evidence. On a full disk the ballast is let go and the write is tried again, so that whoever stands at
// the terminal can still sign.

#include <mutex>
#include <optional>
#include <type_traits>

#include "base/result.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::shell {

class WriteGate {
 public:
  explicit WriteGate(records::DataDir data) : data_(std::move(data)) {}

  // Any thread. From now on every write fails with corrupt, which says what `fault` says; the first fault stays.
  void close(const Error& fault);
  std::optional<Error> fault() const;

  // The writer thread. What `what()` gives, a Result. After disk_full it is called once more if there was a ballast to let go,
  // so it must be safe to repeat.
  template <class Write>
  std::invoke_result_t<Write> write(const Write& what) {
    if (const auto known = fault()) return *known;
    auto done = what();
    if (done || done.error().code != ErrorCode::disk_full || !let_ballast_go()) return done;
    return what();
  }

 private:
  bool let_ballast_go();

  records::DataDir data_;
  mutable std::mutex mutex_;
  std::optional<Error> fault_;
};

}  // namespace countersign::shell
