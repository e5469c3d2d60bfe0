#include <cmath>

#include "tests/view/states.hpp"

namespace countersign::view {
namespace {

using Missing = flow::SignScreen::Missing;

// Loops along a line, about as large as a hand writes on a pad of 138 x 110 mm.
std::vector<Stroke> scribble() {
  constexpr int points = 160;
  Stroke stroke;
  for (int i = 0; i < points; ++i) {
    const float t = static_cast<float>(i) / (points - 1);
    const float x = 20 + 95 * t + 5 * std::sin(t * 38);
    const float y = 66 - 11 * std::sin(t * 38 + 1.2F) * (1.1F - t);
    stroke.push_back({x, y, i * 12});
  }
  return {stroke};
}

flow::SignScreen sign(const Fixture& f, bool all) {
  flow::SignScreen screen;
  screen.ticks.assign(f.world.pack->statements.size(), all);
  screen.consent = all;
  if (all) screen.strokes = scribble();
  return screen;
}

flow::SignScreen typed(const Fixture& f, bool typing) {
  flow::SignScreen screen = sign(f, true);
  screen.method = records::SignatureMethod::typed;
  screen.typed_name = "Samira Kaltenbrunner";
  screen.typing = typing;
  return screen;
}

flow::SignScreen tapped(const Fixture& f) {
  flow::SignScreen screen = sign(f, true);
  screen.method = records::SignatureMethod::tapped;
  screen.agreed = true;
  return screen;
}

flow::SignScreen missing(const Fixture& f, Missing what) {
  flow::SignScreen screen = sign(f, what != Missing::statements);
  if (what == Missing::statements) screen.ticks[0] = true;
  if (what == Missing::consent) screen.consent = false;
  if (what == Missing::signature) screen.strokes.clear();
  if (what == Missing::signature_too_small) screen.strokes = {{{30, 60, 0}, {36, 58, 20}, {40, 61, 40}}};
  screen.missing = what;
  return screen;
}

flow::SignScreen pin(const Fixture& f, flow::SignInNotice notice, std::size_t digits) {
  flow::SignScreen screen = sign(f, true);
  screen.asking_pin = true;
  screen.pin = std::string(digits, '1');
  screen.pin_notice = notice;
  screen.tries_left = 3;
  screen.wait_until = f.now + milliseconds{65'000};
  return screen;
}

records::Receipt receipt(const Fixture& f) {
  records::Receipt receipt;
  receipt.index = 1042;
  receipt.leaf_hash = sha256("a leaf");
  receipt.origin = "northwind.example/t1";
  receipt.signed_at = f.wall;
  receipt.recorded_at = {f.wall.utc_ms + 1000, f.wall.utc_offset_min};
  receipt.code = records::receipt_code(receipt.leaf_hash);
  return receipt;
}

flow::Pending pending(records::Facts facts) {
  flow::Pending pending;
  pending.record.facts = std::move(facts);
  return pending;
}

flow::RecordRow row(const Fixture& f, const std::string& kind, int days_ago) {
  flow::RecordRow row;
  row.kind = kind;
  row.index = static_cast<std::uint64_t>(100 - days_ago);
  row.at = {f.wall.utc_ms - days_ago * std::int64_t{86'400'000}, 0};
  row.receipt_code = records::receipt_code(sha256(kind + std::to_string(days_ago)));
  if (kind == "acknowledged" || kind == "declined") row.version = f.world.pack->version;
  if (kind == "quiz_finished" || kind == "module_finished") row.module = f.world.pack->modules[0].id;
  if (kind == "quiz_finished" || kind == "acknowledged") row.score_thousandths = 900;
  return row;
}

flow::RecordsScreen list(const Fixture& f) {
  flow::RecordsScreen screen;
  screen.loading = false;
  for (const char* kind :
       {"acknowledged", "copy_requested", "quiz_finished", "module_finished", "question_asked", "declined", "quiz_finished"})
    screen.rows.push_back(row(f, kind, static_cast<int>(screen.rows.size())));
  return screen;
}

// Of whatever kind: complete, right or not.
quiz::Answer some_answer(const quiz::Item& item) {
  quiz::Answer answer;
  answer.pairs = item.pairs;
  answer.chosen = item.order;
  if (!item.choices.empty()) answer.chosen.push_back(item.choices.front().id);
  if (const quiz::Node* first = item.node(item.start); first != nullptr) answer.path = {{first->id, first->choices.front().id}};
  return answer;
}

flow::RecordsScreen opened(const Fixture& f, const std::string& kind, bool document, bool proved = true) {
  flow::RecordsScreen screen = list(f);
  flow::RecordDetail detail;
  detail.proved = proved;
  detail.row = row(f, kind, 0);
  detail.language = f.world.pack->source_language.value;
  detail.document = f.world.pack->text(f.world.pack->source_language).document;
  detail.receipt_text = records::receipt_text(receipt(f), f.world.pack->organisation.name);
  if (kind == "acknowledged") {
    detail.statements = f.world.pack->statements;
    detail.signature = {records::SignatureMethod::drawn, "", scribble()};
  }
  if (kind == "declined") detail.words = "I want to ask my union first what the part about private groups means for me.";
  if (kind == "quiz_finished") {
    detail.document.clear();
    const auto quiz = f.world.quizzes->find(detail.row.module);
    if (quiz != f.world.quizzes->end())
      for (std::size_t i = 0; i < quiz->second.items.size() && i < 4; ++i)
        detail.answers.push_back({quiz->second.items[i].id, some_answer(quiz->second.items[i]),
                                  i == 1   ? 0.0
                                  : i == 2 ? .5
                                           : 1.0});
  }
  screen.open = detail;
  screen.show_document = document;
  return screen;
}

std::vector<Shot> sign_shots() {
  using Notice = flow::SignInNotice;
  return {
      {"sign", [](const Fixture& f) { return f.signed_in(sign(f, true)); }},
      {"sign-empty", [](const Fixture& f) { return f.signed_in(sign(f, false)); }},
      {"sign-typed", [](const Fixture& f) { return f.signed_in(typed(f, false)); }},
      {"sign-typing", [](const Fixture& f) { return f.signed_in(typed(f, true)); }},
      {"sign-tapped", [](const Fixture& f) { return f.signed_in(tapped(f)); }},
      {"sign-missing-statements", [](const Fixture& f) { return f.signed_in(missing(f, Missing::statements)); }},
      {"sign-missing-consent", [](const Fixture& f) { return f.signed_in(missing(f, Missing::consent)); }},
      {"sign-missing-signature", [](const Fixture& f) { return f.signed_in(missing(f, Missing::signature)); }},
      {"sign-missing-small", [](const Fixture& f) { return f.signed_in(missing(f, Missing::signature_too_small)); }},
      {"sign-pin", [](const Fixture& f) { return f.signed_in(pin(f, Notice::none, 3)); }},
      {"sign-pin-wrong", [](const Fixture& f) { return f.signed_in(pin(f, Notice::wrong, 0)); }},
      {"sign-pin-wait", [](const Fixture& f) { return f.signed_in(pin(f, Notice::wait, 0)); }},
  };
}

std::vector<Shot> words_shots() {
  const std::string question = "May I post a photo of my stop at the Caf";
  const std::string reason = "I want to ask my union first.";
  return {
      {"ask-first",
       [question](const Fixture& f) {
         return f.signed_in(flow::AskFirstScreen{question, sign(f, true), {}});
       }},
      {"ask-first-card",
       [](const Fixture& f) {
         return f.signed_in(flow::AskFirstScreen{"", std::nullopt, f.world.pack->clauses.front().id});
       }},
      {"decline",
       [](const Fixture& f) {
         return f.signed_in(flow::DeclineScreen{"", sign(f, true)});
       }},
      {"decline-words",
       [reason](const Fixture& f) {
         return f.signed_in(flow::DeclineScreen{reason, sign(f, true)});
       }},
  };
}

std::vector<Shot> result_shots() {
  using What = flow::NotedScreen::What;
  return {
      {"saving", [](const Fixture& f) { return f.signed_in(flow::SavingScreen{pending(records::Acknowledged{})}); }},
      {"not-saved",
       [](const Fixture& f) {
         return f.signed_in(flow::NotSavedScreen{pending(records::Acknowledged{}), ErrorCode::io, "CS-114", f.wall});
       }},
      {"not-saved-question",
       [](const Fixture& f) {
         return f.signed_in(flow::NotSavedScreen{pending(records::QuestionAsked{}), ErrorCode::corrupt, "CS-116", f.wall});
       }},
      {"receipt", [](const Fixture& f) { return f.signed_in(flow::ReceiptScreen{receipt(f)}); }},
      {"noted-declined",
       [](const Fixture& f) {
         return f.signed_in(flow::NotedScreen{What::declined, receipt(f)});
       }},
      {"noted-question",
       [](const Fixture& f) {
         return f.signed_in(flow::NotedScreen{What::question, receipt(f)});
       }},
      {"noted-copy",
       [](const Fixture& f) {
         return f.signed_in(flow::NotedScreen{What::copy, receipt(f)});
       }},
  };
}

std::vector<Shot> record_shots() {
  flow::RecordsScreen empty;
  empty.loading = false;
  flow::RecordsScreen failed = empty;
  failed.failed = true;
  return {
      {"records", [](const Fixture& f) { return f.signed_in(list(f)); }},
      {"records-empty", [empty](const Fixture& f) { return f.signed_in(empty); }},
      {"records-failed", [failed](const Fixture& f) { return f.signed_in(failed); }},
      {"records-loading", [](const Fixture& f) { return f.signed_in(flow::RecordsScreen{}); }},
      {"record", [](const Fixture& f) { return f.signed_in(opened(f, "acknowledged", false)); }},
      {"record-declined", [](const Fixture& f) { return f.signed_in(opened(f, "declined", false)); }},
      {"record-quiz", [](const Fixture& f) { return f.signed_in(opened(f, "quiz_finished", false)); }},
      {"record-document", [](const Fixture& f) { return f.signed_in(opened(f, "acknowledged", true)); }},
      {"record-not-proved", [](const Fixture& f) { return f.signed_in(opened(f, "acknowledged", false, false)); }},
  };
}

}  // namespace

std::vector<Shot> signing_shots() {
  std::vector<Shot> all;
  for (auto table : {sign_shots(), words_shots(), result_shots(), record_shots()})
    all.insert(all.end(), table.begin(), table.end());
  return all;
}

}  // namespace countersign::view
