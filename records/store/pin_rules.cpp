// Which PINs are too easy to guess.

#include <fmt/format.h>

#include <algorithm>

#include "records/store/sign_in.hpp"

namespace countersign::records {

namespace {

bool is_six_digits(const std::string& pin) {
  return pin.size() == static_cast<std::size_t>(pin_digits) &&
         std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_too_simple(const std::string& pin) {
  return pin == "123456" || pin == "654321" || pin.find_first_not_of(pin.front()) == std::string::npos;
}

// In the orders that people write a date with six digits.
bool is_date(const std::string& pin, CivilDate date) {
  const int yy = date.year % 100;
  return pin == fmt::format("{:02}{:02}{:02}", date.day, date.month, yy) ||
         pin == fmt::format("{:02}{:02}{:02}", date.month, date.day, yy) ||
         pin == fmt::format("{:02}{:02}{:02}", yy, date.month, date.day) ||
         pin == fmt::format("{:02}{:02}{:02}", yy, date.day, date.month) ||
         pin == fmt::format("{:02}{:04}", date.month, date.year) || pin == fmt::format("{:04}{:02}", date.year, date.month);
}

}  // namespace

PinFault pin_fault(const std::string& pin, const RosterRow& row) {
  if (!is_six_digits(pin)) return PinFault::not_six_digits;
  if (is_too_simple(pin)) return PinFault::too_simple;
  const auto hired = parse_iso_date(row.hired_on);
  if (hired && is_date(pin, *hired)) return PinFault::is_a_date_of_yours;
  return PinFault::none;
}

}  // namespace countersign::records
