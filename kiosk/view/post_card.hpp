#pragma once
// The mock post that a question is about.

#include "kiosk/view/parts.hpp"
#include "quizzes/engine/quiz.hpp"

namespace countersign::view {

struct PostCard {
  const quiz::PostFacts& facts;
  const quiz::PostText& words;
  bool large = false;        // portrait: larger avatar and text
  float picture_height = 0;  // 0: without its picture
};

float post_height(const View& view, float width, const PostCard& post);
void draw_post(const View& view, ui::Rect rect, const PostCard& post);

// "@Sam, can you help?" with "@Sam" as a link.
ui::RichText with_links(const std::string& text);

}  // namespace countersign::view
