// bench_records FOLDER: the ledger against raw SQLite, and beside other work. FOLDER must lie on a real disk.

#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "records/model/canonical.hpp"
#include "records/store/ledger.hpp"
#include "records/vault/seal.hpp"
#include "tests/bench/figure.hpp"

using namespace countersign;
using namespace countersign::bench;

namespace {

constexpr int appends = 300;

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

double raw_insert_median(const std::filesystem::path& file, const RowBytes& bytes) {
  sqlite3* db = nullptr;
  sqlite3_open(file.c_str(), &db);
  sqlite3_exec(db,
               "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
               "CREATE TABLE leaf(idx INTEGER PRIMARY KEY, record_id BLOB UNIQUE, record BLOB, leaf_hash BLOB) STRICT;"
               "CREATE TABLE body(idx INTEGER PRIMARY KEY, bytes BLOB) STRICT;",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* leaf = nullptr;
  sqlite3_stmt* body = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO leaf(record_id, record, leaf_hash) VALUES (randomblob(16), ?1, randomblob(32))", -1, &leaf, nullptr);
  sqlite3_prepare_v2(db, "INSERT INTO body(bytes) VALUES (?1)", -1, &body, nullptr);
  std::vector<double> all;
  for (int i = 0; i < appends; ++i) {
    const auto start = Clock::now();
    sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    sqlite3_bind_blob(leaf, 1, bytes.record.data(), static_cast<int>(bytes.record.size()), SQLITE_STATIC);
    sqlite3_step(leaf);
    sqlite3_reset(leaf);
    sqlite3_bind_blob(body, 1, bytes.body.data(), static_cast<int>(bytes.body.size()), SQLITE_STATIC);
    sqlite3_step(body);
    sqlite3_reset(body);
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    all.push_back(ms_since(start));
  }
  sqlite3_finalize(leaf);
  sqlite3_finalize(body);
  sqlite3_close(db);
  return quantile(all, 0.5);
}

std::vector<double> append_times(records::Ledger& ledger, int count) {
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
  const double alone = quantile(append_times(ledger, appends), 0.99);
  std::atomic<bool> stop{false};
  records::LedgerOptions reading;
  reading.read_only = true;
  auto reader = records::Ledger::open(data, reading);
  auto checker = records::Ledger::open(data, reading);
  std::thread verification([&] {
    while (!stop) (void)checker->check([&](auto, auto) { return !stop; });
  });
  std::thread reading_pages([&] {
    while (!stop)
      for (std::uint64_t at = 0; !stop;) {
        const auto page = reader->page(at, 500);
        if (!page || page->empty()) break;
        at += page->size();
      }
  });
  std::thread backups([&] {
    auto own = records::Ledger::open(data, reading);
    for (int i = 0; !stop; ++i) (void)own->backup(data.root / ("backup-" + std::to_string(i) + ".db"));
  });
  const auto beside = append_times(ledger, appends);
  stop = true;
  verification.join();
  reading_pages.join();
  backups.join();
  figure("append_beside_jobs_p99", quantile(beside, 0.99) / alone, "x", 3);
  detail("p99 beside export, verification, backup", quantile(beside, 0.99), "ms");
  detail("p99 alone", alone, "ms");
  detail("longest beside", quantile(beside, 1), "ms");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "usage: bench_records FOLDER\n"), 2;
  const records::DataDir data{argv[1]};
  std::filesystem::remove_all(data.root);
  std::filesystem::create_directories(data.root);
  auto ledger = records::Ledger::create(data, "countersign/bench/t1/1");
  if (!ledger) return std::fprintf(stderr, "%s\n", ledger.error().text().c_str()), 3;
  against_raw(data, *ledger);
  append_times(*ledger, 2000);
  beside_jobs(data, *ledger);
  std::filesystem::remove_all(data.root);
}
