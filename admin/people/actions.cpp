#include "admin/people/actions.hpp"

#include <algorithm>

#include "admin/report/report.hpp"

namespace countersign::admin {

records::NewRecord hr_record(records::Facts facts, const Actor& actor) {
  records::NewRecord record;
  record.id = RecordId{random_16()};
  record.language = actor.language;
  record.facts = std::move(facts);
  record.stamp = actor.stamp;
  return record;
}

records::NewRecord hr_record(records::Facts facts, const Actor& actor, const records::Person& about) {
  records::NewRecord record = hr_record(std::move(facts), actor);
  record.subject = about.id;
  record.group = about.row.group;
  record.site = about.row.site;
  return record;
}

Result<std::string> issue_code(const records::DataDir& data, const records::Roster& roster, const std::string& badge,
                               const Actor& actor) {
  if (roster.hr_key() == nullptr) return Error{ErrorCode::refused, "a code needs HR's key", "", "Give the HR passphrase"};
  auto ledger = records::Ledger::open(data);
  if (!ledger) return ledger.error();
  const auto person = roster.by_badge(badge);
  if (!person) return person.error();
  if (!*person || (*person)->retired)
    return Error{ErrorCode::bad_input, "nobody who works here has this badge", "", "Import the roster, or check the number"};
  auto sign_in = records::SignIn::open(data);
  if (!sign_in) return sign_in.error();
  const auto record = hr_record(records::CodeIssued{actor.by}, actor, **person);
  if (auto noted = ledger->append(record); !noted) return noted.error();
  return sign_in->issue_code((*person)->id, *roster.hr_key(), actor.stamp.at);
}

Status assign(const records::DataDir& data, const records::Assignment& assignment, const Actor& actor,
              const Progress& progress) {
  auto ledger = records::Ledger::open(data);
  if (!ledger) return ledger.error();
  auto roster = records::Roster::open(data);
  if (!roster) return roster.error();
  const auto people = roster->list();
  if (!people) return people.error();
  const bool known = std::any_of(people->begin(), people->end(), [&](const records::Person& person) {
    return !person.retired && person.row.group == assignment.group;
  });
  if (assignment.group != "*" && !known)
    return Error{ErrorCode::bad_input, "nobody is in the group \"" + assignment.group + "\"", "",
                 "Write it as in the roster, or \"*\" for everybody"};
  const auto state = read_ledger_state(data, progress);
  if (!state) return state.error();
  if (!state->policies.contains(assignment.policy))
    return Error{ErrorCode::bad_input, "no policy \"" + assignment.policy.value + "\" has been published here", "", ""};
  const records::Assigned fact{assignment.policy, assignment.group, assignment.due_on, actor.by,
                               assignment.due_days_after_hire};
  if (auto noted = ledger->append(hr_record(fact, actor)); !noted) return noted.error();
  return roster->assign(assignment);
}

}  // namespace countersign::admin
