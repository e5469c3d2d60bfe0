#pragma once
// What every long piece of work has in common: it tells how far it is and can be stopped.

#include <cstdint>
#include <functional>

#include "base/result.hpp"

namespace countersign::admin {

// Called from the thread that does the work, now and then, with `done` of `all`. Returning false stops the work: it then
// fails with refused and leaves nothing behind.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t all)>;

inline bool go_on(const Progress& progress, std::uint64_t done, std::uint64_t all) { return !progress || progress(done, all); }

inline Error stopped() { return {ErrorCode::refused, "stopped; nothing was changed", "", ""}; }

}  // namespace countersign::admin
