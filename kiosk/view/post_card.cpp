#include "kiosk/view/post_card.hpp"

#include <algorithm>
#include <cctype>

namespace countersign::view {
namespace {

constexpr float padding = 24;
constexpr float gap = 16;
constexpr float icon = 36;
constexpr float count_icon = 34;

bool ends_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x80 && std::isalnum(byte) == 0 && c != '_' && c != '-';
}

ui::Words label_look(const View& view, ui::Style style, ui::Role color) {
  return {.style = style, .color = color, .language = view.text_language()};
}

ui::Words text_look(const View& view, const PostCard& post) {
  return {.style = post.large ? ui::Style::large : ui::Style::body, .language = view.text_language()};
}

float avatar_side(const PostCard& post) { return post.large ? 80 : 64; }
float inner_width(float width) { return width - 2 * padding; }

float place_height(const View& view, float width, const PostCard& post) {
  return std::max(icon, ui::words_height(view.ui, inner_width(width) - icon - 12, post.words.place,
                                         label_look(view, ui::Style::label, ui::Role::text_2)));
}

float author_width(float width, const PostCard& post) { return inner_width(width) - avatar_side(post) - gap - icon - 12; }

float author_height(const View& view, float width, const PostCard& post) {
  const float room = author_width(width, post);
  const float words =
      ui::words_height(view.ui, room, post.words.author, label_look(view, ui::Style::label_bold, ui::Role::text)) +
      ui::words_height(view.ui, room, post.words.when, label_look(view, ui::Style::label, ui::Role::text_2));
  return std::max(avatar_side(post), words);
}

bool has_counts(const quiz::PostFacts& facts) { return facts.likes + facts.comments + facts.shares > 0; }

float counts_height(const View& view) { return std::max(count_icon, view.ui.line(ui::Style::label)); }

void draw_place(const View& view, ui::Rect row, const PostCard& post) {
  ui::Ui& ui = view.ui;
  const ui::Rect box = row.cut_leading(icon);
  ui.icon("people", {box.x, box.y + (std::min(box.h, ui.line(ui::Style::label)) - icon) / 2, icon, icon},
          ui.color(ui::Role::text_2));
  row.cut_leading(12);
  ui::words(ui, row, post.words.place, label_look(view, ui::Style::label, ui::Role::text_2));
}

void draw_author(const View& view, ui::Rect row, const PostCard& post) {
  ui::Ui& ui = view.ui;
  const float side = avatar_side(post);
  const ui::Rect face = row.cut_leading(side);
  ui.picture(asset_picture(view, "avatar-" + std::to_string(post.facts.avatar)), face.centered({side, side}), ui::Fit::cover,
             side / 2);
  const ui::Rect more = row.cut_trailing(icon);
  ui.icon("more", more.centered({icon, icon}), ui.color(ui::Role::text_2), 3);
  row.cut_leading(gap);
  row.cut_trailing(12);
  const ui::Words name = label_look(view, ui::Style::label_bold, ui::Role::text);
  const ui::Words when = label_look(view, ui::Style::label, ui::Role::text_2);
  const float height =
      ui::words_height(ui, row.w, post.words.author, name) + ui::words_height(ui, row.w, post.words.when, when);
  row.cut_top((row.h - height) / 2);
  ui::words_in(ui, row, post.words.author, name);
  ui::words_in(ui, row, post.words.when, when);
}

void draw_counts(const View& view, ui::Rect row, const quiz::PostFacts& facts) {
  ui::Ui& ui = view.ui;
  const struct {
    const char* icon;
    int number;
    const char* name;
  } counts[] = {{"heart", facts.likes, "post.likes"},
                {"bubble", facts.comments, "post.comments"},
                {"share", facts.shares, "post.shares"}};
  const ui::TextStyle style{.style = ui::Style::label, .tabular = true};
  const ui::Rgba color = ui.color(ui::Role::text_2);
  for (const auto& each : counts) {
    const std::string number = std::to_string(each.number);
    const float width = ui.measure(number, style, 0).w + 1;
    const ui::Rect whole{row.x, row.y, count_icon + 8 + width, row.h};
    ui.icon(each.icon, row.cut_leading(count_icon).centered({count_icon, count_icon}), color);
    row.cut_leading(8);
    ui.draw_text_centered(row.cut_leading(width), number, style, color);
    row.cut_leading(32);
    ui::Node node;
    node.id = each.name;
    node.role = "note";
    node.name = count(view, each.name, each.number);
    node.rect = whole;
    node.text_size_u = 28 * ui.scale();
    node.color = color;
    ui.node(std::move(node));
  }
}

}  // namespace

ui::RichText with_links(const std::string& text) {
  ui::RichText rich_text;
  std::size_t done = 0;
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at + 1)) {
    std::size_t end = at + 1;
    while (end < text.size() && !ends_name(text[end])) ++end;
    if (end == at + 1) continue;
    if (at > done) rich_text.spans.push_back({text.substr(done, at - done), false, false});
    rich_text.spans.push_back({text.substr(at, end - at), true, true});
    done = end;
  }
  if (done < text.size()) rich_text.spans.push_back({text.substr(done), false, false});
  return rich_text;
}

float post_height(const View& view, float width, const PostCard& post) {
  float height = 2 * padding + place_height(view, width, post) + gap + 2 + gap + author_height(view, width, post);
  height += gap + ui::words_height(view.ui, inner_width(width), with_links(post.words.text), text_look(view, post));
  if (post.picture_height > 0) height += gap + post.picture_height;
  return has_counts(post.facts) ? height + gap + counts_height(view) : height;
}

void draw_post(const View& view, ui::Rect rect, const PostCard& post) {
  ui::Ui& ui = view.ui;
  ui::card(ui, rect);
  ui.push_background(ui.color(ui::Role::card));
  ui::Rect column = rect.inset(padding, padding);
  draw_place(view, column.cut_top(place_height(view, rect.w, post)), post);
  column.cut_top(gap);
  ui::hairline(ui, column.cut_top(2));
  column.cut_top(gap);
  draw_author(view, column.cut_top(author_height(view, rect.w, post)), post);
  column.cut_top(gap);
  ui::words_in(ui, column, with_links(post.words.text), text_look(view, post), gap);
  if (post.picture_height > 0) {
    ui::picture(ui, column.cut_top(post.picture_height), pack_picture(view, post.facts.picture), post.words.alt, ui::Fit::cover,
                20);
    column.cut_top(gap);
  }
  if (has_counts(post.facts)) draw_counts(view, column.cut_top(counts_height(view)), post.facts);
  ui.pop_background();
}

}  // namespace countersign::view
