// Checks a log with Go's own libraries: golang.org/x/mod/sumdb/note and tlog.
//
// Usage: check_log FOLDER
// Prints what it has checked and exits 0, or says what does not agree and exits 1. FOLDER holds
//
//	vkey                     the log's verifier key, one line
//	checkpoint-SIZE          a signed note for each size
//	record-INDEX             the bytes of each record
//	proof-INDEX-SIZE         c2sp.org/tlog-proof@v1, for each record and each size that has it
//	consistency-OLD-SIZE     hashes in base64, one a line, for each two sizes
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type checkpoint struct {
	note string
	size int64
	root tlog.Hash
}

func check(err error, what string) {
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", what, err)
		os.Exit(1)
	}
}

func require(holds bool, what, why string) {
	if !holds {
		check(fmt.Errorf("%s", why), what)
	}
}

func read(folder, name string) string {
	bytes, err := os.ReadFile(filepath.Join(folder, name))
	check(err, name)
	return string(bytes)
}

func hashes(lines, name string) []tlog.Hash {
	var out []tlog.Hash
	for _, line := range strings.SplitAfter(lines, "\n") {
		if line == "" {
			continue
		}
		bytes, err := base64.StdEncoding.Strict().DecodeString(strings.TrimSuffix(line, "\n"))
		check(err, name)
		require(len(bytes) == tlog.HashSize && strings.HasSuffix(line, "\n"), name, "not a line with a hash")
		out = append(out, *(*tlog.Hash)(bytes))
	}
	return out
}

func number(text, name string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	check(err, name)
	require(strconv.FormatInt(value, 10) == text, name, "not a plain number: "+text)
	return value
}

func open(text, name string, verifier note.Verifier) checkpoint {
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	check(err, name)
	lines := strings.Split(opened.Text, "\n")
	require(len(lines) == 4 && lines[3] == "", name, "not three lines")
	require(lines[0] == verifier.Name(), name, "of another log: "+lines[0])
	return checkpoint{text, number(lines[1], name), hashes(lines[2]+"\n", name)[0]}
}

func checkProof(folder string, index, size int64, record string, verifier note.Verifier) string {
	name := fmt.Sprintf("proof-%d-%d", index, size)
	head, signed, found := strings.Cut(read(folder, name), "\n\n")
	require(found, name, "no blank line")
	lines := strings.SplitAfterN(head+"\n", "\n", 3)
	require(lines[0] == "c2sp.org/tlog-proof@v1\n", name, "not of this format")
	require(lines[1] == fmt.Sprintf("index %d\n", index), name, "of another index")
	at := open(signed, name, verifier)
	require(at.size == size, name, "of another size")
	path := hashes(strings.Join(lines[2:], ""), name)
	check(tlog.CheckRecord(path, at.size, at.root, index, tlog.RecordHash([]byte(record))), name)
	return signed
}

func main() {
	require(len(os.Args) == 2, "check_log", "usage: check_log FOLDER")
	folder := os.Args[1]
	verifier, err := note.NewVerifier(read(folder, "vkey"))
	check(err, "vkey")

	var records []string
	var checkpoints []checkpoint
	proofs, consistent := 0, 0
	for size := int64(1); ; size++ {
		name := fmt.Sprintf("checkpoint-%d", size)
		if _, err := os.Stat(filepath.Join(folder, name)); os.IsNotExist(err) {
			break
		}
		now := open(read(folder, name), name, verifier)
		require(now.size == size, name, "of another size")
		checkpoints = append(checkpoints, now)
		records = append(records, read(folder, fmt.Sprintf("record-%d", size-1)))
		for index := int64(0); index < size; index++ {
			signed := checkProof(folder, index, size, records[index], verifier)
			require(signed == now.note, name, "a proof has another note for this size")
			proofs++
		}
		for _, old := range checkpoints {
			name := fmt.Sprintf("consistency-%d-%d", old.size, size)
			check(tlog.CheckTree(hashes(read(folder, name), name), size, now.root, old.size, old.root), name)
			consistent++
		}
	}
	files, err := os.ReadDir(folder)
	check(err, folder)
	require(len(files) == 1+2*len(records)+proofs+consistent, folder, "there are files that nothing asked for")
	fmt.Printf("%d notes, %d inclusions, %d continuations agree\n", len(checkpoints), proofs, consistent)
}
