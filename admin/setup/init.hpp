#pragma once
// Makes a data directory: keys, ledger, vault, settings, a copy of the policy, and its publication.

#include <filesystem>
#include <string>

#include "admin/people/actions.hpp"
#include "base/problem.hpp"
#include "records/store/data_dir.hpp"

namespace countersign::admin {

struct InitOptions {
  records::DataDir data;                // missing or empty
  std::filesystem::path policy_source;  // holds content/social-media and quizzes/social-media
  std::string terminal = "t1";
  std::string passphrase;  // HR's
  bool demo = false;       // invented people and an assignment besides; DEMO.txt tells badges, codes and passphrase
  Actor actor;
};

struct Initialised {
  Problems problems;  // of the policy; errors mean that nothing was made
  std::string origin;
  std::string vkey;           // with which everybody can check the ledger's checkpoints
  std::string export_key;     // minisign public key of bundles
  std::string recovery_code;  // HR's, for a lost passphrase: shown once, stored nowhere
  bool made = false;
};

// All or nothing: built beside the directory and renamed. Fails with bad_input when the directory is not empty or a value
// is wrong, and as the stores do.
Result<Initialised> init(const InitOptions& options);

}  // namespace countersign::admin
