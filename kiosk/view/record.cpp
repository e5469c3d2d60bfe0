#include "kiosk/view/record.hpp"

#include "kiosk/view/code_card.hpp"
#include "kiosk/view/ids.hpp"
#include "kiosk/view/learning.hpp"
#include "kiosk/view/parts.hpp"
#include "kiosk/view/pieces.hpp"

namespace countersign::view {
namespace {

constexpr float pane_gap = 48;
constexpr char scroll_id[] = "record";

const ui::Words label_look{.style = ui::Style::label, .color = ui::Role::text_2, .role = "heading"};

std::string module_title(const View& view, const ModuleId& module) {
  const auto found = view.text().modules.find(module);
  return found == view.text().modules.end() ? module.value : found->second.title;
}

// --- what was confirmed ---

// A small mark before a sentence: what was ticked, or how an answer was.
struct Marked {
  std::string icon = {};
  ui::Role color = ui::Role::success;
  std::string text = {};
  std::string language = {};  // of `text` and `said`
  std::string said = {};      // what was answered, or empty
  std::string verdict = {};   // in the colour, or empty
};

Column marked_words(const View& view, const Marked& marked) {
  Column column(view.ui);
  column.words(marked.text, {.style = ui::Style::body_medium, .language = marked.language});
  if (!marked.said.empty()) column.words(marked.said, {.style = ui::Style::label, .color = ui::Role::text_2}, 0);
  if (!marked.verdict.empty()) column.words(marked.verdict, {.style = ui::Style::label, .color = marked.color}, 0);
  return column;
}

Piece marked_piece(const View& view, const Marked& marked) {
  constexpr float side = 36;
  constexpr float gap = 16;
  return {[&view, marked](float width) { return marked_words(view, marked).height(width - side - gap); },
          [&view, marked](ui::Rect rect) {
            const ui::Rect mark = rect.cut_leading(side);
            const float line = view.ui.line(ui::Style::body_medium);
            view.ui.icon(marked.icon, {mark.x, mark.y + (line - side) / 2, side, side}, view.ui.color(marked.color), 2.6F);
            rect.cut_leading(gap);
            marked_words(view, marked).draw(rect);
          },
          8};
}

void add_statements(const View& view, Column& column, const flow::RecordDetail& detail) {
  if (detail.statements.empty()) return;
  column.words(view.ui.tr("records.confirmed"), label_look, 24);
  const content::PackText& signed_in = view.pack().text(Language{detail.language});
  for (const StatementId& statement : detail.statements) {
    const auto found = signed_in.statements.find(statement);
    const std::string text = found == signed_in.statements.end() ? statement.value : found->second;
    column.add(marked_piece(view, {.icon = "check", .text = text, .language = signed_in.language.value}));
  }
}

// --- the signature ---

struct Box {
  float left = 0, top = 0, right = 0, bottom = 0;
};

Box bounds(const std::vector<Stroke>& strokes) {
  bool first = true;
  Box box;
  for (const Stroke& stroke : strokes)
    for (const PenPoint& point : stroke) {
      if (first) box = {point.x_mm, point.y_mm, point.x_mm, point.y_mm};
      first = false;
      box.left = std::min(box.left, point.x_mm);
      box.right = std::max(box.right, point.x_mm);
      box.top = std::min(box.top, point.y_mm);
      box.bottom = std::max(box.bottom, point.y_mm);
    }
  return box;
}

// As large as the box allows, at most as large as it was written.
void draw_strokes(const View& view, ui::Rect rect, const std::vector<Stroke>& strokes) {
  const Box box = bounds(strokes);
  const float width = std::max(1.0F, box.right - box.left);
  const float height = std::max(1.0F, box.bottom - box.top);
  const float scale = std::min({rect.w / width, rect.h / height, ui::u_per_mm});
  const float x = rect.x + (rect.w - width * scale) / 2;
  const float y = rect.y + (rect.h - height * scale) / 2;
  for (const Stroke& stroke : strokes) {
    std::vector<ui::Point> points;
    for (const PenPoint& point : stroke)
      points.push_back({x + (point.x_mm - box.left) * scale, y + (point.y_mm - box.top) * scale});
    view.ui.polyline(points, view.ui.color(ui::Role::text), 5);
  }
}

Piece drawn_piece(const View& view, const std::vector<Stroke>& strokes) {
  constexpr float height = 160;
  return {[](float) { return height; },
          [&view, strokes](ui::Rect rect) {
            rect.w = std::min(rect.w, 640.0F);
            view.ui.fill(rect, view.ui.color(ui::Role::card), 20);
            view.ui.outline(rect, view.ui.color(ui::Role::line), 2, 20);
            draw_strokes(view, rect.inset(32, 24), strokes);
            ui::Node node;
            node.id = "signature";
            node.role = "img";
            node.name = view.ui.tr("records.signature");
            node.value = view.ui.tr("records.drawn");
            node.rect = rect;
            view.ui.node(std::move(node));
          },
          8};
}

void add_signature(const View& view, Column& column, const flow::RecordDetail& detail) {
  if (detail.row.kind != "acknowledged") return;
  const records::Signature& signature = detail.signature;
  column.words(view.ui.tr("records.signature"), label_look, 24);
  switch (signature.method) {
    case records::SignatureMethod::drawn:
      column.add(drawn_piece(view, signature.strokes));
      break;
    case records::SignatureMethod::typed:
      column.words(signature.typed_name, {.style = ui::Style::title, .role = "paragraph"}, 8);
      break;
    case records::SignatureMethod::tapped:
      column.words(view.ui.tr("records.tapped"), {.style = ui::Style::body_medium}, 8);
      break;
    case records::SignatureMethod::paper:
      column.words(view.ui.tr("records.paper"), {.style = ui::Style::body_medium}, 8);
      break;
  }
}

// --- words and answers ---

void add_words(const View& view, Column& column, const flow::RecordDetail& detail) {
  if (detail.words.empty()) return;
  column.words(view.ui.tr(detail.row.kind == "declined" ? "records.reason" : "records.question"), label_look, 24);
  column.words(detail.words, {.style = ui::Style::large}, 8);
}

// The answer in the words of its question: "first; second", in order where order was asked, pairs as "source: target".
std::string given(const quiz::Item& item, const quiz::ItemText& text, const quiz::Answer& answer) {
  const auto words_of = [](const std::map<ChoiceId, quiz::ChoiceText>& choices, const ChoiceId& choice) {
    const auto found = choices.find(choice);
    if (found == choices.end()) return choice.value;
    return found->second.recap.empty() ? found->second.text : found->second.recap;
  };
  std::vector<std::string> parts;
  for (const ChoiceId& choice : answer.chosen) {
    const std::string number = item.kind == quiz::ItemKind::sequencing ? std::to_string(parts.size() + 1) + ". " : "";
    parts.push_back(number + words_of(text.choices, choice));
  }
  for (const auto& [source, target] : answer.pairs)
    parts.push_back(words_of(text.choices, source) + ": " + words_of(text.choices, target));
  for (const auto& [node, choice] : answer.path) {
    const auto scene = text.nodes.find(node);
    parts.push_back(scene == text.nodes.end() ? choice.value : words_of(scene->second.choices, choice));
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

Marked marked_answer(const View& view, const quiz::Quiz& quiz, const flow::RecordDetail::AnswerLine& answer) {
  const auto& text = quiz.text(answer.item, view.text().language, view.pack().source_language);
  const bool right = answer.score >= .999;
  const bool partly = !right && answer.score > 0;
  Marked marked;
  marked.icon = right ? "check" : partly ? "minus" : "cross";
  marked.color = right ? ui::Role::success : partly ? ui::Role::warning : ui::Role::error;
  marked.text = text.prompt.empty() ? text.title : text.prompt;
  marked.language = view.text_language();
  const std::string words = given(*quiz.item(answer.item), text, answer.answer);
  if (!words.empty()) marked.said = view.ui.tr("records.answered", {{"answer", words}});
  marked.verdict = view.ui.tr(right ? "records.right" : partly ? "records.partly" : "records.wrong");
  return marked;
}

void add_answers(const View& view, Column& column, const flow::RecordDetail& detail) {
  const auto quiz = view.world.quizzes->find(detail.row.module);
  if (detail.answers.empty() || quiz == view.world.quizzes->end()) return;
  column.words(view.ui.tr("records.answers"), label_look, 24);
  for (const auto& answer : detail.answers) {
    if (quiz->second.item(answer.item) == nullptr) continue;
    column.add(marked_piece(view, marked_answer(view, quiz->second, answer)));
  }
}

Column facts_column(const View& view, const flow::RecordDetail& detail) {
  Column column(view.ui);
  column.words(record_title(view, detail.row), {.style = ui::Style::headline});
  column.words(record_facts(view, detail.row), {.style = ui::Style::body, .color = ui::Role::text_2}, 8);
  if (detail.proved)
    column.add(marked_piece(view, {.icon = "shield", .text = view.ui.tr("records.proved")}));
  else
    column.add(marked_piece(view, {.icon = "warn", .color = ui::Role::warning, .text = view.ui.tr("records.not_proved")}));
  add_statements(view, column, detail);
  add_signature(view, column, detail);
  add_words(view, column, detail);
  add_answers(view, column, detail);
  return column;
}

ui::Header header_of(const View& view, std::string title) {
  ui::Header header;
  header.title = std::move(title);
  if (view.state.session) header.step = view.state.session->greeting;
  return header;
}

ui::Bar record_bar(const View& view, const flow::RecordDetail& detail) {
  ui::Bar bar{back_button(view, "records.all"), {}, std::nullopt};
  if (!detail.document.empty()) bar.extras.push_back(quiet_button(view, id::document, "records.document", "doc"));
  bar.primary = primary_button(view, view.ui.tr("records.copy"), "print");
  bar.primary->id = id::copy;
  bar.primary->enabled = true;
  return bar;
}

}  // namespace

std::string record_title(const View& view, const flow::RecordRow& row) {
  constexpr const char* known[] = {"acknowledged",    "declined",       "quiz_finished",
                                   "module_finished", "question_asked", "copy_requested"};
  for (const char* kind : known)
    if (row.kind == kind) {
      const bool names_module = row.kind == "quiz_finished" || row.kind == "module_finished";
      if (!names_module) return view.ui.tr("records." + row.kind);
      return view.ui.tr("records." + row.kind, {{"module", module_title(view, row.module)}});
    }
  return view.ui.tr("records.other");
}

std::string record_facts(const View& view, const flow::RecordRow& row) {
  const auto& strings = view.ui.resources().strings;
  const std::string date = strings.short_date(view.state.preferences.language, local_date(row.at));
  std::string facts = view.ui.tr("records.date_time", {{"date", date}, {"time", strings.time_of_day(row.at).substr(0, 5)}});
  if (!row.version.empty()) facts += " · " + view.ui.tr("records.version", {{"version", row.version}});
  if (row.score_thousandths)
    facts += " · " + view.ui.tr("records.score", {{"n", std::to_string((*row.score_thousandths + 5) / 10)}});
  if (row.voided) facts += " · " + view.ui.tr("records.voided");
  return facts;
}

void draw_record(const View& view, const flow::RecordDetail& detail) {
  ui::Rect rest = view.ui.window();
  draw_header(view, rest, header_of(view, view.ui.tr("records.title")));
  cut_foot(view, rest);
  ui::Rect area = ui::content(view.ui, rest, 16, 24);
  Column facts = facts_column(view, detail);
  if (two_panes(view, area.w)) {
    area = stage(area);
    const ui::Rect card = area.cut_trailing(std::min(code_card_width, area.w * .4F));
    area.cut_trailing(pane_gap);
    draw_column(facts, scroll_id, area);
    draw_code_card(view, {card.x, card.y, card.w, std::min(card.h, code_card_height_max)}, detail.receipt_text,
                   detail.row.receipt_code);
  } else {
    const float width = std::min(area.w, 720.0F);
    const float height = code_card_height(view, width, detail.row.receipt_code);
    facts.add({[height](float) { return height; },
               [&](ui::Rect rect) {
                 draw_code_card(view, rect.centered({width, rect.h}), detail.receipt_text, detail.row.receipt_code);
               },
               32});
    draw_column(facts, scroll_id, area);
  }
  const auto pressed = draw_foot(view, record_bar(view, detail), scroll_id);
  if (pressed == id::document) view.post(flow::DocumentToggled{});
  if (pressed == id::copy) view.post(flow::CopyPressed{});
}

}  // namespace countersign::view
