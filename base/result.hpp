#pragma once
// Expected failures are return values: a Result holds either a value or an Error that says what, where and the cure.

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace countersign {

enum class ErrorCode {
  bad_input,  // the caller's or an author's data breaks a rule
  not_found,
  too_large,  // over a named limit
  io,         // the operating system refused
  disk_full,
  locked,   // another process holds the database and did not let go in time
  corrupt,  // stored data does not say what it must
  refused,  // not allowed now: throttled, wrong PIN, unknown badge
};

struct Error {
  ErrorCode code = ErrorCode::bad_input;
  std::string what;   // one sentence for people, no names, no PINs
  std::string where;  // file, or file:line, or empty
  std::string cure;   // what to do about it, or empty

  // "where: what. cure" in one line.
  std::string text() const {
    std::string out = where.empty() ? what : where + ": " + what;
    if (!cure.empty()) out += " (" + cure + ")";
    return out;
  }
};

struct Done {};  // the value of a Result that only says "it worked"

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit by design

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return assert(ok()), std::get<0>(state_); }
  const T& value() const& { return assert(ok()), std::get<0>(state_); }
  T&& value() && { return assert(ok()), std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return assert(!ok()), std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

using Status = Result<Done>;

}  // namespace countersign
