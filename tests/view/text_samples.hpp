#pragma once
// One sentence in each script that the text layer must show, and the type styles that tests use.

#include <array>

#include "assets/reader/theme.hpp"

namespace countersign::view {

struct TextSample {
  const char* language;
  const char* text;
  bool right_to_left = false;
};

inline constexpr std::array text_samples{
    TextSample{"en", "Say who you work for: “The views are my own.”"},
    TextSample{"fr", "Dites pour qui vous travaillez : « Ça m’a plu, l’œuvre est là. »"},
    TextSample{"es", "¿Quién eres? Di para quién trabajas, señor Núñez."},
    TextSample{"el", "Πείτε για ποιον εργάζεστε"},
    TextSample{"uk", "Скажіть, на кого ви працюєте"},
    TextSample{"vi", "Hãy nói bạn làm việc cho ai"},
    TextSample{"ar", "قل لمن تعمل عندما تكتب عن 12 طردًا أو عن Northwind.", true},
    TextSample{"fa", "بگویید برای چه کسی کار می‌کنید", true},
    TextSample{"hi", "जब आप हमारे काम के बारे में लिखें, तो बताइए कि आप किसके लिए काम करते हैं।"},
    TextSample{"th", "เมื่อคุณเขียนเกี่ยวกับงานของเรา ให้บอกว่าคุณทำงานให้ใคร"},
    TextSample{"zh-Hans", "在谈论我们的工作时，请说明您为谁工作。"},
    TextSample{"zh-Hant", "在談論我們的工作時，請說明您為誰工作。"},
    TextSample{"ja", "仕事について書くときは、勤務先を明らかにしてください。"},
    TextSample{"ko", "우리 업무에 대해 글을 쓸 때는 소속을 밝히세요."},
    TextSample{"en", "Emoji: 👋 👍🏽 🎉 ❤️ 👩‍🚒 🇫🇷 1️⃣ and on"},
};

// The styles of look/README.md that the tests measure against; independent of assets/theme.json.
inline assets::Themes sample_themes() {
  using assets::Style;
  assets::Themes themes;
  const auto set = [&](Style style, assets::TypeStyle type) { themes.type[static_cast<std::size_t>(style)] = type; };
  set(Style::label, {"Inter", 28, 36, 500, 0, true});
  set(Style::label_bold, {"Inter", 28, 36, 600, 0, true});
  set(Style::body, {"Inter", 32, 46, 400, 0, true});
  set(Style::body_medium, {"Inter", 32, 46, 500, 0, true});
  set(Style::body_bold, {"Inter", 32, 46, 600, 0, true});
  set(Style::large, {"Inter", 36, 52, 400, 0, true});
  set(Style::title, {"Inter Display", 44, 56, 600, 0, false});
  set(Style::headline, {"Inter Display", 56, 68, 700, -0.006F, false});
  set(Style::display, {"Inter Display", 72, 84, 700, -0.012F, false});
  return themes;
}

}  // namespace countersign::view
