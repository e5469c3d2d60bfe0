#include "admin/setup/publish.hpp"

#include "admin/setup/font_cover.hpp"
#include "content/pack/check.hpp"
#include "quizzes/engine/folder.hpp"
#include "quizzes/engine/quiz.hpp"

namespace countersign::admin {

CheckedPolicy check_policy(const std::filesystem::path& content_folder, const std::filesystem::path& quizzes_folder,
                           const CivilDate* prose_today) {
  content::Loaded loaded = content::load_pack(content_folder);
  CheckedPolicy out{std::move(loaded.pack), std::move(loaded.problems)};
  const bool pack_is_whole = !has_errors(out.problems);
  const auto add = [&](Problems more) {
    out.problems.insert(out.problems.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  add(quiz::load_quizzes(quizzes_folder, out.pack, content_folder).problems);
  if (prose_today == nullptr) return out;
  if (pack_is_whole) add(content::check_pack(out.pack, content_folder, *prose_today));
  add(quiz::check_folder(quizzes_folder, out.pack));
  add(check_font_cover(content_folder));
  add(check_font_cover(quizzes_folder));
  return out;
}

Status publish(records::Ledger& ledger, const content::Pack& pack, const Actor& actor) {
  records::PolicyPublished fact{pack.id, pack.version, {}, actor.by};
  for (const auto& [language, text] : pack.texts) {
    if (auto kept = ledger.keep_document(text.document_sha256, text.document); !kept) return kept;
    fact.documents.emplace_back(language, text.document_sha256);
  }
  auto noted = ledger.append(hr_record(std::move(fact), actor));
  return noted ? Status(Done{}) : Status(noted.error());
}

}  // namespace countersign::admin
