#pragma once
// One of a person's own records: in the list, and opened.

#include <string>

#include "kiosk/view/view.hpp"

namespace countersign::view {

// "You signed the policy", "Quiz: Your own accounts".
std::string record_title(const View& view, const flow::RecordRow& row);
// "23 Nov 2026, 14:32 · version 1.0 · score 90%".
std::string record_facts(const View& view, const flow::RecordRow& row);

void draw_record(const View& view, const flow::RecordDetail& detail);
void draw_record_document(const View& view, const flow::RecordDetail& detail);

}  // namespace countersign::view
