// What the effect runner writes of a session: leaves that somebody waits for, leaves that nobody waits for (notes), and the
// place. The writer thread's. A note that the disk refused goes before anything else, so no place is saved as being past it:
// after a crash the person does the end of the quiz again, and no leaf is missing.

#include <spdlog/spdlog.h>

#include <cstdlib>

#include "kiosk/shell/effect_runner.hpp"
#include "records/store/machine.hpp"

namespace countersign::shell {

namespace {

// However often it is tried: nothing is kept about somebody who was erased, and a record does not change.
bool is_final(ErrorCode refusal) {
  return refusal == ErrorCode::not_found || refusal == ErrorCode::bad_input || refusal == ErrorCode::too_large;
}

}  // namespace

// The text that is signed goes to disk before the record that names its hash.
Status EffectRunner::keep_signed_document(const records::NewRecord& record) {
  Digest signed_hash;
  if (const auto* acknowledged = std::get_if<records::Acknowledged>(&record.facts))
    signed_hash = acknowledged->document_sha256;
  else if (const auto* declined = std::get_if<records::Declined>(&record.facts))
    signed_hash = declined->document_sha256;
  else
    return Done{};
  for (const auto& [language, text] : world_.pack->texts)
    if (text.document_sha256 == signed_hash) return stores_->ledger.keep_document(signed_hash, text.document);
  return Error{ErrorCode::bad_input, "the document that was signed is not one of this policy", "", ""};
}

Result<records::Receipt> EffectRunner::append(const records::PersonalRecord& leaf) {
  return gate_.write([&]() -> Result<records::Receipt> {
    if (const auto kept = keep_signed_document(leaf.record); !kept) return kept.error();
    return stores_->ledger.append(leaf.record, leaf.key.get());
  });
}

Status EffectRunner::append_all(const std::vector<records::PersonalRecord>& leaves) {
  const auto appended = stores_->ledger.append_all(leaves);
  return appended ? Status(Done{}) : Status(appended.error());
}

void EffectRunner::after_failed_append(const Error& error) {
  if (error.code == ErrorCode::io) reopen_ledger();
  if (error.code == ErrorCode::corrupt && !gate_.fault()) stop_writing(error);
}

Status EffectRunner::write_notes() {
  while (!notes_.empty()) {
    const records::PersonalRecord& note = notes_.front();
    if (const auto written = append(note); !written) {
      after_failed_append(written.error());
      const bool dropped = is_final(written.error().code);
      spdlog::error("a record of kind {} {}: {}", records::kind_of(note.record.facts),
                    dropped ? "was not saved" : "waits for the disk", written.error().text());
      if (!dropped) return written.error();
    }
    notes_.pop_front();
  }
  return Done{};
}

// The key stays with the note, as the person may have left when it is written.
Status EffectRunner::note(records::NewRecord record) {
  auto key = key_of(record.subject);
  notes_.push_back({std::move(record), std::move(key)});
  return write_notes();
}

void EffectRunner::note_record(records::NewRecord record, flow::Now now) {
  stamp(record, now);
  if (const auto noted = note(std::move(record)); !noted) answer(flow::ProgressSaveFailed{noted.error().code});
}

void EffectRunner::save_record(records::NewRecord record, flow::Now now) {
  stamp(record, now);
  const Status noted = write_notes();
  const auto receipt = noted ? append({record, key_of(record.subject)}) : Result<records::Receipt>(noted.error());
  if (receipt) return answer(flow::Saved{*receipt});
  spdlog::error("a record of kind {} was not saved: {}", records::kind_of(record.facts), receipt.error().text());
  if (noted) after_failed_append(receipt.error());
  answer(flow::SaveFailed{receipt.error().code});
}

void EffectRunner::save_progress(const flow::SaveProgress& effect) {
  Status saved = write_notes();
  const auto key = key_of(effect.person);
  if (saved && !key) saved = Error{ErrorCode::refused, "the person has signed out", "", ""};
  if (saved) saved = gate_.write([&] { return stores_->progress.save(effect.person, *key, effect.bytes); });
  if (saved) return;
  spdlog::error("progress was not saved: {}", saved.error().text());
  answer(flow::ProgressSaveFailed{saved.error().code});
}

void EffectRunner::stamp(records::NewRecord& record, flow::Now now) {
  record.stamp = records::stamp_now(world_.app);
  note_clock_step(record.stamp);
  record.stamp.at = now.wall;
}

// Against the time since the machine was started, which nobody sets. Said, never a reason to refuse.
void EffectRunner::note_clock_step(const records::Stamp& stamp) {
  constexpr std::int64_t step_ms_min = 2'000;  // less is drift, or NTP slewing
  const auto before = std::exchange(last_stamp_, stamp);
  if (!before || before->boot_id != stamp.boot_id) return;
  const std::int64_t by_ms = (stamp.at.utc_ms - before->at.utc_ms) - (stamp.since_boot_ms - before->since_boot_ms);
  if (std::abs(by_ms) < step_ms_min) return;
  records::NewRecord record;
  record.id = {random_16()};
  record.language = world_.defaults.language;
  record.facts = records::ClockStepped{by_ms};
  record.stamp = stamp;
  (void)note(std::move(record));
}

}  // namespace countersign::shell
