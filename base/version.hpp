#pragma once

namespace countersign {
inline constexpr char version[] = "0.1.0";
}
