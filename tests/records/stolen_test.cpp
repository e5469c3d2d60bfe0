// What a thief finds who searches the raw bytes of a used data directory and of a backup, and what is left of somebody who
// was erased. docs/threats.md: "What a thief of the disk gets".

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <functional>
#include <map>
#include <set>

#include "base/base64.hpp"
#include "records/model/canonical.hpp"
#include "records/store/people.hpp"
#include "records/store/progress.hpp"
#include "records/store/verify.hpp"
#include "records/vault/minisign.hpp"
#include "records/vault/seal.hpp"
#include "tests/records/raw_ledger.hpp"
#include "tests/records/scratch.hpp"
#include "tests/support/failing_vfs.hpp"

using namespace countersign;
using namespace countersign::records;
using namespace countersign::test;

namespace fs = std::filesystem;

namespace {

constexpr int staff = 30;
constexpr int enrolled = 8;
constexpr char passphrase[] = "heron lantern quarry";

// Nine letters and more, so that in the megabytes of random bytes that keys, hashes and sealed texts are, none of them stands
// by chance: a text of n bytes does at a given place with a chance of 256^-n, in either case 128^-n.
std::string invented(int number, const char* ending) {
  static constexpr const char* starts[] = {"Quovad", "Zephir", "Ostral", "Wexham", "Yndrel", "Phaeto"};
  static constexpr const char* middles[] = {"ibul", "onqu", "arvi", "ethw", "umba"};
  return std::string(starts[number % 6]) + middles[number / 6 % 5] + ending;
}

// Digits stand in hexadecimal hashes too, there with 16^-n: twelve of them leave one chance in a thousand million for a
// megabyte of it.
std::string badge_of(int number) { return std::to_string(730'915'482'000 + number * 7'919); }
// A PIN has six, whatever we would like: in hexadecimal text one of 30 would come up by chance now and then. search() says
// what it does about it.
std::string pin_of(int number) { return std::to_string(204'816 + number * 13'577); }

RosterRow row_of(int number) {
  RosterRow row;
  row.badge = badge_of(number);
  row.name = invented(number, "ane") + " " + invented(staff - number, "sworth");
  row.group = "Drivers";  // group and site are not secret
  row.site = "North yard";
  row.email = invented(number, "mail") + "@post.example";
  row.hired_on = "1987-11-" + std::to_string(10 + number % 20);
  row.manager = invented(number, "boss") + " Managerson";
  row.employee_id = "EMP" + std::to_string(661'200'418'000 + number * 104'729);
  return row;
}

// In every form that a careless program could have left it in.
class Secrets {
 public:
  void add(const std::string& text) { texts_.insert(text); }
  void add_pin(const std::string& pin) { pins_.insert(pin); }
  void add_row(const RosterRow& row) {
    for (const std::string& text : {row.badge, row.name, row.email, row.hired_on, row.manager, row.employee_id}) add(text);
    for (const std::string& both : {row.name, row.manager}) {
      add(both.substr(0, both.find(' ')));
      add(both.substr(both.find(' ') + 1));
    }
  }
  std::size_t size() const { return texts_.size() + pins_.size(); }
  // Those of which any form stands in `bytes`.
  std::vector<std::string> in(const std::string& bytes) const {
    const std::string folded = lower(bytes);
    std::vector<std::string> out;
    for (const std::string& text : texts_)
      if (stands(text, bytes, folded)) out.push_back(text);
    for (const std::string& pin : pins_)
      if (pin_stands(pin, bytes)) out.push_back("PIN " + pin);
    return out;
  }

 private:
  static std::string lower(std::string text) {
    for (char& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
  }
  static std::string upper(std::string text) {
    for (char& c : text)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
  }
  static bool holds(const std::string& bytes, const std::string& part) {
    return ::memmem(bytes.data(), bytes.size(), part.data(), part.size()) != nullptr;
  }
  static std::string utf16(const std::string& text, bool big_endian) {
    std::string out;
    for (const char c : text) out += big_endian ? std::string(1, '\0') + c : c + std::string(1, '\0');
    return out;
  }
  // The part of its base64 that does not depend on what stands around it, at each of the three places in a group.
  static std::vector<std::string> base64(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t before = 0; before < 3; ++before) {
      const std::string whole = to_base64(std::string(before, 'x') + text);
      const std::size_t first = (before * 8 + 5) / 6;
      const std::size_t last = (before + text.size()) * 8 / 6;
      out.push_back(whole.substr(first, last - first));
    }
    return out;
  }
  static bool encoded(const std::string& text, const std::string& bytes) {
    for (const std::string& form : {text, lower(text), upper(text)})
      for (const std::string& part : base64(form))
        if (holds(bytes, part)) return true;
    return false;
  }
  static bool stands(const std::string& text, const std::string& bytes, const std::string& folded) {
    const std::string small = lower(text);
    return holds(folded, small) || holds(folded, utf16(small, false)) || holds(folded, utf16(small, true)) ||
           encoded(text, bytes);
  }
  // Not within a run of 32 or more hexadecimal digits, which is an id or a hash.
  static bool pin_stands(const std::string& pin, const std::string& bytes) {
    const auto is_hex = [&](std::size_t i) {
      return (bytes[i] >= '0' && bytes[i] <= '9') || (bytes[i] >= 'a' && bytes[i] <= 'f');
    };
    for (std::size_t at = bytes.find(pin); at != std::string::npos; at = bytes.find(pin, at + 1)) {
      std::size_t first = at;
      std::size_t last = at + pin.size();
      while (first > 0 && is_hex(first - 1)) --first;
      while (last < bytes.size() && is_hex(last)) ++last;
      if (last - first < 32) return true;
    }
    return holds(bytes, utf16(pin, false)) || holds(bytes, utf16(pin, true)) || encoded(pin, bytes);
  }

  std::set<std::string> texts_;
  std::set<std::string> pins_;
};

NewRecord with_body(NewRecord record, Json body) {
  record.body = std::move(body);
  return record;
}

// A terminal as it stands after some weeks.
struct Used {
  TempDir temp;
  DataDir data{temp.path / "data"};
  Secrets secrets;
  std::vector<PersonId> ids;
  std::vector<std::shared_ptr<const Secret>> keys;

  Used() {
    fs::create_directories(data.root);
    must(must(Ledger::create(data, origin)).keep_document(sha256("document"), "document"));
    NewHrKey hr = must(make_hr_key(passphrase, {16 * 1024, 1}));
    must(hr.file.save(data.hr_key()));
    must(ExportKey::make().save(data.export_key()));
    secrets.add(passphrase);
    secrets.add(hr.recovery_code);
    Roster roster = must(Roster::create(data, hr.file.open));
    roster.unlock(std::move(hr.key));
    import_staff(roster);
    for (int i = 0; i < staff; ++i) ids.push_back(must(roster.by_badge(badge_of(i)))->id);
    for (int i = 0; i < enrolled; ++i) enrol(i, *roster.hr_key());
    must(must(Ledger::open(data)).backup(temp.path / "backup.db"));
    leave_hot_journals();
  }

  void import_staff(Roster& roster) {
    std::vector<RosterRow> rows;
    for (int i = 0; i < staff; ++i) {
      rows.push_back(row_of(i));
      secrets.add_row(rows.back());
    }
    must(roster.import(rows, false, false));
    rows[3].name = "Formerly Unmarriedson";  // a second import changes a row
    secrets.add(rows[3].name);
    must(roster.import(rows, false, false));
  }

  void enrol(int number, const HrKey& hr) {
    const PersonId& id = ids[static_cast<std::size_t>(number)];
    SignIn sign_in = open_sign_in(data);
    const std::string code = must(sign_in.issue_code(id, hr, morning()));
    secrets.add(code);
    secrets.add(code.substr(0, 5) + code.substr(6));
    const auto key = must(sign_in.check_code(badge_of(number), code, try_at(morning()))).key;
    REQUIRE(key);
    must(sign_in.set_pin(id, badge_of(number), pin_of(number), *key));
    secrets.add_pin(pin_of(number));
    must(sign_in.check_pin(badge_of(number), "000001", try_at(morning())));  // a wrong try leaves a row
    keys.push_back(key);
    Ledger ledger = must(Ledger::open(data));
    const auto write = [&](const NewRecord& record) { must(ledger.append(record, key.get())); };
    write(record_of(id, Enrolled{}));
    const auto said = [&](const char* what) {
      const std::string text = invented(number, what) + " is what I wrote";
      secrets.add(text);
      secrets.add(invented(number, what));
      return text;
    };
    write(with_body(record_of(id, QuizFinished{ModuleId{"why"}, sha256("quiz"), 1, 500, false, 40}),
                    {{"answers", {{{"item", "q1"}, {"text", said("answer")}}}}}));
    write(with_body(record_of(id, QuestionAsked{ClauseId{"PA-7"}, ModuleId{"why"}}), {{"question", said("question")}}));
    write(
        with_body(record_of(id, Declined{PolicyId{"social-media"}, "1.0", sha256("document")}), {{"reason", said("reason")}}));
    write(with_body(acknowledgement(id), {{"signature", {{"method", "typed"}, {"typed_name", said("signature")}}}}));
    must(must(ProgressStore::open(data)).save(id, *key, "{\"note\":\"" + said("progress") + "\"}"));
  }

  // Killed in the middle of a roster import over both files, then of an append, whose opening of the ledger rolls back that
  // half of the import.
  void leave_hot_journals() {
    std::vector<RosterRow> rows;
    for (int i = 0; i < staff; ++i) {
      rows.push_back(row_of(i));
      rows.back().name += " Latterly" + invented(i, "sson");
      secrets.add_row(rows.back());
    }
    in_killed_process([&](FailingVfs& disk) {
      auto roster = Roster::open(data);
      auto key = open_hr_key(data, passphrase);
      if (!roster || !key) return false;
      roster->unlock(std::move(*key));
      disk.fail_delete(1, true);  // the removal of what names both journals is the commit
      return !roster->import(rows, false, false);
    });
    in_killed_process([&](FailingVfs& disk) {
      auto ledger = Ledger::open(data);
      disk.fail_delete(1, true);  // the journal's removal is the commit
      const NewRecord record = with_body(acknowledgement(ids[0]), {{"signature", {{"typed_name", row_of(0).name}}}});
      return ledger && !ledger->append(record, keys[0].get());
    });
    for (const fs::path& file : {data.ledger(), data.vault()}) REQUIRE(fs::file_size(file.string() + "-journal") > 0);
  }

  static void in_killed_process(const std::function<bool(FailingVfs&)>& work) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      FailingVfs disk;
      ::_exit(work(disk) ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    REQUIRE(status == 0);
  }

  // The journals too, before anybody has rolled them back.
  std::map<std::string, std::string> every_file() const {
    std::map<std::string, std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(temp.path))
      if (entry.is_regular_file()) out[entry.path().filename().string()] = bytes_of(entry.path());
    return out;
  }
  HrKey hr() const { return must(open_hr_key(data, passphrase)); }
};

}  // namespace

TEST_CASE("in no file of a stolen terminal, journal and backup included, stands a name, an answer, a badge, a PIN or a code") {
  const Used used;
  const auto files = used.every_file();
  for (const char* name : {"ledger.db", "ledger.db-journal", "vault.db", "vault.db-journal", "hr-key", "pepper", "device-key",
                           "export-key", "checkpoint", "backup.db"})
    REQUIRE_MESSAGE(files.contains(name), name);
  std::size_t bytes = 0;
  for (const auto& file : files) {
    const std::string& name = file.first;
    CAPTURE(name);
    bytes += file.second.size();
    const auto found = used.secrets.in(file.second);
    for (const std::string& text : found) MESSAGE(name, " holds ", text);
    CHECK(found.empty());
  }
  MESSAGE("searched ", files.size(), " files of ", bytes, " bytes for ", used.secrets.size(), " texts");
}

TEST_CASE("the search finds what it looks for, in every form") {
  Secrets secrets;
  secrets.add("Zephironquane");
  secrets.add_pin("204816");
  const std::string noise(40, '\xA7');
  const std::string wide("Z\0e\0p\0h\0i\0r\0o\0n\0q\0u\0a\0n\0e\0", 26);
  for (const std::string& form : {std::string("Zephironquane"), std::string("zEPHIRONQUANE"), wide, std::string(1, '\0') + wide,
                                  to_base64("Zephironquane"), to_base64("xZephironquane!"), to_base64("..zephironquane??")})
    CHECK(secrets.in(noise + form + noise).size() == 1);
  for (const std::string& form : {std::string("\"pin\":\"204816\""), std::string("e204816f"), to_base64("{204816}")})
    CHECK(secrets.in(noise + form + noise).size() == 1);
  CHECK(secrets.in(noise + std::string(20, 'a') + "204816" + std::string(20, 'b')).empty());
  CHECK(secrets.in(noise + "Zephironquan" + noise).empty());
}

namespace {

// What the vault holds of a person, as bytes: none of it may be anywhere in the file afterwards.
std::vector<std::string> vault_bytes_of(const DataDir& data, const PersonId& id) {
  const People people = must(open_people(data));
  Statement row = people.database.prepare(
      "SELECT i.for_hr, i.own, k.for_hr, k.by_pin, k.person FROM main.identity AS i JOIN main.person_key AS k ON k.person = "
      "i.person WHERE i.person = ?1");
  REQUIRE(must(row.bind(id).step()));
  std::vector<std::string> out;
  for (int column = 0; column < 5; ++column) out.push_back(row.text(column));
  out[3].erase(0, out[3].find('$', out[3].find('$') + 1) + 1);  // method and cost are everybody's
  return out;
}

// Of `parts`, how many pieces of 16 bytes stand in `bytes`; a row may lie in pieces on several pages.
std::size_t pieces_in(const std::vector<std::string>& parts, const std::string& bytes) {
  constexpr std::size_t piece = 16;
  std::size_t found = 0;
  for (const std::string& part : parts)
    for (std::size_t at = 0; at + piece <= part.size(); at += piece)
      if (::memmem(bytes.data(), bytes.size(), part.data() + at, piece) != nullptr) ++found;
  return found;
}

std::vector<std::string> private_parts(const Ledger& ledger, const PersonId& id) {
  std::vector<std::string> out;
  for (const Leaf& leaf : must(ledger.about(id)))
    if (!leaf.body.empty()) out.push_back(leaf.body);
  return out;
}

// Whether anything that HR, or another person, can get hold of opens a private part of `id` in `ledger`.
std::size_t opened_by(const Ledger& ledger, const PersonId& id, const std::vector<const Secret*>& keys) {
  std::size_t opened = 0;
  for (const Leaf& leaf : must(ledger.about(id)))
    for (const Secret* key : keys)
      if (!leaf.body.empty() && open_body(leaf, *key)) ++opened;
  return opened;
}

DataDir beside(const Used& used, const char* name, const fs::path& ledger, const fs::path& vault) {
  const DataDir out{used.temp.path / name};
  fs::create_directories(out.root);
  fs::copy_file(ledger, out.ledger());
  fs::copy_file(vault, out.vault());
  fs::copy_file(used.data.pepper(), out.pepper());
  fs::copy_file(used.data.hr_key(), out.hr_key());
  return out;
}

}  // namespace

TEST_CASE("whoever was erased can be opened by nobody, not with a ledger backup either; an old vault backup still can") {
  const Used used;
  const PersonId& gone = used.ids[2];
  const fs::path old_vault = used.temp.path / "old-vault.db";
  must(Ledger::open(used.data));  // rolls back the append that was cut off; the next line, the import
  must(backup_vault(used.data, old_vault));
  const auto vault_parts = vault_bytes_of(used.data, gone);
  const auto bodies = private_parts(must(Ledger::open(used.data)), gone);
  REQUIRE(bodies.size() == 4);
  REQUIRE(pieces_in(vault_parts, bytes_of(used.data.vault())) > 20);
  REQUIRE(pieces_in(bodies, bytes_of(used.data.ledger())) > 20);

  must(must(Ledger::open(used.data)).erase(gone, record_of(gone, Erased{"hr"})));
  must(Roster::open(used.data));

  // Not one piece is left in either file.
  CHECK(pieces_in(vault_parts, bytes_of(used.data.vault())) == 0);
  CHECK(pieces_in(bodies, bytes_of(used.data.ledger())) == 0);
  CHECK_FALSE(fs::exists(used.data.vault().string() + "-journal"));
  const Ledger ledger = must(Ledger::open(used.data));
  const Verified verified = must(verify(ledger, {true, std::nullopt, {}}));
  CHECK(verified.erased_parts == 4);
  CHECK(must(ledger.about(gone)).size() == 6);  // the records stay, and prove what they proved

  // HR's key opens no key of theirs any more, and no other key opens what a backup of the ledger still holds.
  const HrKey hr = used.hr();
  CHECK(person_key_for_hr(must(open_people(used.data)), gone, hr).error().code == ErrorCode::not_found);
  const DataDir now = beside(used, "now", used.temp.path / "backup.db", used.data.vault());
  const Ledger backup = must(Ledger::open(now, {.read_only = true}));
  CHECK(private_parts(backup, gone) == bodies);
  std::vector<const Secret*> keys{&hr.data_key, &hr.pair.secret};
  for (std::size_t i = 0; i < used.keys.size(); ++i)
    if (used.ids[i] != gone) keys.push_back(used.keys[i].get());
  CHECK(opened_by(backup, gone, keys) == 0);
  CHECK(opened_by(backup, gone, {used.keys[2].get()}) == 4);  // the key that is gone would
  CHECK(person_key_for_hr(must(open_people(now)), gone, hr).error().code == ErrorCode::not_found);

  // The limit: a backup of the vault from before, with HR's passphrase and a ledger backup, opens them again. Such backups
  // have to be destroyed; docs/threats.md says so.
  const DataDir old = beside(used, "old", used.temp.path / "backup.db", old_vault);
  const Secret key = must(person_key_for_hr(must(open_people(old)), gone, hr));
  CHECK(opened_by(backup, gone, {&key}) == 4);
}
