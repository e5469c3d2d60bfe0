#pragma once
// Ids of the targets that tours and journeys press. They are stable: a text changes, an id does not.

namespace countersign::view::id {

// On every screen with a bar.
inline constexpr char back[] = "back";
inline constexpr char primary[] = "primary";
// Header tools: "tool.leave", "tool.language", "tool.display", "tool.help".
inline constexpr char tool_leave[] = "tool.leave";
inline constexpr char tool_language[] = "tool.language";
inline constexpr char tool_display[] = "tool.display";
inline constexpr char tool_help[] = "tool.help";

// Attract. Language segments are "language.en" ...
inline constexpr char start[] = "start";
inline constexpr char ask[] = "ask";
inline constexpr char call[] = "call";
inline constexpr char language[] = "language";  // prefix: "language.fr"

// Pads, keyboard and fields: "key.0" ... "key.9", "key.clear", "key.backspace", "key.a", "key.shift", "key.space" ...
inline constexpr char key[] = "key";
inline constexpr char field[] = "field";
inline constexpr char use_code[] = "use_code";
inline constexpr char forgot_pin[] = "forgot_pin";
inline constexpr char not_my_badge[] = "not_my_badge";

// Ask the policy: "hit.0" ...
inline constexpr char hit[] = "hit";

// Training: "module.personal-accounts", "passed" (the folded row), "signing" (the last stop), "records".
inline constexpr char module[] = "module";
inline constexpr char passed[] = "passed";
inline constexpr char signature_stop[] = "signing";
inline constexpr char records[] = "records";

// Reading: segments "text.short", "text.full"; "ask_about".
inline constexpr char text_short[] = "text.short";
inline constexpr char text_full[] = "text.full";
inline constexpr char ask_about[] = "ask_about";

// Quiz: "choice.<id>"; ordering: "up.<id>", "down.<id>"; matching: "source.<id>", "target.<id>";
// after a wrong answer: "show_card" (primary look) and "next".
inline constexpr char choice[] = "choice";
inline constexpr char up[] = "up";
inline constexpr char down[] = "down";
inline constexpr char source[] = "source";
inline constexpr char target[] = "target";
inline constexpr char show_card[] = "show_card";
inline constexpr char next[] = "next";
inline constexpr char try_again[] = "try_again";
inline constexpr char read_again[] = "read_again";

// Sign: "statement.0" ..., "consent", "consent.info", segments "method.drawn" "method.typed" "method.tapped",
// "pad.signature", "clear", "agree", "rights", "decline", "ask_first"; not saved: "sign_later".
inline constexpr char statement[] = "statement";
inline constexpr char consent[] = "consent";
inline constexpr char consent_info[] = "consent.info";
inline constexpr char method[] = "method";
inline constexpr char calibrate[] = "calibrate";
inline constexpr char signature[] = "pad.signature";
inline constexpr char clear[] = "clear";
inline constexpr char agree[] = "agree";
inline constexpr char decline[] = "decline";
inline constexpr char ask_first[] = "ask_first";
inline constexpr char rights[] = "rights";
inline constexpr char sign_later[] = "sign_later";

// My records: "record.0" (newest first), "document", "copy", "change_pin", "close".
inline constexpr char record[] = "record";
inline constexpr char document[] = "document";
inline constexpr char copy[] = "copy";
inline constexpr char change_pin[] = "change_pin";

// Overlays: "close"; language menu "language.fr"; display menu "scale.100" "scale.160" "scale.200",
// "theme.light" "theme.dark" "theme.high-contrast", "motion"; inactivity "stay", "leave"; leave dialog "leave", "stay".
inline constexpr char close[] = "close";
inline constexpr char scale[] = "scale";
inline constexpr char theme[] = "theme";
inline constexpr char motion[] = "motion";
inline constexpr char stay[] = "stay";
inline constexpr char leave[] = "leave";

}  // namespace countersign::view::id
