#include "kiosk/shell/write_gate.hpp"

#include <spdlog/spdlog.h>

#include "records/store/ballast.hpp"

namespace countersign::shell {

void WriteGate::close(const Error& fault) {
  const std::lock_guard lock(mutex_);
  if (!fault_) fault_ = Error{ErrorCode::corrupt, "nothing is written any more: " + fault.what, fault.where, fault.cure};
}

std::optional<Error> WriteGate::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_;
}

bool WriteGate::let_ballast_go() {
  if (!records::release_ballast(data_)) return false;
  spdlog::warn("the disk is full: the room that was kept for this is let go");
  return true;
}

}  // namespace countersign::shell
