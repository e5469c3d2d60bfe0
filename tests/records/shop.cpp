#include "tests/records/shop.hpp"

#include <map>

#include "records/store/machine.hpp"

namespace countersign::test {

namespace fs = std::filesystem;

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void replace_in(const fs::path& file, const std::string& from, const std::string& to) {
  std::string text = bytes_of(file);
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  write_bytes(file, text.replace(at, from.size(), to));
}

namespace {

// The small pack of the fixtures under the name that a data directory knows.
void write_policy(const fs::path& root) {
  const fs::path fixture = fs::path(COUNTERSIGN_SOURCE_DIR) / "tests" / "fixtures" / "small-pack";
  for (const char* part : {"content", "quizzes"}) {
    fs::create_directories(root / part);
    fs::copy(fixture / part / "small", root / part / "social-media", fs::copy_options::recursive);
  }
  replace_in(root / "content" / "social-media" / "policy.json", "\"id\": \"small\"", "\"id\": \"social-media\"");
}

struct Demo {
  Shop shop;
  PersonId noor;
  PersonId sam;
  RecordId noor_signed;
  RecordId sam_signed;
  std::uint64_t size = 0;

  Demo() {
    shop.init_demo();
    const records::DataDir data{shop.data};
    auto sign_in = must(records::SignIn::open(data));
    const auto answer = must(sign_in.check_pin("4402", "204816", try_at(records::wall_time_now())));
    REQUIRE(answer.key != nullptr);
    noor = answer.person->id;
    sam = must(must(records::Roster::open(data)).by_badge("4417")).value().id;
    auto ledger = must(records::Ledger::open(data));
    must(ledger.keep_document(sha256("document"), "document"));
    const auto by_noor = signed_acknowledgement(noor);
    const auto by_sam = acknowledgement(sam);
    noor_signed = by_noor.id;
    sam_signed = by_sam.id;
    must(ledger.append(by_noor, answer.key.get()));
    must(ledger.append(by_sam));
    size = must(ledger.size());
  }
};

const Demo& demo() {
  static const Demo made;
  return made;
}

}  // namespace

Shop::Shop() {
  write_policy(policy);
  write_bytes(passphrase, "correct horse battery\n");
}

Ran Shop::run(std::vector<std::string> words) const {
  words.insert(words.begin(), {ADMIN_PROGRAM, "--data", data.string()});
  return run_program(words);
}

Ran Shop::run_as_hr(std::vector<std::string> words) const {
  words.insert(words.end(), {"--passphrase-file", passphrase.string()});
  return run(std::move(words));
}

void Shop::init_demo() const {
  const Ran made = run_as_hr({"init", "--demo", "--policy", policy.string()});
  CAPTURE(made.err);
  REQUIRE(made.code == 0);
}

DemoShop::DemoShop()
    : noor(demo().noor),
      sam(demo().sam),
      noor_signed(demo().noor_signed),
      sam_signed(demo().sam_signed),
      records_before(demo().size) {
  fs::copy(demo().shop.data, data, fs::copy_options::recursive);
}

std::uint64_t DemoShop::records_now() const { return must(must(records::Ledger::open(dir, {.read_only = true})).size()); }

std::string DemoShop::all_bytes() const {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(data))
    if (entry.is_regular_file()) files[entry.path().string()] = bytes_of(entry.path());
  std::string out;
  for (const auto& [name, bytes] : files) out += name + "\n" + bytes + "\n";
  return out;
}

}  // namespace countersign::test
