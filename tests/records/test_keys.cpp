#include "tests/records/test_keys.hpp"

namespace countersign::test {

records::HrKey hr_key() {
  static const records::KeyPair pair = records::make_key_pair();
  static const records::Secret data_key = records::Secret::random();
  return {{pair.open, pair.secret.copy()}, data_key.copy()};
}

Result<records::Roster> unlocked_roster(const records::DataDir& data) {
  auto roster = records::Roster::open(data);
  if (roster) roster->unlock(hr_key());
  return roster;
}

const records::Secret& any_key() {
  static const records::Secret key = records::Secret::random();
  return key;
}

}  // namespace countersign::test
