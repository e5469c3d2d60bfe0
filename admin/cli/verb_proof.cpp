#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/facts.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/ledger/check.hpp"
#include "admin/ledger/proof.hpp"
#include "base/file.hpp"
#include "records/model/canonical.hpp"
#include "records/vault/minisign.hpp"

namespace countersign::admin::cli {

namespace {

struct ProofOptions {
  std::string record;
  std::string out;
  bool json = false;
};

int run_proof(const Console& console, const ProofOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto made = [&] {
    ProgressBar bar("Looking");
    return make_proof(*data, options.record, options.out, bar.callback());
  }();
  if (!made) return fail(made.error());
  Facts facts;
  facts.add("file", "proof", options.out);
  facts.add("index", "of record", made->index);
  facts.add("record_id", "record id", to_hex(made->id));
  facts.add("receipt", "receipt", made->code);
  facts.add("kind", "kind", made->kind);
  facts.add("at", "at", iso_time(made->at));
  facts.add("vkey", "verifier key", made->vkey);
  if (options.json) {
    std::cout << facts.json().dump(2) << "\n";
    return exit_done;
  }
  facts.print();
  std::cout << "Anybody can check it: countersign-admin verify --proof FILE --key VKEY\n";
  return exit_done;
}

struct KeyOptions {
  bool json = false;
};

Json change_of(const records::Leaf& leaf) {
  const auto json = records::parse_stored(leaf.record);
  if (!json) return Json::object();
  const WallTime at{records::integer_field(*json, "at"), static_cast<int>(records::integer_field(*json, "utc_offset_min"))};
  return {{"record", leaf.index},
          {"at", iso_time(at)},
          {"old_vkey", records::text_field(*json, "old_vkey")},
          {"new_vkey", records::text_field(*json, "new_vkey")}};
}

void print_keys(const Json& out) {
  std::cout << "verifier key now    " << out["vkey"].get<std::string>() << "\n"
            << "first verifier key  " << out["first_vkey"].get<std::string>() << "\n";
  for (const Json& change : out["rotations"])
    std::cout << "changed             record " << change["record"] << ", " << change["at"].get<std::string>() << ", to "
              << change["new_vkey"].get<std::string>() << "\n";
  std::cout << "export key (minisign public key file):\n" << out["export_key"].get<std::string>();
}

int run_keys(const Console& console, const KeyOptions& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  const auto ledger = records::Ledger::open(*data, {.read_only = true});
  if (!ledger) return fail(ledger.error());
  const auto keys = ledger->keys();
  if (!keys) return fail(keys.error());
  const auto rotations = ledger->rotations();
  if (!rotations) return fail(rotations.error());
  const auto export_key = records::ExportKey::load(data->export_key());
  if (!export_key) return fail(data->key_error(export_key.error()));
  Json out = {{"origin", ledger->origin()},
              {"vkey", keys->back().text()},
              {"first_vkey", keys->front().text()},
              {"rotations", Json::array()},
              {"export_key", export_key->public_text()}};
  for (const records::Leaf& leaf : *rotations) out["rotations"].push_back(change_of(leaf));
  if (options.json)
    std::cout << out.dump(2) << "\n";
  else
    print_keys(out);
  return exit_done;
}

}  // namespace

void add_proof(CLI::App& app, Console& console) {
  auto options = std::make_shared<ProofOptions>();
  CLI::App* verb =
      add_verb(app, "proof", "Write a proof that one record is in the ledger, for somebody who trusts neither side",
               "countersign-admin --data /var/lib/countersign/data proof 7QF2-M9KD --out 7QF2-M9KD.tlog-proof");
  verb->add_option("RECORD-ID", options->record, "32 hexadecimal digits, or the code of a receipt")->required();
  verb->add_option("--out", options->out, "New file")->required();
  verb->add_flag("--json", options->json, "Print as JSON");
  verb->callback([&console, options] { console.run = [&console, options] { return run_proof(console, *options); }; });

  auto keys = std::make_shared<KeyOptions>();
  CLI::App* vkey = add_verb(app, "vkey", "The public keys that check what this terminal has signed",
                            "countersign-admin --data /var/lib/countersign/data vkey --json");
  vkey->add_flag("--json", keys->json, "Print as JSON");
  vkey->callback([&console, keys] { console.run = [&console, keys] { return run_keys(console, *keys); }; });
}

}  // namespace countersign::admin::cli
