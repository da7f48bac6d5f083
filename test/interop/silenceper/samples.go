package main

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
)

var (
	png = unhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082")
	jpg = bytes.Join([][]byte{
		unhex("ffd8ffe000104a46494600010100000100010000ffdb004300"),
		bytes.Repeat([]byte{8}, 64),
		unhex("ffc0000b080001000101011100ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010100003f0054dfffd9"),
	}, nil)
	amr = append([]byte("#!AMR\n"), bytes.Repeat(unhex("3c91171636e600"), 20)...)
	mp4 = unhex("000000186674797069736f6d0000020069736f6d69736f320000000866726565")
)

func unhex(text string) []byte {
	data, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return data
}

// file writes a sample to where the program runs.
func file(name string, data []byte) string {
	path := filepath.Join(".", name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		panic(err)
	}
	return path
}
