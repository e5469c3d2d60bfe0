// export bundle and verify --bundle, through the real program; minisign and sha256sum as outside witnesses.

#include <doctest/doctest.h>

#include "base/json.hpp"
#include "tests/records/shop.hpp"

using namespace countersign;
using namespace countersign::test;
namespace fs = std::filesystem;

namespace {

Ran shell(const std::string& script) { return run_program({"/bin/sh", "-ec", script}); }

struct Bundle : DemoShop {
  std::string tar = file("bundle.tar");
  Json keys;
  std::string key;
  std::string export_line;

  explicit Bundle(const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"export", "bundle", "--out", tar};
    words.insert(words.end(), more.begin(), more.end());
    const Ran made = run(words);
    REQUIRE_MESSAGE(made.code == 0, made.err);
    keys = Json::parse(run({"vkey", "--json"}).out);
    key = keys["vkey"];
    const std::string text = keys["export_key"];
    export_line = text.substr(text.find('\n') + 1, 56);
  }
  Ran verify(const std::string& bundle_file) const {
    return run_program({ADMIN_PROGRAM, "verify", "--bundle", bundle_file, "--key", key});
  }
  // Unpacks, does `change` inside, packs again in the same order.
  std::string changed(const std::string& change) const {
    const std::string out = file("changed.tar");
    const Ran ran =
        shell("rm -rf '" + file("unpacked") + "'; mkdir '" + file("unpacked") + "'; cd '" + file("unpacked") + "'; tar xf '" +
              tar + "'; tar tf '" + tar + "' > ../names; " + change + "; tar cf '" + out + "' -T ../names");
    REQUIRE_MESSAGE(ran.code == 0, ran.err);
    return out;
  }
};

}  // namespace

TEST_CASE("a bundle can be checked by others: our program, minisign, sha256sum and tar") {
  const Bundle shop;
  CHECK(shop.records_now() == shop.records_before + 1);  // the leaf that says so
  const Ran fine = run_program(
      {ADMIN_PROGRAM, "verify", "--bundle", shop.tar, "--key", shop.key, "--export-key", shop.export_line, "--json"});
  CAPTURE(fine.err);
  REQUIRE(fine.code == 0);
  const Json json = Json::parse(fine.out);
  CHECK(json["ok"] == true);
  CHECK(json["records"] == shop.records_before);
  CHECK(json["bundled_records"] == shop.records_before);
  CHECK(json["proofs"] == 2);
  CHECK(json["minisig"] == "checked");
  CHECK(contains(shop.verify(shop.tar).out, "nothing wrong"));
  CHECK(shop.run({"verify", "--bundle", shop.tar}).code == 0);
  CHECK(run_program({ADMIN_PROGRAM, "verify", "--bundle", shop.tar}).code == 2);

  const Ran minisign = run_program({"/usr/bin/minisign", "-V", "-P", shop.export_line, "-m", shop.tar});
  CHECK_MESSAGE(minisign.code == 0, "minisign (package minisign): " << minisign.err << minisign.out);
  const std::string index = std::to_string(shop.records_before - 1);
  const Ran outside = shell("mkdir '" + shop.file("x") + "'; cd '" + shop.file("x") +
                            "'; tar xf ../bundle.tar; for d in documents/*.txt; do echo \"$(basename $d .txt)  $d\"; done | "
                            "sha256sum -c --quiet; { printf '\\000'; cat records/" +
                            index +
                            ".json; } | sha256sum | cut -c1-64 > ../hash; "
                            "tail -n 1 leaves.txt | cmp - ../hash; ls");
  CHECK_MESSAGE(outside.code == 0, outside.err);
  CHECK_FALSE(contains(bytes_of(shop.tar), "Kestrel"));
  const std::string proof = shop.file("x") + "/proofs/" + index + ".tlog-proof";
  CHECK(run_program({ADMIN_PROGRAM, "verify", "--proof", proof, "--key", shop.key}).code == 0);
}

TEST_CASE("--policy leaves out the rest, and the tree is whole all the same") {
  const Bundle shop({"--policy", "social-media"});
  const Json json = Json::parse(run_program({ADMIN_PROGRAM, "verify", "--bundle", shop.tar, "--key", shop.key, "--json"}).out);
  CHECK(json["records"] == shop.records_before);
  CHECK(json["bundled_records"] == 3);  // published, and two who acknowledged
  CHECK(json["proofs"] == 2);
  const Ran none = shop.run({"export", "bundle", "--out", shop.file("none.tar"), "--policy", "none"});
  CHECK(none.code == 2);
  CHECK_FALSE(fs::exists(shop.file("none.tar")));
  CHECK_FALSE(fs::exists(shop.file("none.tar.minisig")));
  CHECK(shop.records_now() == shop.records_before + 1);
}

TEST_CASE("whatever is changed in a bundle is found, and named") {
  const Bundle shop;
  const std::string last = std::to_string(shop.records_before - 1);
  CHECK(shop.verify(shop.changed("true")).code == 0);
  const std::pair<std::string, std::string> changes[] = {
      {"sed -i s/tapped/drawn/\\;s/typed/drawn/ records/" + last + ".json", "records/" + last + ".json"},
      {"sed -i '1s/^./x/' leaves.txt", "leaves.txt"},
      {"sed -i '1s/^[0-9a-f]\\{8\\}/00000000/' leaves.txt", "leaves.txt"},
      {"sed -i '$d' leaves.txt", "leaves.txt"},
      {"sed -i 's/countersign/countersihn/' checkpoint.txt", "checkpoint.txt"},
      {"for d in documents/*; do echo more >> $d; break; done", "documents/"},
      {"sed -i '1s/^./x/' vkeys.txt", "vkeys.txt"},
      {"sed -i '/proofs.*" + last + "/d' ../names", "proof"},
      {"sed -i '/documents/d' ../names", "document"},
      {"sed -i '/vkeys/d' ../names", "vkeys.txt"},
      {"cp records/0.json records/99999.json; sed -i '/contents/i records/99999.json' ../names", "99999"},
      {"echo hello > note.txt; echo note.txt >> ../names", "note.txt"},
      {"ln -s /etc/passwd link; echo link >> ../names", "plain file"},
      {"sed -i '/contents/d' ../names", "cut short"},
      {"sed -i '/records.0.json/d' ../names", "contents.txt"},
  };
  for (const auto& change : changes) {
    CAPTURE(change.first);
    const Ran ran = shop.verify(shop.changed(change.first));
    CHECK(ran.code == 1);
    CHECK_MESSAGE(contains(ran.err, change.second), ran.err);
  }
  write_bytes(shop.file("no.tar"), "this is no tar file at all");
  CHECK(shop.verify(shop.file("no.tar")).code == 1);
  const std::string cut = bytes_of(shop.tar);
  write_bytes(shop.file("cut.tar"), cut.substr(0, cut.size() / 2));
  CHECK(shop.verify(shop.file("cut.tar")).code == 1);
  CHECK(shop.verify(shop.file("none.tar")).code == 3);
}

TEST_CASE("the file's own signature: changed, missing, of another key") {
  const Bundle shop;
  const auto verify = [&](const std::string& tar, const std::string& key) {
    return run_program({ADMIN_PROGRAM, "verify", "--bundle", tar, "--key", shop.key, "--export-key", key});
  };
  const std::string copy = shop.file("copy.tar");
  fs::copy_file(shop.tar, copy);
  CHECK(verify(copy, shop.export_line).code == 1);  // no signature
  fs::copy_file(shop.tar + ".minisig", copy + ".minisig");
  CHECK(verify(copy, shop.export_line).code == 0);
  write_bytes(shop.file("export.pub"), shop.keys["export_key"].get<std::string>());
  CHECK(verify(copy, shop.file("export.pub")).code == 0);
  CHECK(verify(copy, "RWnonsense").code == 2);
  std::string other = shop.export_line;
  other[20] = other[20] == 'A' ? 'B' : 'A';
  CHECK(verify(copy, other).code == 1);
  write_bytes(copy, bytes_of(copy) + std::string(512, '\0'));
  CHECK(verify(copy, shop.export_line).code == 1);
  replace_in(copy + ".minisig", "countersign bundle", "countersihn bundle");
  fs::copy_file(shop.tar, copy, fs::copy_options::overwrite_existing);
  CHECK(verify(copy, shop.export_line).code == 1);
}

TEST_CASE("a bundle over two changes of key holds for whoever knows any of the three") {
  const DemoShop shop;
  const std::string first = Json::parse(shop.run({"vkey", "--json"}).out)["vkey"];
  REQUIRE(shop.run({"device-key", "rotate"}).code == 0);
  const std::string second = Json::parse(shop.run({"vkey", "--json"}).out)["vkey"];
  REQUIRE(shop.run({"device-key", "rotate"}).code == 0);
  const std::string third = Json::parse(shop.run({"vkey", "--json"}).out)["vkey"];
  const std::string tar = shop.file("b.tar");
  REQUIRE(shop.run({"export", "bundle", "--out", tar}).code == 0);
  for (const std::string& key : {first, second, third}) {
    const Ran ran = run_program({ADMIN_PROGRAM, "verify", "--bundle", tar, "--key", key, "--json"});
    CAPTURE(ran.err);
    CHECK(ran.code == 0);
    CHECK(Json::parse(ran.out)["rotations"] == 2);
  }
}

TEST_CASE("a refused bundle leaves nothing and no record") {
  const DemoShop shop;
  const std::string tar = shop.file("b.tar");
  write_bytes(tar + ".minisig", "before");
  CHECK(shop.run({"export", "bundle", "--out", tar}).code == 2);
  CHECK(bytes_of(tar + ".minisig") == "before");
  fs::remove(tar + ".minisig");
  write_bytes(tar, "before");
  CHECK(shop.run({"export", "bundle", "--out", tar}).code == 2);
  CHECK(bytes_of(tar) == "before");
  fs::remove(tar);
  CHECK(shop.run({"export", "bundle", "--out", "/nonexistent/b.tar"}).code == 3);
  CHECK(shop.records_now() == shop.records_before);
  fs::remove(shop.data / "export-key");
  CHECK(shop.run({"export", "bundle", "--out", tar}).code == 3);
  const auto files = std::distance(fs::directory_iterator(shop.temp.path), {});
  CHECK(files == 3);  // policy, data, passphrase
}
