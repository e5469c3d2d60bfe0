#include <iostream>

#include "admin/cli/console.hpp"
#include "admin/cli/facts.hpp"
#include "admin/cli/progress_bar.hpp"
#include "admin/ledger/bundle.hpp"
#include "admin/ledger/check.hpp"
#include "admin/ledger/kept.hpp"
#include "base/file.hpp"
#include "records/model/canonical.hpp"

namespace countersign::admin::cli {

namespace {

struct Options {
  std::string key;
  std::string proof;
  std::string bundle;
  std::string checkpoint;
  std::string export_key;
  bool all_notes = false;
  bool json = false;
};

// A fault that was found is the answer, not a failure to look.
int tell_fault(const Error& error, bool as_json) {
  if (error.code != ErrorCode::corrupt) return fail(error);
  if (as_json)
    std::cout << Json{{"ok", false}, {"file", error.where}, {"what", error.what}, {"cure", error.cure}}.dump(2) << "\n";
  std::cerr << "countersign-admin: " << error.text() << "\n";
  return exit_problems;
}

Facts facts_of(const records::Checkpoint& checkpoint, const std::string& vkey) {
  Facts facts;
  facts.add("origin", "origin", checkpoint.origin);
  facts.add("records", "records", checkpoint.size);
  facts.add("root", "root", to_base64(checkpoint.root.bytes));
  facts.add("vkey", "verifier key", vkey);
  return facts;
}

int tell_ok(Facts facts, const Options& options) {
  if (options.json) {
    facts.add("ok", "", true);
    std::cout << facts.json().dump(2) << "\n";
  } else {
    facts.print();
    std::cout << "nothing wrong\n";
  }
  return exit_done;
}

int run_ledger(const Console& console, const Options& options) {
  const auto data = console.data();
  if (!data) return fail(data.error());
  LedgerCheck wanted;
  wanted.all_notes = options.all_notes;
  if (!options.key.empty()) {
    auto key = verifier_key_of(options.key);
    if (!key) return fail(key.error());
    wanted.key = std::move(*key);
  }
  auto verified = [&] {
    ProgressBar bar("Checking");
    wanted.progress = bar.callback();
    return check_ledger(*data, wanted);
  }();
  if (!verified) return tell_fault(verified.error(), options.json);
  Facts facts = facts_of({verified->origin, verified->size, verified->root}, verified->vkey);
  if (verified->vkeys.size() > 1) facts.add("first_vkey", "first key", verified->first_vkey);
  facts.add("private_parts", "private parts", verified->private_parts);
  facts.add("erased_parts", "erased", verified->erased_parts);
  facts.add("documents", "documents", verified->documents);
  facts.add("notes", "notes checked", verified->notes);
  if (!options.checkpoint.empty()) {
    const auto kept = check_kept(*data, options.checkpoint);
    if (!kept) return tell_fault(kept.error(), options.json);
    facts.add("compared_with", "goes on from", "the " + kept->what + " of " + std::to_string(kept->size) + " records");
  }
  return tell_ok(std::move(facts), options);
}

Result<std::vector<records::VerifierKey>> trusted_keys(const Console& console, const std::string& wanted) {
  if (!wanted.empty()) {
    auto key = verifier_key_of(wanted);
    if (!key) return key.error();
    return std::vector<records::VerifierKey>{std::move(*key)};
  }
  if (!console.data_dir.empty()) return keys_of(records::DataDir{console.data_dir});
  return Error{ErrorCode::bad_input, "a verifier key is needed, and it must not come with the file that it checks", "",
               "Give --key VKEY from whoever published it, or --data DIR of the ledger itself"};
}

int run_proof(const Console& console, const Options& options) {
  const auto keys = trusted_keys(console, options.key);
  if (!keys) return fail(keys.error());
  const auto checked = check_proof(options.proof, *keys);
  if (!checked) return tell_fault(checked.error(), options.json);
  const auto json = records::parse_stored(checked->record);
  if (!json) return fail(json.error());
  const WallTime at{records::integer_field(*json, "at"), static_cast<int>(records::integer_field(*json, "utc_offset_min"))};
  Facts facts = facts_of(checked->checkpoint, checked->vkey);
  facts.add("index", "record", checked->index);
  facts.add("record_id", "record id", records::text_field(*json, "record_id"));
  facts.add("receipt", "receipt", records::receipt_code(leaf_hash(checked->record)));
  facts.add("kind", "kind", records::text_field(*json, "kind"));
  facts.add("subject", "person", records::text_field(*json, "subject"));
  facts.add("at", "at", iso_time(at));
  return tell_ok(std::move(facts), options);
}

Result<std::optional<records::ExportVerifier>> wanted_export_key(const Console& console, const std::string& wanted) {
  using Found = std::optional<records::ExportVerifier>;
  std::string text;
  if (!wanted.empty()) {
    constexpr std::size_t key_file_bytes_max = 4096;
    const auto file = read_file(wanted, key_file_bytes_max);
    text = file ? *file : wanted;
  } else if (!console.data_dir.empty()) {
    const records::DataDir data{console.data_dir};
    const auto key = records::ExportKey::load(data.export_key());
    if (!key) return data.key_error(key.error());
    text = key->public_text();
  } else {
    return Found();
  }
  auto key = records::export_verifier(text);
  return key ? Result<Found>(Found(*key)) : Result<Found>(key.error());
}

int run_bundle(const Console& console, const Options& options) {
  const auto keys = trusted_keys(console, options.key);
  if (!keys) return fail(keys.error());
  const auto export_key = wanted_export_key(console, options.export_key);
  if (!export_key) return fail(export_key.error());
  const auto checked = [&] {
    ProgressBar bar("Checking");
    return check_bundle({options.bundle, *keys, *export_key, bar.callback()});
  }();
  if (!checked) return tell_fault(checked.error(), options.json);
  Facts facts = facts_of(checked->checkpoint, checked->vkey);
  facts.add("bundled_records", "in the bundle", checked->record_count);
  facts.add("proofs", "proofs", checked->proofs);
  facts.add("documents", "documents", checked->documents);
  facts.add("rotations", "changes of key", checked->rotations);
  facts.add("minisig", "file signature", *export_key ? "checked" : "not checked: give --export-key");
  return tell_ok(std::move(facts), options);
}

int run(const Console& console, const Options& options) {
  if (!options.bundle.empty()) return run_bundle(console, options);
  return options.proof.empty() ? run_ledger(console, options) : run_proof(console, options);
}

}  // namespace

void add_verify(CLI::App& app, Console& console) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = add_verb(app, "verify", "Recompute a ledger from its records, or check a bundle or a proof; changes nothing",
                            "countersign-admin --data /var/lib/countersign/data verify --checkpoint kept-elsewhere.txt");
  CLI::Option* proof = verb->add_option("--proof", options->proof, "Check this file of `proof` instead of a ledger");
  CLI::Option* bundle =
      verb->add_option("--bundle", options->bundle, "Check this file of `export bundle` instead of a ledger")->excludes(proof);
  verb->add_option("--checkpoint", options->checkpoint,
                   "Compare the ledger with this checkpoint, proof or receipt's line, which was kept elsewhere")
      ->excludes(proof)
      ->excludes(bundle);
  verb->add_option("--export-key", options->export_key,
                   "minisign public key for FILE.minisig: the line that begins with RW, or a file")
      ->needs(bundle);
  verb->add_option("--key", options->key, "Verifier key from elsewhere: the line itself, or a file that holds it");
  verb->add_flag("--all-notes", options->all_notes, "Check the signature of every checkpoint, not only of the last")
      ->excludes(proof)
      ->excludes(bundle);
  verb->add_flag("--json", options->json, "Print as JSON");
  verb->callback([&console, options] { console.run = [&console, options] { return run(console, *options); }; });
}

}  // namespace countersign::admin::cli
