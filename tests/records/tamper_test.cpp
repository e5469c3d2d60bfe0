// Whatever is done to a ledger behind our back: found, and named. What cannot be found without something kept elsewhere is
// shown as well, so that nobody promises it.

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>

#include "admin/export/csv.hpp"
#include "base/file.hpp"
#include "records/log/checkpoint.hpp"
#include "records/model/canonical.hpp"
#include "records/store/verify.hpp"
#include "tests/records/log_support.hpp"
#include "tests/records/program.hpp"
#include "tests/records/raw_ledger.hpp"
#include "tests/records/scratch.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t all_records = 13;

NewRecord with_body(NewRecord record, Json body) {
  record.body = std::move(body);
  return record;
}

NewRecord acknowledgement_of(const PersonId& person, const std::string& document) {
  NewRecord record = signed_acknowledgement(person);
  std::get<Acknowledged>(record.facts).document_sha256 = sha256(document);
  return record;
}

// Of two people, with two documents; no change of key.
void write_first_records(Ledger& ledger) {
  const Secret& key = any_key();
  must(ledger.keep_document(sha256("document in French"), "document in French"));
  must(ledger.append(
      about_nobody(PolicyPublished{PolicyId{"social-media"}, "1.0", {{Language{"en"}, sha256("document")}}, "hr"})));
  must(ledger.append(record_of(person_number(1), Enrolled{})));
  must(ledger.append(with_body(record_of(person_number(1), QuizFinished{ModuleId{"why"}, sha256("quiz"), 1, 500, false, 40}),
                               {{"answers", {{{"item", "q1"}, {"choice", "b"}}}}}),
                     &key));
  must(ledger.append(acknowledgement_of(person_number(1), "document"), &key));
  must(ledger.append(record_of(person_number(2), Enrolled{})));
  must(ledger.append(with_body(record_of(person_number(2), QuestionAsked{ClauseId{"PA-7"}, ModuleId{"why"}}),
                               {{"question", "May I like a competitor's post?"}}),
                     &key));
  must(ledger.append(acknowledgement_of(person_number(2), "document in French"), &key));
  must(ledger.append(record_of(person_number(2), ModuleFinished{ModuleId{"why"}, 300})));
}

// A change of key; somebody who acknowledges, declines and is erased; one more.
void write_last_records(const DataDir& data, Ledger& ledger) {
  must(ledger.rotate_key(about_nobody(Opened{}), "hr"));
  const PersonId leaver = must(open_roster(data).by_badge("4402"))->id;
  must(ledger.append(signed_acknowledgement(leaver), &any_key()));
  const Declined refusal{PolicyId{"social-media"}, "1.0", sha256("document"), sha256("statements"), sha256("consent")};
  must(ledger.append(with_body(record_of(leaver, refusal), {{"reason", "I leave the company"}}), &any_key()));
  must(ledger.erase(leaver, record_of(leaver, Erased{"hr"})));
  must(ledger.append(signed_acknowledgement(person_number(4)), &any_key()));
}

DataDir small_ledger(const TempDir& temp) {
  const DataDir data = new_data(temp);
  must(open_roster(data).import(small_roster(), false, false));
  Ledger ledger = must(Ledger::open(data));
  write_first_records(ledger);
  return data;
}

DataDir whole_ledger(const TempDir& temp) {
  const DataDir data = small_ledger(temp);
  Ledger ledger = must(Ledger::open(data));
  write_last_records(data, ledger);
  REQUIRE(must(ledger.size()) == all_records);
  return data;
}

const VerifyOptions every_note{true, std::nullopt, {}};

// What opening and the full check say, "" if nothing.
std::string found(const DataDir& data, const VerifyOptions& options = every_note) {
  const auto ledger = Ledger::open(data, {.read_only = true});
  if (!ledger) return ledger.error().text();
  const auto verified = verify(*ledger, options);
  return verified ? std::string() : verified.error().text();
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string with_bit_flipped_at(std::string bytes, std::size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
  return bytes;
}

// How the error must call a cell.
std::string name_of(const Cell& cell) {
  if (cell.table == "document") return "the document ";
  if (cell.table == "checkpoint") return "the last checkpoint: ";
  return "record " + std::to_string(cell.rowid) + ": ";
}

// Everything that was signed, or that a signed record names by its hash.
std::vector<Cell> evidence(const RawLedger& raw) {
  std::vector<Cell> out;
  for (const auto& [table, column] : {std::pair{"leaf", "record"}, std::pair{"leaf", "leaf_hash"}, std::pair{"body", "sealed"},
                                      std::pair{"document", "bytes"}, std::pair{"document", "sha256"}})
    for (const std::int64_t rowid : raw.rowids(table)) out.push_back({table, column, rowid});
  out.push_back({"checkpoint", "note", raw.rowids("checkpoint").back()});
  return out;
}

void keep_no_copy(const DataDir& data) { fs::remove(data.checkpoint()); }

}  // namespace

TEST_CASE("every bit of every record, hash, private part, document and of the last checkpoint: a flip is found and named") {
  const TempDir temp;
  const DataDir data = whole_ledger(temp);
  CHECK(found(data) == "");
  const Ledger ledger = must(Ledger::open(data, {.read_only = true}));
  RawLedger raw(data);
  raw.drop_triggers();  // the full check does not rely on them; put back, and opened anew, in the next test
  int flips = 0;
  int missed = 0;
  for (const Cell& cell : evidence(raw)) {
    const std::string good = raw.read(cell);
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
      raw.write(cell, with_bit_flipped_at(good, bit));
      const auto verified = verify(ledger, {});
      ++flips;
      if (verified || !contains(verified.error().what, name_of(cell)) || verified.error().where != data.ledger().string()) {
        ++missed;
        MESSAGE(cell.table, ".", cell.column, " ", cell.rowid, " bit ", bit, ": ",
                verified ? "not found" : verified.error().text());
      }
    }
    raw.write(cell, good);
  }
  raw.restore_triggers();
  MESSAGE("bits flipped: ", flips, ", found and named: ", flips - missed);
  CHECK(missed == 0);
  CHECK(flips > 50'000);
  CHECK(found(data) == "");
}

TEST_CASE("triggers put back word for word hide nothing: opening anew, or the full check behind it, finds the same flips") {
  const TempDir temp;
  const DataDir data = whole_ledger(temp);
  std::vector<Cell> cells;
  {
    RawLedger raw(data);
    cells = evidence(raw);
  }
  for (const Cell& cell : cells) {
    CAPTURE(cell.table);
    CAPTURE(cell.rowid);
    std::string good;
    behind_the_triggers(data, [&](const RawLedger& raw) {
      good = raw.read(cell);
      raw.write(cell, with_bit_flipped_at(good, good.size() * 4));
    });
    const std::string error = found(data, {});
    CHECK_MESSAGE(contains(error, cell.table == "checkpoint" ? "checkpoint" : name_of(cell)), error);
    behind_the_triggers(data, [&](const RawLedger& raw) { raw.write(cell, good); });
  }
  CHECK(found(data) == "");
}

namespace {

// What others are given, piece by piece.
class Given {
 public:
  // `text` of what was found.
  template <class T, class Text>
  void add(const Result<T>& found, const Text& text) {
    const bool told = !found && found.error().code == ErrorCode::corrupt;
    pieces_.push_back({told, found ? text(*found) : found.error().text()});
  }
  bool operator==(const Given&) const = default;
  // Whether some piece is another, and its reader is not told: a fault that is told gives nobody anything wrong.
  bool silently_differs(const Given& good) const {
    bool out = pieces_.size() != good.pieces_.size();
    for (std::size_t i = 0; i < pieces_.size() && !out; ++i) out = !pieces_[i].told && pieces_[i] != good.pieces_[i];
    return out;
  }

 private:
  struct Piece {
    bool told = false;
    std::string text;
    bool operator==(const Piece&) const = default;
  };
  std::vector<Piece> pieces_;
};

std::string text_of(const std::vector<Leaf>& leaves) {
  std::string out;
  for (const Leaf& leaf : leaves)
    out += std::to_string(leaf.index) + leaf.kind + to_hex(leaf.id) + leaf.record + to_hex(leaf.leaf_hash) + leaf.body;
  return out;
}

std::string text_of(const std::set<std::uint64_t>& places) {
  std::string out;
  for (const std::uint64_t place : places) out += std::to_string(place) + " ";
  return out;
}

std::string text_of(const std::vector<VerifierKey>& keys) {
  std::string out;
  for (const VerifierKey& key : keys) out += key.text();
  return out;
}

// The records with their private parts, all at once and each by its place, by its id and by its person; which of them no
// longer count; the keys; the texts.
Given given_away(const Ledger& ledger, const std::vector<RecordId>& ids) {
  Given out;
  const auto text = [](const auto& found) { return text_of(found); };
  out.add(ledger.page(0, 100), text);
  for (std::uint64_t i = 0; i < ids.size(); ++i) {
    out.add(ledger.page(i, 1), text);
    out.add(ledger.proof(ids[i]), [](const LogProof& proof) { return format_proof(proof); });
  }
  for (const unsigned number : {1U, 2U, 4U}) out.add(ledger.about(person_number(number)), text);
  out.add(ledger.voided(), text);
  out.add(ledger.keys(), text);
  for (const char* name : {"document", "document in French"})
    out.add(ledger.document(sha256(name)), [](const std::string& bytes) { return bytes; });
  return out;
}

std::string csv_of(const DataDir& data) {
  admin::CsvExport wanted;
  wanted.out = data.root / "out.csv";
  wanted.by = "test";
  wanted.stamp = record_of(person_number(0), Enrolled{}).stamp;
  must(admin::export_csv(data, wanted));
  return bytes_of(wanted.out);
}

void put_byte(const fs::path& file, std::size_t at, char byte) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  REQUIRE(::pwrite(fd, &byte, 1, static_cast<off_t>(at)) == 1);
  ::close(fd);
}

// Whether SQLite's own check finds something: an index, mostly, which only says where to look.
bool sqlite_finds_fault(const DataDir& data) {
  const auto database = Database::open(data.ledger(), OpenMode::read_only, milliseconds{0});
  if (!database) return true;
  Statement check = database->prepare("PRAGMA integrity_check(1)");
  const auto row = check.step();
  return !row || !*row || check.text(0) != "ok";
}

struct Flips {
  int found_on_opening = 0;
  int found_by_check = 0;
  int told_where_met = 0;
  int harmless = 0;
  int of_those_found_by_sqlite = 0;
  int changed = 0;  // nobody noticed, and something that is given away is another: must be 0
};

}  // namespace

// Every byte takes some minutes: with COUNTERSIGN_EVERY_BYTE=1. Else every 23rd, from another one at each run.
TEST_CASE("any byte of the file: a flipped bit is found, or nothing that is given away has changed") {
  const TempDir temp;
  const DataDir data = whole_ledger(temp);
  must(must(Ledger::open(data)).append(record_of(person_number(1), Voided{3, "signed for somebody else", "hr"})));
  const std::string good = bytes_of(data.ledger());
  const std::string note = bytes_of(data.checkpoint());
  std::vector<RecordId> ids;
  for (const Leaf& leaf : must(must(Ledger::open(data, {.read_only = true})).page(0, 100))) ids.push_back(leaf.id);
  const Given given = given_away(must(Ledger::open(data, {.read_only = true})), ids);
  const std::string csv = csv_of(data);
  REQUIRE(contains(csv, ",voided,"));
  const auto put_back = [&] {
    write_bytes(data.ledger(), good);
    write_bytes(data.checkpoint(), note);
  };
  put_back();
  const std::size_t step = std::getenv("COUNTERSIGN_EVERY_BYTE") != nullptr ? 1 : 23;
  constexpr int survivors_a_csv = 97;
  Flips flips;
  int csv_files = 0;
  for (std::size_t at = static_cast<std::size_t>(::getpid()) % step; at < good.size(); at += step) {
    const int bit = static_cast<int>((at + at / 8) % 8);
    put_byte(data.ledger(), at, static_cast<char>(good[at] ^ 1 << bit));
    if (const auto ledger = Ledger::open(data, {.read_only = true}); !ledger) {
      ++flips.found_on_opening;
    } else if (!verify(*ledger, every_note)) {
      ++flips.found_by_check;
    } else if (const Given now = given_away(*ledger, ids); now == given) {
      ++flips.harmless;
      if (sqlite_finds_fault(data)) ++flips.of_those_found_by_sqlite;
    } else if (!now.silently_differs(given)) {
      ++flips.told_where_met;
    } else {
      ++flips.changed;
      MESSAGE("not found: byte ", at, " bit ", bit);
    }
    put_byte(data.ledger(), at, good[at]);
  }
  for (std::size_t at = 0; at < good.size(); at += step * survivors_a_csv) {
    put_byte(data.ledger(), at, static_cast<char>(good[at] ^ 1));
    if (found(data).empty() && Ledger::open(data)) {
      CHECK(csv_of(data) == csv);
      ++csv_files;
    }
    put_back();
  }
  MESSAGE(
      "bytes flipped: ", flips.found_on_opening + flips.found_by_check + flips.told_where_met + flips.harmless + flips.changed,
      " of ", good.size(), "; found on opening ", flips.found_on_opening, ", by the full check ", flips.found_by_check,
      ", by whoever reads there ", flips.told_where_met, ", nothing given away has changed ", flips.harmless, " (",
      flips.of_those_found_by_sqlite, " of these found by PRAGMA integrity_check); CSV files compared ", csv_files);
  CHECK(flips.changed == 0);
  CHECK(bytes_of(data.ledger()) == good);
}

namespace {

// Where the page begins that an index of a small ledger consists of. SQLite's file format, section 1.6: at byte 3 of it stands
// the number of its entries, from byte 8 on where they are, in order, two bytes each.
std::size_t page_of(const DataDir& data, const std::string& index) {
  const RawLedger raw(data);
  Statement row = raw.database().prepare("SELECT rootpage FROM sqlite_schema WHERE name = ?1");
  REQUIRE(must(row.bind(index).step()));
  constexpr std::size_t page_bytes = 4096;
  return static_cast<std::size_t>(row.integer(0) - 1) * page_bytes;
}

// Whether `voided` and the records of person 1 are what they were.
bool nothing_missing(const DataDir& data) {
  const Ledger ledger = must(Ledger::open(data, {.read_only = true}));
  return must(ledger.voided()).size() == 1 && must(ledger.about(person_number(1))).size() == 4;
}

}  // namespace

TEST_CASE("an index that hides a record without any error of SQLite is found by the full check, and named") {
  const TempDir temp;
  const DataDir data = whole_ledger(temp);
  must(must(Ledger::open(data)).append(record_of(person_number(1), Voided{3, "signed for somebody else", "hr"})));
  REQUIRE(nothing_missing(data));
  const std::string good = bytes_of(data.ledger());

  put_byte(data.ledger(), page_of(data, "leaf_voided") + 4, 0);  // one flipped bit: one entry to none
  CHECK_FALSE(nothing_missing(data));
  CHECK(contains(found(data, {}), "the index leaf_voided does not say what the records say"));
  write_bytes(data.ledger(), good);

  for (const std::string index : {"leaf_by_subject", "leaf_erased", "leaf_voided", "sqlite_autoindex_leaf_1"}) {
    CAPTURE(index);
    const std::size_t count = page_of(data, index) + 4;
    put_byte(data.ledger(), count, static_cast<char>(good[count] - 1));  // its last entry
    const std::string named = index.starts_with("leaf") ? index : "of record ids";
    CHECK(contains(found(data, {}), "the index " + named + " does not say what the records say"));
    write_bytes(data.ledger(), good);
  }
  for (const char* index : {"leaf_by_subject", "sqlite_autoindex_leaf_1"}) {
    CAPTURE(std::string(index));
    const std::size_t places = page_of(data, index) + 8;
    for (std::size_t i = 0; i < 4; ++i) put_byte(data.ledger(), places + i, good[places + (i + 2) % 4]);  // two change places
    CHECK(contains(found(data, {}), " does not say what the records say"));
    write_bytes(data.ledger(), good);
  }
  CHECK(found(data) == "");
}

namespace {

// The last record as if it had never been: with its private part, its nodes and its checkpoint.
void forget_last(const RawLedger& raw) {
  const auto last = std::to_string(raw.rowids("leaf").back());
  raw.execute("DELETE FROM checkpoint WHERE size > " + last + "; DELETE FROM body WHERE idx = " + last +
              "; DELETE FROM leaf WHERE idx = " + last + "; DELETE FROM node WHERE (pos + 1) << level > " + last);
}

void replace_in_record(const RawLedger& raw, std::int64_t index, const std::string& from, const std::string& to) {
  const Cell cell{"leaf", "record", index};
  std::string record = raw.read(cell);
  const auto at = record.find(from);
  REQUIRE(at != std::string::npos);
  raw.write(cell, record.replace(at, from.size(), to));
}

SigningKey device_key(const DataDir& data) {
  const std::string seed = bytes_of(data.device_key());
  REQUIRE(seed.size() == seed_bytes);
  return must(SigningKey::from_seed(
      origin, std::span<const std::byte, seed_bytes>(reinterpret_cast<const std::byte*>(seed.data()), seed_bytes)));
}

void save_device_key(const DataDir& data, const SigningKey& key) {
  must(write_file(data.device_key(), std::string_view(reinterpret_cast<const char*>(key.seed().data()), seed_bytes), true));
}

}  // namespace

TEST_CASE("a last record that was taken away with all its traces: the copy of the checkpoint tells, and only that") {
  const TempDir temp;
  const DataDir data = whole_ledger(temp);
  behind_the_triggers(data, forget_last);
  CHECK(contains(found(data), "1 of 13 records are missing, says the checkpoint in " + data.checkpoint().string()));
  keep_no_copy(data);
  CHECK(found(data) == "");  // it is the ledger of one record earlier, signed as it was then
}

TEST_CASE("taken away carelessly, it is found without a copy") {
  const char* changes[] = {"DELETE FROM leaf WHERE idx = 12",        "DELETE FROM body WHERE idx = 12",
                           "DELETE FROM checkpoint WHERE size = 13", "DELETE FROM node WHERE level = 2 AND pos = 2",
                           "DELETE FROM leaf WHERE idx = 5",         "DELETE FROM body WHERE idx = 5"};
  for (const char* change : changes) {
    CAPTURE(std::string(change));
    const TempDir temp;
    const DataDir data = whole_ledger(temp);
    keep_no_copy(data);
    behind_the_triggers(data, [&](const RawLedger& raw) { raw.execute(change); });
    CHECK(found(data) != "");
  }
}

TEST_CASE("a history signed again with another key: this terminal's key, the copy and a known first key each tell") {
  const TempDir temp;
  const DataDir data = small_ledger(temp);
  const VerifierKey known = must(Ledger::open(data)).vkey();
  const SigningKey stranger = must(SigningKey::generate(origin));
  behind_the_triggers(data, [&](const RawLedger& raw) {
    replace_in_record(raw, 3, "\"method\":\"typed\"", "\"method\":\"drawn\"");
    sign_again(raw, stranger);
  });
  CHECK(contains(found(data), "the copy of the checkpoint is not of this ledger"));
  CHECK(contains(found(data), data.checkpoint().string()));
  keep_no_copy(data);
  CHECK(contains(Ledger::open(data).error().what, "the ledger was signed with another key than this terminal's"));
  save_device_key(data, stranger);
  CHECK(contains(found(data, {true, known, {}}), "the ledger was begun with another key than the one given"));
  CHECK(found(data) == "");  // to somebody who knows neither key nor checkpoint, it is a good ledger
}

TEST_CASE("a record changed and all signed again with this terminal's own key: the copy of the checkpoint tells") {
  const TempDir temp;
  const DataDir data = small_ledger(temp);
  const LogProof receipt = must(must(Ledger::open(data)).proof(must(must(Ledger::open(data)).page(3, 1))[0].id));
  behind_the_triggers(data, [&](const RawLedger& raw) {
    replace_in_record(raw, 3, "\"method\":\"typed\"", "\"method\":\"drawn\"");
    sign_again(raw, device_key(data));
  });
  const std::string error = found(data);
  CHECK(contains(error, "the first 8 records are not what they were, says the checkpoint in " + data.checkpoint().string()));
  // Whoever holds the key can sign anything: without a checkpoint that has left the machine, nothing in the ledger itself can
  // tell. docs/threats.md says so.
  keep_no_copy(data);
  CHECK(found(data) == "");
  // The person's own proof, made before, still shows what was signed, under the very key that signs now.
  const Ledger ledger = must(Ledger::open(data));
  CHECK(verify_proof(receipt, receipt.extra, ledger.vkey()).ok());
  CHECK(verify_proof(receipt, must(ledger.page(3, 1))[0].record, ledger.vkey()).error().code == ErrorCode::corrupt);
}

TEST_CASE("a history before a change of key, signed again with today's key alone, is found and named") {
  const TempDir temp;
  const DataDir data = whole_ledger(temp);
  keep_no_copy(data);
  constexpr std::int64_t change = 8;  // and its checkpoint is of 9 records
  const SigningKey today = device_key(data);
  const Cell over_change{"checkpoint", "note", change + 1};
  behind_the_triggers(data, [&](const RawLedger& raw) {
    replace_in_record(raw, 3, "\"method\":\"typed\"", "\"method\":\"drawn\"");
    sign_again_from(raw, today, change + 2);
    raw.execute("DELETE FROM checkpoint WHERE size BETWEEN 1 AND 8");  // today's key cannot sign these
  });
  const std::string named = "record 8: the checkpoint over the change of key signs another tree";
  for (const VerifyOptions& options : {VerifyOptions{}, every_note})
    CHECK_MESSAGE(contains(found(data, options), named), found(data, options));
  const Status by_the_kiosk = must(Ledger::open(data)).check({});
  CHECK(contains(by_the_kiosk.error().what, named));
  // The same checkpoint with another tree put in: then the earlier key has not signed it.
  behind_the_triggers(data, [&](const RawLedger& raw) {
    const std::string earlier = raw.read(over_change);
    sign_again_from(raw, today, change + 1);
    auto forged = must(parse_note(raw.read(over_change)));
    forged.signatures.insert(forged.signatures.begin(), must(parse_note(earlier)).signatures.front());
    raw.write(over_change, format_note(forged));
  });
  CHECK(contains(found(data, {}), "record 8: the change of key is not signed by both keys"));
}

namespace {

void swap_cells(const RawLedger& raw, const Cell& first, const Cell& second) {
  const std::string kept = raw.read(first);
  raw.write(first, raw.read(second));
  raw.write(second, kept);
}

// All that two rows of `leaf` say, but their places.
void swap_leaves(const RawLedger& raw, std::int64_t first, std::int64_t second) {
  raw.execute("UPDATE leaf SET idx = 1000 WHERE idx = " + std::to_string(first) +
              "; UPDATE leaf SET idx = " + std::to_string(first) + " WHERE idx = " + std::to_string(second) +
              "; UPDATE leaf SET idx = " + std::to_string(second) + " WHERE idx = 1000");
}

}  // namespace

TEST_CASE("every note is checked with the key of its time: between two changes of the key, and the one of no records") {
  const TempDir temp;
  const DataDir data = new_data(temp);
  {
    Ledger ledger = must(Ledger::open(data));  // all on one page of the check
    for (unsigned i = 0; i < 3; ++i) must(ledger.append(acknowledgement(person_number(i))));
    for (int change = 0; change < 2; ++change) {
      must(ledger.rotate_key(about_nobody(Opened{}), "hr"));
      for (unsigned i = 0; i < 3; ++i) must(ledger.append(acknowledgement(person_number(i))));
    }
    CHECK(must(verify(ledger, every_note)).notes == 12 + 2 * 2);  // of 0 to 11 records; those of a change by both keys as well
  }
  struct Case {
    std::int64_t size;
    const char* named;
  };
  const Case cases[] = {{0, "the checkpoint of no records: "}, {2, "record 1: its checkpoint: "},
                        {3, "record 2: its checkpoint: "},     {5, "record 4: its checkpoint: "},
                        {7, "record 6: its checkpoint: "},     {9, "record 8: its checkpoint: "}};
  for (const Case& each : cases) {
    const std::int64_t size = each.size;
    CAPTURE(size);
    const Cell note{"checkpoint", "note", size};
    std::string good;
    behind_the_triggers(data, [&](const RawLedger& raw) {
      good = raw.read(note);
      raw.write(note, with_bit_flipped_at(good, (good.size() - 10) * 8));  // in its signature
    });
    CHECK_MESSAGE(contains(found(data), each.named), found(data));
    CHECK(found(data, {}) == "");  // without --all-notes, only the last one and those of a change are looked at
    // Another tree, or another key, under a signature that is good in itself.
    behind_the_triggers(data, [&](const RawLedger& raw) { raw.write(note, raw.read({"checkpoint", "note", 11})); });
    CHECK(found(data) != "");
    behind_the_triggers(data, [&](const RawLedger& raw) { raw.write(note, good); });
  }
  CHECK(found(data) == "");
  behind_the_triggers(data, [&](const RawLedger& raw) { raw.execute("DELETE FROM checkpoint WHERE size = 0"); });
  CHECK(contains(found(data), "the checkpoint of no records is missing"));
}

TEST_CASE("swapped documents, records and private parts are found and named") {
  struct Case {
    const char* name;
    const char* named;
    std::function<void(const RawLedger&)> change;
  };
  const Case cases[] = {
      {"documents", "the document ",
       [](const auto& raw) {
         swap_cells(raw, {"document", "bytes", 1}, {"document", "bytes", 2});
       }},
      {"a document taken away", "record 6: the document that it names is missing",
       [](const auto& raw) { raw.execute("DELETE FROM document WHERE rowid = 2"); }},
      {"records of two people", "record 3: the record is not of this place", [](const auto& raw) { swap_leaves(raw, 3, 6); }},
      {"records of one person", "record 4: the record is not of this place", [](const auto& raw) { swap_leaves(raw, 4, 7); }},
      {"private parts of two people", "record 3: the private part does not match its hash",
       [](const auto& raw) {
         swap_cells(raw, {"body", "sealed", 3}, {"body", "sealed", 6});
       }},
      {"private parts of one person", "record 2: the private part does not match its hash",
       [](const auto& raw) {
         swap_cells(raw, {"body", "sealed", 2}, {"body", "sealed", 3});
       }},
      {"a private part for a record without one", "record 4: the private part does not match its hash",
       [](const auto& raw) { raw.execute("INSERT INTO body(idx, sealed) SELECT 4, sealed FROM body WHERE idx = 3"); }},
      {"the subject in its column alone", "record 3: the columns do not say what the record says",
       [](const auto& raw) {
         raw.execute("UPDATE leaf SET subject = (SELECT subject FROM leaf WHERE idx = 6) WHERE idx = 3");
       }},
      {"an erased person's private part put back", "record 10: the private part is there, though the person was erased",
       [](const auto&) {}},  // below: it needs the part from before
  };
  for (const Case& each : cases) {
    CAPTURE(std::string(each.name));
    const TempDir temp;
    const bool is_erasure = contains(each.named, "erased");
    const DataDir data = is_erasure ? small_ledger(temp) : whole_ledger(temp);
    if (is_erasure) {
      const DataDir before{temp.path / "before"};
      fs::create_directories(before.root);
      Ledger ledger = must(Ledger::open(data));
      must(ledger.rotate_key(about_nobody(Opened{}), "hr"));
      const PersonId leaver = must(open_roster(data).by_badge("4402"))->id;
      must(ledger.append(record_of(leaver, Enrolled{})));
      must(ledger.append(signed_acknowledgement(leaver), &any_key()));
      must(ledger.backup(before.ledger()));
      must(ledger.erase(leaver, record_of(leaver, Erased{"hr"})));
      const std::string part = RawLedger(before).read({"body", "sealed", 10});
      behind_the_triggers(data, [&](const RawLedger& raw) {
        must(raw.database().prepare("INSERT INTO body(idx, sealed) VALUES (10, ?1)").bind(Blob{part}).run());
      });
    } else {
      behind_the_triggers(data, each.change);
    }
    const std::string error = found(data);
    CHECK_MESSAGE(contains(error, each.named), error);
  }
}

TEST_CASE("an older ledger copied back by hand: the copy of the checkpoint tells") {
  for (const bool with_rotation : {false, true}) {
    CAPTURE(with_rotation);
    const TempDir temp;
    const DataDir data = small_ledger(temp);
    must(must(Ledger::open(data)).backup(temp.path / "older.db"));
    {
      Ledger ledger = must(Ledger::open(data));
      if (with_rotation) write_last_records(data, ledger);
      for (int i = 0; i < 5; ++i) must(ledger.append(acknowledgement(person_number(9))));
    }
    CHECK(found(data) == "");
    fs::copy_file(temp.path / "older.db", data.ledger(), fs::copy_options::overwrite_existing);
    const std::string error = found(data);
    // After a change of key the older ledger does not even know the key that signed the copy.
    CHECK_MESSAGE(
        contains(error, with_rotation ? "the copy of the checkpoint is not of this ledger" : "5 of 13 records are missing"),
        error);
    CHECK(contains(error, data.checkpoint().string()));
  }
}

namespace {

struct Terminal {
  Terminal(const fs::path& root, const SigningKey* shared, unsigned first_person) : data{root} {
    fs::create_directories(root);
    if (shared != nullptr) save_device_key(data, *shared);
    Ledger ledger = must(Ledger::create(data, origin));
    must(ledger.keep_document(sha256("document"), "document"));
    for (unsigned i = 0; i < 3; ++i) must(ledger.append(acknowledgement(person_number(first_person + i))));
    early = must(ledger.checkpoint());
    for (unsigned i = 0; i < 2; ++i) must(ledger.append(acknowledgement(person_number(first_person + i))));
    late = must(ledger.checkpoint());
    vkey = ledger.vkey();
    for (const Leaf& leaf : must(ledger.page(0, 10))) tree.add(leaf.leaf_hash);
  }
  DataDir data;
  std::string early;  // of 3 records
  std::string late;   // of 5
  VerifierKey vkey;
  MemoryTree tree;
};

// What an auditor does with two checkpoints of one log and the proof that the later terminal offers.
Status consistent(const std::string& early, const std::string& late, const VerifierKey& key, const MemoryTree& tree) {
  const auto first = open_checkpoint(early, key);
  const auto second = open_checkpoint(late, key);
  if (!first) return first.error();
  if (!second) return second.error();
  return verify_consistency(first->size, second->size, first->root, second->root,
                            must(consistency_proof(first->size, second->size, tree.reader())));
}

}  // namespace

TEST_CASE("two terminals with one origin: two checkpoints show the fork") {
  const TempDir temp;
  const SigningKey cloned = must(SigningKey::generate(origin));
  const Terminal one(temp.path / "one", &cloned, 1);
  const Terminal two(temp.path / "two", &cloned, 101);
  CHECK(found(one.data) == "");  // each alone is a good ledger
  CHECK(found(two.data) == "");
  must(consistent(one.early, one.late, one.vkey, one.tree));
  must(consistent(two.early, two.late, one.vkey, two.tree));
  // Both are signed with the log's key, but no tree continues both: whatever proof the second offers, the roots do not meet.
  CHECK(consistent(one.early, two.late, one.vkey, two.tree).error().code == ErrorCode::corrupt);
  CHECK(consistent(one.early, two.late, one.vkey, one.tree).error().code == ErrorCode::corrupt);
  CHECK(consistent(one.late, two.late, one.vkey, two.tree).error().code == ErrorCode::corrupt);
  // The first one's checkpoint as the copy beside the second: on opening.
  for (const std::string& note : {one.early, one.late}) {
    write_bytes(two.data.checkpoint(), note);
    CHECK(
        contains(found(two.data), " records are not what they were, says the checkpoint in " + two.data.checkpoint().string()));
  }
  // Set up on its own, a terminal has a key of its own: then the first checkpoint already is a stranger's.
  const Terminal three(temp.path / "three", nullptr, 201);
  CHECK_FALSE(consistent(one.early, three.late, one.vkey, three.tree).ok());
  write_bytes(three.data.checkpoint(), one.early);
  CHECK(contains(found(three.data), "the copy of the checkpoint is not of this ledger"));
}

TEST_CASE("sqlite3 and sha256sum alone come to the same hashes and root, and find what was changed") {
  const TempDir temp;
  const DataDir data = whole_ledger(temp);
  const auto recompute = [&] {
    return run_program({"/bin/sh", COUNTERSIGN_SOURCE_DIR "/tests/records/recompute.sh", data.ledger().string()});
  };
  const Ran good = recompute();
  CHECK_MESSAGE(good.code == 0, good.err);
  CHECK(good.out == "13 records agree\n");
  struct Case {
    const char* named;
    std::function<void(const RawLedger&)> change;
  };
  const Case cases[] = {
      {"record 3: its hash is",
       [](const auto& raw) { replace_in_record(raw, 3, "\"method\":\"typed\"", "\"method\":\"drawn\""); }},
      {"record 3: it says it is number 6", [](const auto& raw) { swap_leaves(raw, 3, 6); }},
      {"record 3: the hash of its private part is",
       [](const auto& raw) {
         swap_cells(raw, {"body", "sealed", 3}, {"body", "sealed", 6});
       }},
      {"the last checkpoint is not of 12 records", [](const auto& raw) { raw.execute("DELETE FROM leaf WHERE idx = 12"); }},
      {"the last checkpoint has another root than",
       [](const auto& raw) {
         const Cell note{"checkpoint", "note", 13};
         std::string text = raw.read(note);
         char& digit = text[text.find("\n13\n") + 4];
         digit = digit == 'A' ? 'B' : 'A';
         raw.write(note, text);
       }},
  };
  const std::string bytes = bytes_of(data.ledger());
  for (const Case& each : cases) {
    CAPTURE(std::string(each.named));
    write_bytes(data.ledger(), bytes);
    behind_the_triggers(data, each.change);
    const Ran ran = recompute();
    CHECK(ran.code == 1);
    CHECK_MESSAGE(contains(ran.err, each.named), ran.err);
  }
}
