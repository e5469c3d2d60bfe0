// What the effect runner does for people who sign in: badge, code, PIN, and the leaves of them. The writer thread's.

#include <spdlog/spdlog.h>

#include "kiosk/shell/effect_runner.hpp"

namespace countersign::shell {

namespace {

flow::SignInNotice to_notice(records::SignInProblem problem) {
  switch (problem) {
    case records::SignInProblem::none:
      return flow::SignInNotice::none;
    case records::SignInProblem::wait:
      return flow::SignInNotice::wait;
    case records::SignInProblem::blocked:
      return flow::SignInNotice::blocked;
    case records::SignInProblem::wrong:
    case records::SignInProblem::no_pin:
      break;
  }
  return flow::SignInNotice::wrong;
}

flow::PinFault to_fault(records::PinFault fault) {
  switch (fault) {
    case records::PinFault::none:
      return flow::PinFault::none;
    case records::PinFault::not_six_digits:
      return flow::PinFault::not_six_digits;
    case records::PinFault::too_simple:
      return flow::PinFault::too_simple;
    case records::PinFault::is_a_date_of_yours:
      return flow::PinFault::is_a_date_of_yours;
    case records::PinFault::same_as_before:
      return flow::PinFault::same_as_before;
  }
  return flow::PinFault::too_simple;
}

flow::SignInAnswered unreadable(unsigned request) {
  flow::SignInAnswered out;
  out.notice = flow::SignInNotice::cannot_read;
  out.request = request;
  return out;
}

}  // namespace

flow::SignInAnswered EffectRunner::answered(const records::SignInAnswer& result, unsigned request) {
  flow::SignInAnswered out;
  out.request = request;
  out.notice = to_notice(result.problem);
  out.tries_left = result.tries_left;
  out.wait = result.wait;
  if (!result.person) return out;
  const records::Person& person = *result.person;
  out.person = person.id;
  out.first_name = first_name_of(person.row.name);
  out.greeting = greeting_of(person.row.name);
  out.group = person.row.group;
  out.site = person.row.site;
  if (!person.row.language.empty()) out.language = Language{person.row.language};
  if (const auto due = stores_->roster.due(person, world_.pack->id); due) out.due = *due;
  load_place(result, out);
  if (out.progress && out.progress->signed_off) out.progress->signed_off = !signature_was_voided(person.id);
  return out;
}

void EffectRunner::load_place(const records::SignInAnswer& result, flow::SignInAnswered& out) const {
  const auto lost = [&out](const Error& error) {
    spdlog::error("a saved place cannot be read, and is kept until its person begins anew: {}", error.text());
    out.place_lost = true;
  };
  const auto bytes = stores_->progress.load(result.person->id, *result.key);
  if (!bytes) return lost(bytes.error());
  if (!*bytes) return;
  const auto progress = flow::progress_from_json(Json::parse(**bytes, nullptr, false), *world_.pack, *world_.quizzes);
  if (progress)
    out.progress = *progress;
  else if (progress.error().code == ErrorCode::bad_input)
    spdlog::info("saved progress starts anew: {}", progress.error().what);
  else
    lost(progress.error());
}

void EffectRunner::check_pin(const flow::CheckPin& effect, flow::Now now) {
  (void)write_notes();
  const auto checked = gate_.write([&] {
    return stores_->sign_in.check_pin(effect.badge, effect.pin, {now.wall, now.instant});
  });
  check(checked, effect.badge, effect.request, now);
}

void EffectRunner::check_code(const flow::CheckCode& effect, flow::Now now) {
  (void)write_notes();
  const auto checked = gate_.write([&] {
    return stores_->sign_in.check_code(effect.badge, effect.code, {now.wall, now.instant});
  });
  check(checked, effect.badge, effect.request, now);
}

void EffectRunner::check(const Result<records::SignInAnswer>& result, const std::string& badge, unsigned request,
                         flow::Now now) {
  if (!result) {
    spdlog::error("a PIN or code could not be checked: {}", result.error().text());
    return answer(unreadable(request));
  }
  if (result->locks_out) note_locked_out(badge, now);
  if (result->person) signed_in_ = SignedIn{*result->person, result->key};
  answer(answered(*result, request));
}

std::shared_ptr<const records::Secret> EffectRunner::key_of(const std::optional<PersonId>& person) const {
  return signed_in_ && person == signed_in_->person.id ? signed_in_->key : nullptr;
}

void EffectRunner::note_locked_out(const std::string& badge, flow::Now now) {
  const auto person = stores_->roster.by_badge(badge);
  if (person && *person) note_record(record_about(**person, records::LockedOut{}, ""), now);
}

records::NewRecord EffectRunner::record_about(const records::Person& person, records::Facts facts,
                                              const char* identified_by) const {
  records::NewRecord record;
  record.id = {random_16()};
  record.subject = person.id;
  record.group = person.row.group;
  record.site = person.row.site;
  record.language = world_.defaults.language;
  record.identified_by = identified_by;
  record.facts = std::move(facts);
  return record;
}

std::vector<records::PersonalRecord> EffectRunner::leaves_of_pin(const flow::SetPin& effect, flow::Now now) {
  const char* identified_by = effect.first_time ? "code" : "badge+pin";
  std::vector<records::PersonalRecord> leaves;
  if (effect.first_time) leaves.push_back({record_about(signed_in_->person, records::Enrolled{}, identified_by), nullptr});
  leaves.push_back({record_about(signed_in_->person, records::PinSet{}, identified_by), nullptr});
  for (records::PersonalRecord& leaf : leaves) stamp(leaf.record, now);
  return leaves;
}

// The leaves first: no PIN works without them (docs/threats.md). If the PIN then cannot be kept, or the power goes between
// the two, the ledger has leaves of a PIN that was never in force: that harms nobody, and the person chooses once more.
void EffectRunner::set_pin(const flow::SetPin& effect, flow::Now now) {
  flow::PinSetAnswered out;
  out.request = effect.request;
  const auto key = key_of(effect.person);
  if (!key) {
    out.failed = true;
    return answer(out);
  }
  const records::Person person = signed_in_->person;
  out.fault = to_fault(records::pin_fault(effect.pin, person.row));
  if (out.fault != flow::PinFault::none) return answer(out);
  const auto leaves = leaves_of_pin(effect, now);  // made once: a second try finds them by their ids
  Status noted = write_notes();
  const auto append_leaves = [&] { return noted = append_all(leaves); };
  const auto set_it = [&] { return stores_->sign_in.set_pin(effect.person, effect.badge, effect.pin, *key, append_leaves); };
  const Status set = noted ? gate_.write(set_it) : noted;
  if (set) {
    out.signed_in = answered({.person = person, .key = key}, effect.request);
  } else if (noted && set.error().code == ErrorCode::refused) {
    out.fault = flow::PinFault::same_as_before;
  } else {
    spdlog::error("a PIN could not be set: {}", set.error().text());
    if (!noted) after_failed_append(noted.error());
    out.failed = true;
  }
  answer(out);
}

}  // namespace countersign::shell
