#include "tests/flow/support.hpp"

namespace countersign::flow::test {

namespace {

using quiz::Choice;
using quiz::Item;
using quiz::ItemKind;
using quiz::NodeChoice;

content::Card card(const std::string& id, const std::string& clause, const std::string& title) {
  content::Card out;
  out.id = {id};
  out.clause = {clause};
  out.title = title;
  out.body = {{content::Block::Kind::paragraph, {{title + " is what this card is about.", false}}}};
  return out;
}

content::PackText text_in(const std::string& language, const std::string& prefix) {
  content::PackText text;
  text.language = {language};
  text.title = prefix + "Policy";
  text.modules[accounts] = {
      prefix + "Accounts",
      {card("yours", "PA-1", prefix + "Yours"), card("tie", "PA-2", prefix + "Tie"), card("views", "PA-3", prefix + "Views")}};
  text.modules[road] = {prefix + "Road", {card("film", "RO-1", prefix + "Film"), card("parcel", "RO-2", prefix + "Parcel")}};
  text.modules[extra] = {prefix + "Extra", {card("more", "EX-1", prefix + "More")}};
  text.modules[last] = {prefix + "Last", {card("end", "LA-1", prefix + "End")}};
  text.statements[{"read"}] = prefix + "I have read the policy.";
  text.statements[{"follow"}] = prefix + "I will follow it.";
  text.consent_label = prefix + "I agree to an electronic record.";
  text.consent_paragraphs = {prefix + "Paper on request.", prefix + "Write to HR to withdraw."};
  text.attract_lines = {prefix + "One", prefix + "Two", prefix + "Three"};
  text.document = prefix + "The whole policy.";
  text.document_sha256 = sha256(text.document);
  return text;
}

Item item(const std::string& id, ItemKind kind, const std::string& card_id, const std::string& group) {
  Item out;
  out.id = {id};
  out.kind = kind;
  out.clause = {"PA-1"};
  out.card = {card_id};
  out.variant_of = group;
  return out;
}

Item choice_item(const std::string& id, const std::string& card_id, const std::string& group) {
  Item out = item(id, ItemKind::choice, card_id, group);
  out.choices = {{{"a"}, false}, {{"b"}, true}, {{"c"}, false}};
  return out;
}

Item story() {
  Item out = item("story", ItemKind::scenario, "views", "");
  out.start = {"gate"};
  const auto to = [](const char* id, const char* next) { return NodeChoice{{id}, "", {next}, {}, 0}; };
  const auto end = [](const char* id, const char* at, double score) { return NodeChoice{{id}, "", {}, {at}, score}; };
  out.nodes = {{{"gate"}, "", {to("stop", "posted"), end("share", "bad", 0)}},
               {{"posted"}, "", {end("down", "good", 1), end("leave", "half", 0.5)}}};
  return out;
}

quiz::Quiz accounts_quiz() {
  quiz::Quiz quiz;
  quiz.module = accounts;
  quiz.draw = 6;
  Item several = item("several", ItemKind::multiple, "tie", "");
  several.choices = {{{"a"}, true}, {{"b"}, true}, {{"c"}, false}};
  Item truth = item("truth", ItemKind::true_false, "tie", "");
  truth.choices = {{{"true"}, false}, {{"false"}, true}};
  Item order = item("order", ItemKind::sequencing, "views", "");
  order.order = {{"one"}, {"two"}, {"three"}};
  Item match = item("match", ItemKind::matching, "views", "");
  match.pairs = {{{"threat"}, {"security"}}, {{"praise"}, {"like"}}};
  quiz.items = {
      choice_item("bio", "yours", "bio"), choice_item("bio-2", "yours", "bio"), several, truth, order, match, story()};
  quiz.sha256 = sha256("accounts");
  return quiz;
}

quiz::Quiz road_quiz() {
  quiz::Quiz quiz;
  quiz.module = road;
  quiz.draw = 1;
  quiz.cooldown_s = 600;
  quiz.items = {choice_item("film-1", "film", "film"), choice_item("film-2", "film", "film"),
                choice_item("film-3", "film", "film"), choice_item("film-4", "film", "film")};
  return quiz;
}

}  // namespace

content::Pack small_pack() {
  content::Pack pack;
  pack.id = {"small"};
  pack.version = "4.2";
  pack.source_language = {"en"};
  pack.languages = {{"en"}, {"fr"}};
  pack.modules = {{accounts, 3, "accounts", true}, {extra, 1, "", false}, {road, 2, "road", true}, {last, 1, "", true}};
  pack.clauses = {{{"PA-1"}, accounts}, {{"PA-2"}, accounts}, {{"PA-3"}, accounts}, {{"RO-1"}, road},
                  {{"RO-2"}, road},     {{"EX-1"}, extra},    {{"LA-1"}, last}};
  pack.statements = {{"read"}, {"follow"}};
  pack.texts[{"en"}] = text_in("en", "");
  pack.texts[{"fr"}] = text_in("fr", "FR ");
  return pack;
}

quiz::Quizzes small_quizzes() { return {{accounts, accounts_quiz()}, {road, road_quiz()}}; }

quiz::Answer right_answer(const Item& item) {
  quiz::Answer answer;
  for (const Choice& choice : item.choices)
    if (choice.right) answer.chosen.push_back(choice.id);
  if (item.kind == ItemKind::sequencing) answer.chosen = item.order;
  answer.pairs = item.pairs;
  if (item.kind == ItemKind::scenario) answer.path = {{{"gate"}, {"stop"}}, {{"posted"}, {"down"}}};
  return answer;
}

quiz::Answer wrong_answer(const Item& item) {
  quiz::Answer answer;
  for (const Choice& choice : item.choices)
    if (!choice.right && answer.chosen.empty()) answer.chosen.push_back(choice.id);
  if (item.kind == ItemKind::sequencing) answer.chosen = {item.order.rbegin(), item.order.rend()};
  for (std::size_t i = 0; i < item.pairs.size(); ++i)
    answer.pairs.emplace_back(item.pairs[i].first, item.pairs[(i + 1) % item.pairs.size()].second);
  if (item.kind == ItemKind::scenario) answer.path = {{{"gate"}, {"share"}}};
  return answer;
}

Stroke signature_stroke() {
  Stroke stroke;
  for (int i = 0; i < 32; ++i) stroke.push_back({10 + 40 * static_cast<float>(i) / 31, i % 2 == 0 ? 5.0F : 17.0F, i * 16});
  return stroke;
}

}  // namespace countersign::flow::test
