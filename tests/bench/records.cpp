// bench_records FOLDER [--leaves N] [--large] [--kiosk PROGRAM DEMO]: the ledger against raw SQLite, beside other work, and
// when it is long. FOLDER must lie on a real disk. N: of the long ledger, a million unless told. --large: ten million without
// private parts instead, for appending and opening alone. --kiosk: the first screen over a long ledger as well, with the
// settings and the policy of the data directory DEMO; needs a display. FOLDER is emptied before and removed after; one that
// holds anything else than an earlier run of this program is refused (exit code 2).

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "admin/export/csv.hpp"
#include "admin/setup/publish.hpp"
#include "base/file.hpp"
#include "base/priority.hpp"
#include "records/model/canonical.hpp"
#include "records/store/ledger.hpp"
#include "records/store/verify.hpp"
#include "records/vault/seal.hpp"
#include "tests/bench/figure.hpp"
#include "tests/bench/process.hpp"
#include "tests/support/many_records.hpp"

using namespace countersign;
using namespace countersign::bench;

namespace {

constexpr int appends = 300;
constexpr char marker[] = "made-by-bench-records";  // a file of the folder: what is in it may be removed

struct Wanted {
  std::filesystem::path folder;
  std::uint64_t leaves = 1'000'000;
  bool large = false;
  std::string kiosk;  // "": without the first screen
  std::filesystem::path demo;
};

const records::Secret& person_key() {
  static const records::Secret key = records::Secret::random();
  return key;
}

records::NewRecord acknowledgement(const PersonId& person) {
  records::NewRecord record;
  record.id = {random_16()};
  record.subject = person;
  record.group = "drivers";
  record.site = "harbour-street";
  record.language = {"en"};
  record.identified_by = "badge+pin";
  records::Acknowledged facts;
  facts.policy = {"social-media"};
  facts.version = "1.0";
  facts.statements = {{"read"}, {"ask"}, {"comply"}};
  facts.method = records::SignatureMethod::drawn;
  facts.duration_s = 640;
  facts.score_thousandths = 900;
  record.facts = facts;
  records::Signature signature{records::SignatureMethod::drawn, "", {{}}};
  for (int i = 0; i < 60; ++i) signature.strokes[0].push_back({static_cast<float>(i), 20.0F, i * 16});
  record.body = {{"signature", records::to_json(signature)}};
  record.stamp.at = {1'795'422'600'000, 0};
  record.stamp.app = "bench 0.1.0";
  return record;
}

// The bytes of one such record's row, and of its body, as raw SQLite gets them.
struct RowBytes {
  std::string record;
  std::string body;
};

void expect(int result, int wanted) {
  if (result != wanted) throw NotMeasured(std::string("raw SQLite: ") + sqlite3_errstr(result));
}

void insert(sqlite3_stmt* statement, const std::string& bytes) {
  expect(sqlite3_bind_blob(statement, 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC), SQLITE_OK);
  expect(sqlite3_step(statement), SQLITE_DONE);
  sqlite3_reset(statement);
}

double raw_insert_median(const std::filesystem::path& file, const RowBytes& bytes) {
  sqlite3* db = nullptr;
  expect(sqlite3_open(file.c_str(), &db), SQLITE_OK);
  expect(sqlite3_exec(db,
                      "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
                      "CREATE TABLE leaf(idx INTEGER PRIMARY KEY, record_id BLOB UNIQUE, record BLOB, leaf_hash BLOB) STRICT;"
                      "CREATE TABLE body(idx INTEGER PRIMARY KEY, bytes BLOB) STRICT;",
                      nullptr, nullptr, nullptr),
         SQLITE_OK);
  sqlite3_stmt* leaf = nullptr;
  sqlite3_stmt* body = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO leaf(record_id, record, leaf_hash) VALUES (randomblob(16), ?1, randomblob(32))", -1,
                     &leaf, nullptr);
  sqlite3_prepare_v2(db, "INSERT INTO body(bytes) VALUES (?1)", -1, &body, nullptr);
  std::vector<double> all;
  for (int i = 0; i < appends; ++i) {
    const auto start = Clock::now();
    expect(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    insert(leaf, bytes.record);
    insert(body, bytes.body);
    expect(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr), SQLITE_OK);
    all.push_back(ms_since(start));
  }
  sqlite3_finalize(leaf);
  sqlite3_finalize(body);
  sqlite3_close(db);
  return quantile(all, 0.5);
}

std::vector<double> append_times(records::Ledger& ledger, int count, milliseconds between = {}) {
  std::vector<double> all;
  const PersonId person{random_16()};
  for (int i = 0; i < count; ++i) {
    const auto record = acknowledgement(person);
    const auto start = Clock::now();
    if (const auto receipt = ledger.append(record, &person_key()); !receipt) {
      std::fprintf(stderr, "append failed: %s\n", receipt.error().text().c_str());
      std::exit(3);
    }
    all.push_back(ms_since(start));
    if (between.count() > 0) std::this_thread::sleep_for(between);
  }
  return all;
}

RowBytes bytes_of(const std::string& origin) {
  const auto record = acknowledgement({random_16()});
  const auto body = records::body_bytes(record.body);
  const std::string sealed = records::seal(person_key(), *body, "bench");
  return {*records::leaf_bytes(record, origin, 1000, records::PrivateHashes{sha256(*body), sha256(sealed)}), sealed};
}

void against_raw(const records::DataDir& data, records::Ledger& ledger) {
  const double raw = raw_insert_median(data.root / "raw.db", bytes_of(ledger.origin()));
  const double ours = quantile(append_times(ledger, appends), 0.5);
  figure("acknowledgement_against_raw_sqlite", ours / raw, "x", 1.5);
  detail("append", ours, "ms");
  detail("raw insert", raw, "ms");
}

void beside_jobs(const records::DataDir& data, records::Ledger& ledger) {
  constexpr milliseconds between{20};  // fifty signatures a second; without a pause a backup would never see the file at rest
  const double alone = quantile(append_times(ledger, appends, between), 0.99);
  std::atomic<bool> stop{false};
  std::atomic<int> checks_begun{0};
  std::atomic<int> pages_read{0};
  std::atomic<int> backups_made{0};
  records::LedgerOptions reading;
  reading.read_only = true;
  auto reader = records::Ledger::open(data, reading);
  auto checker = records::Ledger::open(data, reading);
  std::thread verification([&] {
    let_others_go_first();  // as the kiosk's own check and countersign-admin do
    while (!stop) {
      (void)checker->check([&](auto, auto) { return !stop; });
      ++checks_begun;
    }
  });
  std::thread reading_pages([&] {
    let_others_go_first();
    while (!stop)
      for (std::uint64_t at = 0; !stop;) {
        const auto page = reader->page(at, 100, false);  // as the CSV export does
        if (!page || page->empty()) break;
        at += page->size();
        ++pages_read;
      }
  });
  std::thread backups([&] {
    let_others_go_first();
    auto own = records::Ledger::open(data, reading);
    for (int i = 0; !stop; ++i)
      if (own->backup(data.root / ("backup-" + std::to_string(i) + ".db"))) ++backups_made;
  });
  const auto beside = append_times(ledger, appends, between);
  stop = true;
  verification.join();
  reading_pages.join();
  backups.join();
  if (checks_begun == 0 || pages_read == 0 || backups_made == 0) throw NotMeasured("a job beside the appends did not run");
  figure("append_beside_jobs_p99", quantile(beside, 0.99) / alone, "x", 3);
  detail("p99 beside export, verification, backup", quantile(beside, 0.99), "ms");
  detail("p99 alone", alone, "ms");
  detail("longest beside", quantile(beside, 1), "ms");
}

template <class T>
T good(Result<T> result) {
  if (!result) std::fprintf(stderr, "%s\n", result.error().text().c_str()), std::exit(3);
  return std::move(result).value();
}

records::DataDir made(const std::filesystem::path& folder, std::uint64_t leaves, int people, bool bodies) {
  const records::DataDir data{folder};
  std::filesystem::remove_all(data.root);
  const auto start = Clock::now();
  good(test::make_many_records(data, {leaves, people, bodies, 1, {}}));
  detail("made " + std::to_string(leaves) + " records", ms_since(start) / 1000, "s");
  return data;
}

// In turn, so that whatever else the machine does falls on both.
void long_against_short(const records::DataDir& long_one, const records::DataDir& short_one, const std::string& name) {
  auto many = good(records::Ledger::open(long_one));
  auto few = good(records::Ledger::open(short_one));
  std::vector<double> of_many;
  std::vector<double> of_few;
  for (int i = 0; i < appends; ++i) {
    of_many.push_back(append_times(many, 1).front());
    of_few.push_back(append_times(few, 1).front());
  }
  figure("acknowledgement_at_" + name + "_against_1000", quantile(of_many, 0.5) / quantile(of_few, 0.5), "x", 1.2);
  detail("append to " + name, quantile(of_many, 0.5), "ms");
  detail("append to 1,000", quantile(of_few, 0.5), "ms");
}

// So that the kiosk opens on `data` as it does on `demo`.
void show_policy_of(const std::filesystem::path& demo, const records::DataDir& data) {
  for (const char* part : {"settings.json", "policy"})
    std::filesystem::copy(demo / part, data.root / part, std::filesystem::copy_options::recursive);
  auto ledger = good(records::Ledger::open(data));
  good(admin::publish(ledger, content::load_pack(data.policy_content()).pack, {"bench", {"en"}, acknowledgement({}).stamp}));
}

double first_screen_once(const std::string& kiosk, const records::DataDir& data) {
  Process process({kiosk, "--data", data.root.string(), "--window", "1920x1080", "--panel-mm", "476x268", "--start-and-leave"});
  process.line();
  return ms_since(process.started());
}

void first_screen_against_empty(const Wanted& wanted, const records::DataDir& long_one, const records::DataDir& empty,
                                const std::string& name) {
  constexpr int rounds = 15;
  for (const auto& data : {long_one, empty}) show_policy_of(wanted.demo, data);
  std::vector<double> of_many;
  std::vector<double> of_none;
  for (int i = 0; i < rounds; ++i) {
    of_many.push_back(first_screen_once(wanted.kiosk, long_one));
    of_none.push_back(first_screen_once(wanted.kiosk, empty));
  }
  figure("first_screen_" + name + "_against_empty", quantile(of_many, 0.5) / quantile(of_none, 0.5), "x", 1.1);
  detail("first screen over " + name, quantile(of_many, 0.5), "ms");
  detail("first screen over an empty one", quantile(of_none, 0.5), "ms");
}

// What has to be hashed whoever checks: leaves, nodes and sealed bodies. Reading them is not counted.
double hashing_alone(const records::Ledger& ledger) {
  double total = 0;
  records::RootBuilder tree;
  const std::uint64_t size = good(ledger.size());
  while (tree.size() < size) {
    const auto leaves = good(ledger.page(tree.size(), 2000));
    const auto start = Clock::now();
    for (const records::Leaf& leaf : leaves) {
      tree.add(leaf_hash(leaf.record));
      if (!leaf.body.empty()) (void)sha256(leaf.body);
    }
    total += ms_since(start);
  }
  return total;
}

void verify_all(const records::DataDir& data, const std::string& name) {
  const auto ledger = good(records::Ledger::open(data, {.read_only = true}));
  std::vector<double> ratios;
  std::vector<double> checks;
  for (int i = 0; i < 3; ++i) {
    const double before = hashing_alone(ledger);
    const auto start = Clock::now();
    good(records::verify(ledger, {}));
    checks.push_back(ms_since(start));
    ratios.push_back(checks.back() / ((before + hashing_alone(ledger)) / 2));
  }
  figure("verify_" + name, quantile(ratios, 0.5), "x", 1.5);
  detail("full check", quantile(checks, 0.5) / 1000, "s");
}

// Of records all over the ledger, each looked up by its id, as `countersign-admin proof` does.
void proof_all_over(const records::DataDir& data, const std::string& name) {
  constexpr std::uint64_t samples = 500;
  const auto ledger = good(records::Ledger::open(data, {.read_only = true}));
  const std::uint64_t size = good(ledger.size());
  std::vector<double> all;
  for (std::uint64_t i = 0; i < samples; ++i) {
    const auto leaf = good(ledger.page(size / samples * i, 1, false)).front();
    const auto start = Clock::now();
    good(ledger.proof(leaf.id));
    all.push_back(ms_since(start));
  }
  figure("proof_among_" + name + "_p95", quantile(all, 0.95), "ms", 1.0);
}

// The machine's columns, as far as a record has them; names are sealed and only ours can write them.
constexpr char columns[] =
    "SELECT json_extract(r, '$.record_id'), json_extract(r, '$.subject'), json_extract(r, '$.group'), json_extract(r, "
    "'$.site'), "
    "json_extract(r, '$.policy'), json_extract(r, '$.version'), json_extract(r, '$.document_sha256'), json_extract(r, "
    "'$.kind'), "
    "strftime('%Y-%m-%dT%H:%M:%S', json_extract(r, '$.at') / 1000 + 60 * json_extract(r, '$.utc_offset_min'), 'unixepoch'), "
    "json_extract(r, '$.score_thousandths'), json_extract(r, '$.passed'), json_extract(r, '$.attempt'), "
    "json_extract(r, '$.duration_s'), json_extract(r, '$.language'), json_extract(r, '$.origin'), json_extract(r, '$.idx') "
    "FROM (SELECT CAST(record AS TEXT) AS r FROM leaf "
    "WHERE kind IN ('acknowledged', 'declined', 'quiz_finished', 'module_finished') ORDER BY idx);";

double sqlite_csv(const records::DataDir& data) {
  const std::string out = (data.root / "sqlite.csv").string();
  const std::string ledger = data.ledger().string();
  const auto start = Clock::now();
  std::fflush(nullptr);  // else the child writes it a second time
  const pid_t child = ::fork();
  if (child == 0) {
    if (std::freopen(out.c_str(), "w", stdout) == nullptr) ::_exit(1);
    ::execlp("sqlite3", "sqlite3", "-readonly", "-csv", ledger.c_str(), columns, nullptr);
    ::_exit(127);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  if (status != 0) std::fprintf(stderr, "sqlite3 failed\n"), std::exit(3);
  return ms_since(start);
}

double our_csv(const records::DataDir& data) {
  auto roster = good(records::Roster::open(data));
  roster.unlock(good(records::open_hr_key(data, test::many_records_passphrase)));
  admin::CsvExport wanted;
  wanted.out = data.root / "ours.csv";
  wanted.names = &roster;
  wanted.by = "bench";
  wanted.stamp.app = "bench 0.1.0";
  const auto start = Clock::now();
  good(admin::export_csv(data, wanted));
  return ms_since(start);
}

void csv_all(const records::DataDir& data, const std::string& name) {
  std::vector<double> ratios;
  std::vector<double> times;
  for (int i = 0; i < 3; ++i) {
    const double reference = sqlite_csv(data);
    times.push_back(our_csv(data));
    ratios.push_back(times.back() / reference);
  }
  figure("csv_" + name, quantile(ratios, 0.5), "x", 1.0);
  detail("CSV of all, with names", quantile(times, 0.5) / 1000, "s");
}

std::string name_of(std::uint64_t leaves) {
  if (leaves % 1'000'000 == 0) return std::to_string(leaves / 1'000'000) + "_million";
  return std::to_string(leaves);
}

void when_short(const Wanted& wanted) {
  const records::DataDir data{wanted.folder / "short"};
  std::filesystem::create_directories(data.root);
  auto ledger = good(records::Ledger::create(data, "countersign/bench/t1/1"));
  against_raw(data, ledger);
  append_times(ledger, 2000);
  beside_jobs(data, ledger);
}

void when_long(const Wanted& wanted) {
  constexpr int people = 2000;
  const std::uint64_t leaves = wanted.large ? 10'000'000 : wanted.leaves;
  const std::string name = name_of(leaves);
  const auto few = made(wanted.folder / "thousand", 1000, people, !wanted.large);
  const auto empty = made(wanted.folder / "empty", 0, people, false);
  const auto many = made(wanted.folder / "long", leaves, people, !wanted.large);
  if (!wanted.kiosk.empty()) first_screen_against_empty(wanted, many, empty, name);
  proof_all_over(many, name);
  if (!wanted.large) verify_all(many, name);
  if (!wanted.large) csv_all(many, name);
  long_against_short(many, few, name);
}

bool parse(int argc, char** argv, Wanted& out) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--large")
      out.large = true;
    else if (word == "--kiosk" && i + 2 < argc)
      out.kiosk = argv[++i], out.demo = argv[++i];
    else if (word == "--leaves" && i + 1 < argc)
      out.leaves = std::strtoull(argv[++i], nullptr, 10);
    else if (out.folder.empty())
      out.folder = word;
    else
      return false;
  }
  return !out.folder.empty() && out.leaves > 0;
}

// False, with a line that says why, if there is something of somebody else's.
bool empty_folder(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  const bool there = fs::exists(fs::symlink_status(folder, error));
  const bool ours = fs::is_directory(folder, error) && (fs::is_empty(folder, error) || fs::exists(folder / marker, error));
  if (there && !ours) {
    std::fprintf(stderr, "bench_records: %s is there and was not made by bench_records; name a new folder\n", folder.c_str());
    return false;
  }
  fs::remove_all(folder);
  fs::create_directories(folder);
  good(write_file(folder / marker, ""));
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Wanted wanted;
  if (!parse(argc, argv, wanted))
    return std::fprintf(stderr, "usage: bench_records FOLDER [--leaves N] [--large] [--kiosk PROGRAM DEMO]\n"), 2;
  if (!empty_folder(wanted.folder)) return 2;
  return exit_code_of([&] {
    if (!wanted.large) when_short(wanted);
    when_long(wanted);
    std::filesystem::remove_all(wanted.folder);
  });
}
