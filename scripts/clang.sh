# clang reads the sources of the product and of the benchmarks with our warnings as errors; g++ builds them. Nothing is written
# but the system headers, read once. The sanitizer build must be there: it makes the headers that hold files. Sourced by scripts/test.

clang_flags=(-std=c++20 -pthread -fsyntax-only -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  -I. -Ibuild/asan/admin/generated -Ibuild/asan/records/store/generated
  -DCOUNTERSIGN_TEST_HOOKS=1 "-DCOUNTERSIGN_SOURCE_DIR=\"$root\"" "-DCOUNTERSIGN_ASSETS_DIR=\"$root/assets\"")
# shellcheck disable=SC2207
clang_flags+=($(pkg-config --cflags egl fontconfig gl glfw3 imgui libarchive libpng qrcodegencpp librsvg-2.0 libsodium libutf8proc \
  pangocairo pangoft2 sqlite3 x11 xtst))

read_by_clang() {
  local headers=build/clang/headers.hpp sources
  mkdir -p build/clang
  sed -n '/^set(common_headers/,/)$/p' cmake/Countersign.cmake | grep -o '<[^>]*>' | sed 's/^/#include /' >"$headers"
  clang++-14 "${clang_flags[@]/-fsyntax-only/}" -x c++-header "$headers" -o "$headers.pch" || return 1
  sources=$(find base content quizzes assets records kiosk admin tests/bench -name '*.cpp')
  say "clang reads $(wc -l <<<"$sources") sources."
  xargs -P "$(nproc)" -n 8 clang++-14 "${clang_flags[@]}" -include-pch "$headers.pch" <<<"$sources"
}
