#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/facts.hpp"
#include "admin/cli/passphrase.hpp"
#include "admin/ledger/erase.hpp"
#include "admin/ledger/void.hpp"

namespace countersign::admin::cli {

namespace {

struct EraseOptions {
  std::string person;
  bool yes = false;
  bool json = false;
};

void print_erased(const records::DataDir& data, const ErasedPerson& erased, bool as_json) {
  Facts facts;
  facts.add("id", "random id", to_hex(erased.id));
  facts.add("group", "group", erased.group);
  facts.add("site", "site", erased.site);
  facts.add("records", "records", erased.records);
  facts.add("erased_at_index", "erased by record", erased.index);
  if (as_json) {
    std::cout << facts.json().dump(2) << "\n";
    return;
  }
  std::cout << "Erased: name, badge, PIN, saved place, signatures and answers. What stays, so that the ledger's proofs hold:\n";
  facts.print();
  std::cout << "Destroy every older copy of vault.db: with HR's passphrase it still opens what was erased.\n";
  for (const auto& vault : archived_vaults(data)) std::cout << "  also " << vault.string() << "\n";
}

int run_erase(const Console& console, const EraseOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto roster = unlocked_roster(console, *data);
  if (!roster) return fail(roster.error());
  const auto person = find_person(*roster, options.person);
  if (!person) return fail(person.error());
  if (auto sure =
          confirm("Erase " + person->row.name + ", badge " + person->row.badge + "? Nobody can bring it back.", options.yes);
      !sure)
    return fail(sure.error());
  const auto erased = erase_person(*data, *person, console.actor());
  if (!erased) return fail(erased.error());
  print_erased(*data, *erased, options.json);
  return exit_done;
}

struct VoidOptions {
  std::uint64_t index = 0;
  std::string reason;
};

int run_void(const Console& console, const VoidOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto done = void_record(*data, options.index, options.reason, console.actor());
  if (!done) return fail(done.error());
  std::cout << "Record " << options.index << " no longer counts, says record " << done->index
            << ". It stays in the ledger, and in exports with the status \"voided\".\n";
  return exit_done;
}

}  // namespace

void add_erase(CLI::App& app, Console& console) {
  auto options = std::make_shared<EraseOptions>();
  CLI::App* verb = add_verb(app, "erase", "Erase a person for ever: names, keys, signatures, answers; needs the HR passphrase",
                            "countersign-admin --data /var/lib/countersign/data erase 4417");
  verb->add_option("PERSON", options->person, "Badge, or random id of 32 hexadecimal digits")->required();
  verb->add_flag("--yes", options->yes, "Do not ask");
  verb->add_flag("--json", options->json, "Print as JSON");
  verb->callback([&console, options] { console.run = [&console, options] { return run_erase(console, *options); }; });

  auto voided = std::make_shared<VoidOptions>();
  CLI::App* void_verb = add_verb(app, "void", "Say that a completion no longer counts; its record stays",
                                 "countersign-admin --data DIR void 12 --reason \"signed at the wrong terminal\"");
  void_verb->add_option("INDEX", voided->index, "leaf_index of export csv")->required();
  void_verb->add_option("--reason", voided->reason, "One line without names; it stays in the ledger for ever")->required();
  void_verb->callback([&console, voided] { console.run = [&console, voided] { return run_void(console, *voided); }; });
}

}  // namespace countersign::admin::cli
