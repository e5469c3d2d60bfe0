#include "kiosk/view/feedback.hpp"

#include <algorithm>

namespace countersign::view {
namespace {

using quiz::ItemKind;

bool is_chosen(const Asked& asked, const ChoiceId& id) {
  const auto& chosen = asked.screen.answer.chosen;
  return std::find(chosen.begin(), chosen.end(), id) != chosen.end();
}

// Of several: each choice that was wrong or missed, named, because the sheet stands far from its row.
std::vector<ui::RichText> about_several(const Asked& asked) {
  std::vector<ui::RichText> mistakes;
  for (const ChoiceId& id : asked.question.shown_order) {
    const auto known = std::find_if(asked.item.choices.begin(), asked.item.choices.end(),
                                    [&](const quiz::Choice& choice) { return choice.id == id; });
    if (known == asked.item.choices.end() || known->right == is_chosen(asked, id)) continue;
    const quiz::ChoiceText& words = asked.words(id);
    mistakes.emplace_back(std::vector<ui::Span>{{words.text + " ", true, false}, {words.feedback, false, false}});
  }
  if (!mistakes.empty()) return mistakes;
  for (const ChoiceId& id : asked.question.shown_order)
    if (is_chosen(asked, id)) return {asked.words(id).feedback};
  return {};
}

std::vector<ui::RichText> about_one(const Asked& asked) {
  if (asked.screen.answer.chosen.empty()) return {};
  return {asked.words(asked.screen.answer.chosen.front()).feedback};
}

const quiz::EndText* end_words(const Asked& asked) {
  const auto end = quiz::end_of(asked.item, asked.screen.answer);
  if (!end) return nullptr;
  const auto found = asked.text.ends.find(*end);
  return found == asked.text.ends.end() ? nullptr : &found->second;
}

}  // namespace

Feedback feedback_of(const Asked& asked) {
  const quiz::Grade& grade = asked.screen.grade;
  const bool partly = !grade.right && grade.score > 0;
  Feedback feedback;
  feedback.tone = grade.right ? ui::Tone::success : partly ? ui::Tone::warning : ui::Tone::error;
  feedback.title = asked.view.ui.tr(grade.right ? "quiz.right" : partly ? "quiz.partly" : "quiz.wrong");
  switch (asked.item.kind) {
    case ItemKind::choice:
    case ItemKind::true_false:
      feedback.body = about_one(asked);
      break;
    case ItemKind::multiple:
      feedback.body = about_several(asked);
      break;
    case ItemKind::sequencing:
    case ItemKind::matching:
      feedback.body = {grade.right ? asked.text.feedback_right : asked.text.feedback_wrong};
      break;
    case ItemKind::scenario:
      if (const quiz::EndText* end = end_words(asked)) {
        feedback.title = end->title;
        feedback.title_language = asked.language();
        feedback.body = {end->text};
      }
      feedback.way = [&asked](Column& column) { add_way(asked, column); };
      break;
  }
  return feedback;
}

}  // namespace countersign::view
