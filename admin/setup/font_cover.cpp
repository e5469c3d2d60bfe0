#include "admin/setup/font_cover.hpp"

#include <fontconfig/fontconfig.h>
#include <utf8proc.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/file.hpp"

namespace countersign::admin {

namespace {

constexpr std::size_t file_bytes_max = 1024 * 1024;  // content::load_pack refuses larger ones

using CharSet = std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)>;

// Of all installed fonts together.
CharSet covered() {
  CharSet all(FcCharSetCreate(), FcCharSetDestroy);
  const std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)> any(FcPatternCreate(), FcPatternDestroy);
  const std::unique_ptr<FcObjectSet, decltype(&FcObjectSetDestroy)> wanted(FcObjectSetBuild(FC_CHARSET, nullptr),
                                                                           FcObjectSetDestroy);
  const std::unique_ptr<FcFontSet, decltype(&FcFontSetDestroy)> fonts(FcFontList(nullptr, any.get(), wanted.get()),
                                                                      FcFontSetDestroy);
  for (int i = 0; fonts && i < fonts->nfont; ++i) {
    FcCharSet* one = nullptr;
    FcBool changed = FcFalse;
    if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &one) == FcResultMatch) FcCharSetMerge(all.get(), one, &changed);
  }
  return all;
}

// Marks, joiners and blanks are not drawn by themselves.
bool needs_glyph(utf8proc_int32_t c) {
  const auto category = utf8proc_category(c);
  return category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_CF && category != UTF8PROC_CATEGORY_ZS &&
         category != UTF8PROC_CATEGORY_ZL && category != UTF8PROC_CATEGORY_ZP && (c < 0xFE00 || c > 0xFE0F);
}

// Characters of `text` that need a glyph and have none -> the line of the first.
std::map<utf8proc_int32_t, int> without_glyph(const std::string& text, const FcCharSet* fonts) {
  std::map<utf8proc_int32_t, int> out;
  int line = 1;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t c = 0;
    const utf8proc_ssize_t taken = utf8proc_iterate(at, left, &c);
    if (taken <= 0) break;  // not UTF-8: the pack's own check says so
    if (c == '\n') ++line;
    if (needs_glyph(c) && FcCharSetHasChar(fonts, static_cast<FcChar32>(c)) == FcFalse) out.emplace(c, line);
    at += taken;
    left -= taken;
  }
  return out;
}

std::string code_point(utf8proc_int32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(c));
  return text;
}

}  // namespace

Problems check_font_cover(const std::filesystem::path& folder) {
  Problems problems;
  const CharSet fonts = covered();
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (std::filesystem::recursive_directory_iterator entry(folder, error);
       !error && entry != std::filesystem::recursive_directory_iterator(); entry.increment(error)) {
    const auto kind = entry->path().extension();
    if ((kind == ".md" || kind == ".json") && !entry->is_symlink() && entry->is_regular_file()) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    const auto text = read_file(file, file_bytes_max);
    if (!text) continue;  // load_pack has said why
    for (const auto& [c, line] : without_glyph(*text, fonts.get()))
      problems.push_back({file.string(), line, "", "no installed font has the character " + code_point(c),
                          "Take another, or install a font that has it here and on every terminal.", true});
  }
  return problems;
}

}  // namespace countersign::admin
