#include "kiosk/shell/load.hpp"

#include <algorithm>

#include "base/version.hpp"
#include "content/pack/load.hpp"

namespace countersign::shell {

namespace {

void load_assets(const Options& options, Loaded& out) {
  const auto folder = find_assets(options);
  out.resources.assets_folder = folder;
  out.resources.themes = assets::load_themes(folder / "theme.json", out.asset_problems);
  out.resources.strings = assets::Strings::load(folder / "strings", out.asset_problems);
  out.resources.keyboards = assets::load_keyboards(folder / "keyboards", out.asset_problems);
  ui::add_svgs(folder, out.resources.svgs);
}

void set_fault(Loaded& out, flow::FaultScreen::What what, Problems problems) {
  if (!out.fault) out.fault = flow::FaultScreen{flow::staff_code(what), what, std::move(problems)};
}

// The fault screen itself is shown in the first language there is.
void check_language(const records::DataDir& data, const Options& options, Loaded& out) {
  const auto& languages = out.resources.strings.languages();
  Language& language = out.settings.defaults.language;
  if (languages.empty() || std::find(languages.begin(), languages.end(), language) != languages.end()) return;
  std::string known;
  for (const Language& one : languages) known += (known.empty() ? "" : ", ") + one.value;
  const std::string from = options.language.empty() ? data.settings().string() : "--language";
  set_fault(out, flow::FaultScreen::What::settings,
            {{from, 0, "/language", "the kiosk does not speak \"" + language.value + "\"", "Take one of: " + known + "."}});
  language = languages.front();
}

void load_settings_of(const Options& options, const records::DataDir& data, Loaded& out) {
  Problems problems;
  out.settings = load_settings(data, problems);
  if (has_errors(problems))
    set_fault(out, flow::FaultScreen::What::settings, problems);
  else
    out.warnings = problems;
  auto& defaults = out.settings.defaults;
  if (!options.language.empty()) defaults.language = Language{options.language};
  if (options.text_scale) defaults.text_scale = *options.text_scale;
  if (options.theme == "dark") defaults.theme = flow::ThemeChoice::dark;
  if (options.theme == "high-contrast") defaults.theme = flow::ThemeChoice::high_contrast;
  if (options.theme == "light") defaults.theme = flow::ThemeChoice::light;
  if (options.reduced_motion) defaults.reduced_motion = true;
  check_language(data, options, out);
}

void load_policy(const records::DataDir& data, Loaded& out) {
  auto pack = content::load_pack(data.policy_content());
  auto quizzes = quiz::LoadedQuizzes{};
  if (!has_errors(pack.problems)) quizzes = quiz::load_quizzes(data.policy_quizzes(), pack.pack, data.policy_content());
  pack.problems.insert(pack.problems.end(), quizzes.problems.begin(), quizzes.problems.end());
  out.resources.content_folder = data.policy_content();
  if (has_errors(pack.problems)) return set_fault(out, flow::FaultScreen::What::policy, pack.problems);
  ui::add_svgs(data.policy_content(), out.resources.svgs);
  out.pack = std::move(pack.pack);
  out.quizzes = std::move(quizzes.quizzes);
}

void open_ledger(const records::DataDir& data, const Clock& clock, Loaded& out) {
  auto stores = open_stores(data, clock);
  if (stores) {
    out.stores = std::move(*stores);
    return;
  }
  const Error& error = stores.error();
  const bool passing = error.code == ErrorCode::locked || error.code == ErrorCode::io || error.code == ErrorCode::disk_full;
  out.fault_may_pass = passing && !out.fault;
  set_fault(out, flow::FaultScreen::What::ledger, {{error.where, 0, "", error.what, error.cure}});
}

// The policy that people sign is the one that was published: init put each of its texts into the ledger.
void check_published(const records::DataDir& data, Loaded& out) {
  if (!out.stores || out.fault) return;
  for (const auto& [language, text] : out.pack.texts)
    if (!out.stores->ledger.document(text.document_sha256))
      set_fault(
          out, flow::FaultScreen::What::policy,
          {{data.policy_content().string(), 0, "", "the policy was changed after it was published (" + language.value + ")",
            "Put the published files back from a backup, or set up the data directory anew."}});
}

// A fault screen needs a pack to ask for words; it has none to show.
content::Pack empty_pack(const Language& language) {
  content::Pack pack;
  pack.source_language = language;
  pack.languages = {language};
  pack.texts[language].language = language;
  return pack;
}

}  // namespace

std::filesystem::path find_assets(const Options& options) {
  if (!options.assets.empty()) return options.assets;
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  const auto installed = program.parent_path() / "share" / "countersign" / "assets";
  return std::filesystem::exists(installed, ignored) ? installed : std::filesystem::path(COUNTERSIGN_ASSETS_DIR);
}

Loaded load_all(const Options& options, const Clock& clock) {
  Loaded out;
  const records::DataDir data{options.data};
  load_assets(options, out);
  if (has_errors(out.asset_problems)) return out;
  load_settings_of(options, data, out);
  load_policy(data, out);
  open_ledger(data, clock, out);
  check_published(data, out);
  if (out.fault) {
    out.stores.reset();
    out.pack = empty_pack(out.settings.defaults.language);
    out.quizzes.clear();
  }
  return out;
}

flow::World make_world(const Loaded& loaded) {
  flow::World world;
  world.pack = &loaded.pack;
  world.quizzes = &loaded.quizzes;
  world.defaults = loaded.settings.defaults;
  world.terminal = loaded.settings.terminal;
  if (loaded.stores) world.origin = loaded.stores->ledger.origin();
  world.app = std::string("countersign-kiosk ") + version;
  return world;
}

}  // namespace countersign::shell
