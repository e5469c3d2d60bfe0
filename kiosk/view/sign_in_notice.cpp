#include "kiosk/view/sign_in_notice.hpp"

#include "kiosk/view/parts.hpp"

namespace countersign::view {

using flow::SignInNotice;

namespace {

// The moment on the wall at which the keys work again, rounded up to the second.
std::string clock_time(const View& view, Instant until) {
  WallTime at = view.state.wall;
  at.utc_ms += (until - view.state.instant).count() + 999;
  return view.ui.resources().strings.time_of_day(at);
}

}  // namespace

std::string hr_contact(const View& view) {
  const content::Contact* hr = view.pack().organisation.contact("hr");
  return hr == nullptr ? view.pack().organisation.site_contact : hr->name + ", " + hr->phone;
}

void put_notice(const View& view, Prompt& prompt, SignInNotice notice, int tries_left, Instant wait_until,
                const char* wrong_key) {
  if (notice == SignInNotice::none) return;
  prompt.note_matters = true;
  prompt.note_tone = ui::Tone::error;
  prompt.note_icon = "warn";
  switch (notice) {
    case SignInNotice::none:
      break;
    case SignInNotice::wrong:
      prompt.note = view.ui.tr(wrong_key);
      if (tries_left > 0) prompt.note += " " + count(view, "signin.tries_left", tries_left);
      break;
    case SignInNotice::wait:
      prompt.note = view.ui.tr("signin.wait", {{"time", clock_time(view, wait_until)}});
      prompt.note_icon = "clock";
      break;
    case SignInNotice::blocked:
      prompt.note = view.ui.tr("signin.blocked", {{"contact", hr_contact(view)}});
      break;
    case SignInNotice::forgotten:
      prompt.note = view.ui.tr("signin.forgotten", {{"contact", hr_contact(view)}});
      prompt.note_icon = "info";
      prompt.note_tone = ui::Tone::primary;  // nothing went wrong
      break;
    case SignInNotice::cannot_read:
      prompt.note = view.ui.tr("signin.cannot_read");
      break;
  }
}

bool keys_are_off(SignInNotice notice, bool busy) {
  return busy || notice == SignInNotice::wait || notice == SignInNotice::blocked;
}

}  // namespace countersign::view
