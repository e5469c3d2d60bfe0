// Single choice, several choices, true or false.

#include <algorithm>

#include "kiosk/view/ids.hpp"
#include "kiosk/view/question.hpp"

namespace countersign::view {
namespace {

using quiz::ItemKind;

bool is_right(const quiz::Item& item, const ChoiceId& id) {
  return std::any_of(item.choices.begin(), item.choices.end(),
                     [&](const quiz::Choice& choice) { return choice.id == id && choice.right; });
}

bool is_chosen(const Asked& asked, const ChoiceId& id) {
  const auto& chosen = asked.screen.answer.chosen;
  return std::find(chosen.begin(), chosen.end(), id) != chosen.end();
}

// After a wrong single choice the right one is not given away: the card tells it. Of several, the missed ones are shown,
// because the feedback speaks of them.
void judge(const Asked& asked, const ChoiceId& id, ui::Choice& row) {
  const bool chosen = is_chosen(asked, id);
  const bool right = is_right(asked.item, id);
  const bool several = asked.item.kind == ItemKind::multiple;
  row.state = ui::ChoiceState::dim;
  if (chosen) {
    row.state = right ? ui::ChoiceState::right : ui::ChoiceState::wrong;
    row.verdict = asked.view.ui.tr(right ? "quiz.right_one" : "quiz.your_answer");
  } else if (several && right) {
    row.state = ui::ChoiceState::right;
    row.verdict = asked.view.ui.tr("quiz.missed_one");
  }
}

ui::Choice row_of(const Asked& asked, std::size_t index) {
  const ChoiceId& id = asked.question.shown_order[index];
  ui::Choice row;
  row.id = std::string(id::choice) + "." + id.value;
  row.label = asked.words(id).text;
  row.letter = std::string(1, static_cast<char>('A' + index));
  row.several = asked.item.kind == ItemKind::multiple;
  row.language = asked.language();
  row.enabled = !asked.screen.checked;
  if (asked.screen.checked)
    judge(asked, id, row);
  else if (is_chosen(asked, id))
    row.state = ui::ChoiceState::selected;
  return row;
}

}  // namespace

Column choice_rows(const Asked& asked) {
  Column column(asked.view.ui);
  for (std::size_t i = 0; i < asked.question.shown_order.size(); ++i) {
    const ui::Choice row = row_of(asked, i);
    if (row.state == ui::ChoiceState::dim && asked.is_cramped()) continue;
    const ChoiceId id = asked.question.shown_order[i];
    column.add({[&ui = asked.view.ui, row](float width) { return ui::choice_height(ui, width, row); },
                [&view = asked.view, row, id](ui::Rect rect) {
                  if (ui::choice(view.ui, rect, row)) view.post(flow::ChoicePressed{id});
                },
                asked.gap()});
  }
  return column;
}

}  // namespace countersign::view
