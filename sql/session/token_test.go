package session

import (
	"errors"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
)

// TestToken: a token says what it was made of, and no other text is one.
func TestToken(t *testing.T) {
	for _, ts := range []hlc.Timestamp{0, 1, 1700000000123456789, hlc.Max} {
		token := makeToken(0xfeed, ts)
		cluster, got, err := parseToken(token)
		if err != nil || cluster != 0xfeed || got != ts {
			t.Errorf("%s: %x, %v, %v, want %v", token, cluster, got, err, ts)
		}
		for i := range token { // one letter is another
			for _, c := range "0a_Zv" {
				other := token[:i] + string(c) + token[i+1:]
				if _, _, err := parseToken(other); other != token && err == nil {
					t.Errorf("%s is taken for a token", other)
				}
			}
		}
	}
	token := makeToken(1, 5)
	for text, want := range map[string]error{
		"": errNoToken, "_": errNoToken, "c_": errNoToken, "c1": errNoToken, "c1_": errNoToken, "cx_" + token[3:]: errNoToken, token[:len(token)-1]: errNoToken,
		token + "0": errNoToken, token + " ": errNoToken, strings.ToUpper(token): errNoToken, "c2_" + token[3:]: errLaterToken, "c10_0": errLaterToken,
		strings.Repeat("c1_", 1<<16): errNoToken, "soon": errNoToken, makeToken(1, -5): errNoToken,
	} {
		if _, _, err := parseToken(text); !errors.Is(err, want) {
			t.Errorf("%.40s: %v, want %v", text, err, want)
		}
	}
}

// FuzzToken: whatever is taken for a token is written as it was read.
func FuzzToken(f *testing.F) {
	f.Add(makeToken(1, 5))
	f.Add("c1_")
	f.Fuzz(func(t *testing.T, text string) {
		if cluster, ts, err := parseToken(text); err == nil && makeToken(cluster, ts) != text {
			t.Errorf("%q is read as %x and %v", text, cluster, ts)
		}
	})
}
