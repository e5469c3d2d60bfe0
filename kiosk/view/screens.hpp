#pragma once
// One function per screen and per overlay. Each draws with explicit rects and posts what the person did.

#include "kiosk/view/view.hpp"

namespace countersign::view {

// --- before anyone has signed in ---
void draw_attract(const View& view, const flow::AttractScreen& screen);
void draw_ask(const View& view, const flow::AskScreen& screen);
void draw_call(const View& view, const flow::CallScreen& screen);
void draw_badge(const View& view, const flow::BadgeScreen& screen);
void draw_code(const View& view, const flow::CodeScreen& screen);
void draw_new_pin(const View& view, const flow::NewPinScreen& screen);
void draw_pin(const View& view, const flow::PinScreen& screen);

// --- learning ---
void draw_lost_place(const View& view, const flow::LostPlaceScreen& screen);
void draw_training(const View& view, const flow::TrainingScreen& screen);
void draw_reading(const View& view, const flow::ReadingScreen& screen);
void draw_quiz(const View& view, const flow::QuizScreen& screen);
void draw_quiz_result(const View& view, const flow::QuizResultScreen& screen);

// --- signing ---
void draw_sign(const View& view, const flow::SignScreen& screen);
void draw_decline(const View& view, const flow::DeclineScreen& screen);
void draw_ask_first(const View& view, const flow::AskFirstScreen& screen);
void draw_saving(const View& view, const flow::SavingScreen& screen);
void draw_not_saved(const View& view, const flow::NotSavedScreen& screen);
void draw_receipt(const View& view, const flow::ReceiptScreen& screen);
void draw_noted(const View& view, const flow::NotedScreen& screen);
void draw_records(const View& view, const flow::RecordsScreen& screen);

// --- staff ---
void draw_leave_kiosk(const View& view, const flow::LeaveKioskScreen& screen);
void draw_staff(const View& view);
void draw_calibration(const View& view, const flow::CalibrationScreen& screen);
void draw_fault(const View& view, const flow::FaultScreen& screen);

// --- over a screen ---
void draw_language_menu(const View& view);
void draw_display_menu(const View& view);
void draw_help(const View& view);
void draw_consent(const View& view);
void draw_rights(const View& view);
void draw_leave(const View& view);
void draw_inactivity(const View& view, const flow::InactivityDialog& dialog);

}  // namespace countersign::view
