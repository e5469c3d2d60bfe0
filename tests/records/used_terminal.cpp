#include "tests/records/used_terminal.hpp"

#include "records/store/progress.hpp"

namespace countersign::test {

UsedTerminal::UsedTerminal() {
  records::Roster roster = open_roster(data);
  must(roster.import(small_roster(), false, false));
  noor = must(roster.by_badge(badge))->id;
  records::SignIn sign_in = open_sign_in(data);
  const std::string code = must(sign_in.issue_code(noor, hr_key(), morning()));
  const auto key = must(sign_in.check_code(badge, code, try_at(morning()))).key;
  must(sign_in.set_pin(noor, badge, pin, *key));
  must(must(records::Ledger::open(data)).append(signed_acknowledgement(noor), key.get()));
  must(must(records::ProgressStore::open(data)).save(noor, *key, "card 3"));
}

}  // namespace countersign::test
