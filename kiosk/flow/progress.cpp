#include "kiosk/flow/progress.hpp"

#include <algorithm>

#include "kiosk/flow/screens.hpp"

namespace countersign::flow {

namespace {

constexpr int signing_minutes = 1;

const ModuleProgress* find(const Progress& progress, const ModuleId& module) {
  const auto found = progress.modules.find(module);
  return found == progress.modules.end() ? nullptr : &found->second;
}

bool is_passed(const Progress& progress, const ModuleId& module) {
  const ModuleProgress* state = find(progress, module);
  return state && state->passed;
}

}  // namespace

Place next_place(const content::Pack& pack, const Progress& progress) {
  for (const content::Module& module : pack.modules) {
    if (!module.required || is_passed(progress, module.id)) continue;
    const ModuleProgress* state = find(progress, module.id);
    const std::size_t read = state ? state->cards_read : 0;
    if (read >= card_count(pack, module.id)) return {Place::Kind::quiz, module.id, 0};
    return {Place::Kind::card, module.id, read};
  }
  return {Place::Kind::sign, {}, 0};
}

Progress start_progress(const content::Pack& pack) {
  Progress progress;
  progress.version = pack.version;
  for (const content::Module& module : pack.modules) progress.modules[module.id] = {};
  progress.place = next_place(pack, progress);
  return progress;
}

std::size_t modules_passed(const content::Pack& pack, const Progress& progress) {
  return static_cast<std::size_t>(
      std::ranges::count_if(pack.modules, [&](const content::Module& module) { return is_passed(progress, module.id); }));
}

int minutes_left(const content::Pack& pack, const Progress& progress) {
  int minutes = progress.signed_off ? 0 : signing_minutes;
  for (const content::Module& module : pack.modules)
    if (module.required && !is_passed(progress, module.id)) minutes += module.minutes;
  return minutes;
}

bool may_sign(const content::Pack& pack, const Progress& progress) {
  return std::ranges::all_of(pack.modules,
                             [&](const content::Module& module) { return !module.required || is_passed(progress, module.id); });
}

}  // namespace countersign::flow
