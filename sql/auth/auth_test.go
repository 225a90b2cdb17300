package auth

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xdg-go/scram"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// The beginning of a verifier.
const truncated = "SCRAM-SHA-256$4096:MTIzNDU2Nzg5MGFiY2RlZg==$"

func TestVerifier(t *testing.T) {
	for _, password := range []string{"secret", "pässwörd", "\u00ad", "a\x01b", strings.Repeat("x", 300)} {
		v, err := Verifier(password, bytes.NewReader([]byte("0123456789abcdef")))
		if err != nil {
			t.Fatal(err)
		}
		if !Check(v, password) {
			t.Errorf("Check(%q, %q) = false", v, password)
		}
		if Check(v, password+"x") {
			t.Errorf("Check(%q, other) = true", v)
		}
		c, ok := Parse(v)
		if !ok || Format(c) != v {
			t.Errorf("Parse and Format of %q give %q", v, Format(c))
		}
	}
}

// TestConversation runs the library's client against a stored verifier.
func TestConversation(t *testing.T) {
	v, err := Verifier("secret", bytes.NewReader([]byte("0123456789abcdef")))
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]bool{"secret": true, "Secret": false} {
		client, err := scram.SHA256.NewClient("u", password, "")
		if err != nil {
			t.Fatal(err)
		}
		server, err := scram.SHA256.NewServer(func(string) (scram.StoredCredentials, error) {
			c, _ := Parse(v)
			return c, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		cc, sc := client.NewConversation(), server.NewConversation()
		msg, err := cc.Step("")
		for err == nil && !sc.Done() {
			if msg, err = sc.Step(msg); err == nil && !cc.Done() {
				msg, err = cc.Step(msg)
			}
		}
		if got := sc.Valid(); got != want {
			t.Errorf("password %q: valid = %v, want %v (%v)", password, got, want, err)
		}
	}
}

func TestStore(t *testing.T) {
	v, err := Store("secret", bytes.NewReader(make([]byte, 16)))
	if err != nil || !Check(v, "secret") {
		t.Errorf("Store(secret) = %q, %v", v, err)
	}
	if again, err := Store(v, bytes.NewReader(nil)); err != nil || again != v {
		t.Errorf("Store(verifier) = %q, %v", again, err)
	}
	if got, err := Store("", bytes.NewReader(nil)); err != nil || got != "" {
		t.Errorf("Store of nothing = %q, %v", got, err)
	}
	if _, err := Store("md5"+strings.Repeat("0", 32), bytes.NewReader(nil)); !pgerror.Is(err, pgerror.FeatureNotSupported) {
		t.Errorf("Store(md5…) = %v, want 0A000", err)
	}
	if _, err := Store("x", bytes.NewReader(nil)); err == nil {
		t.Error("Store without randomness succeeded")
	}
}

func TestParseRefuses(t *testing.T) {
	good, _ := Verifier("x", bytes.NewReader(make([]byte, 16)))
	for _, v := range []string{"", "x", truncated, good[:len(good)-4], strings.Replace(good, "4096", "0", 1),
		strings.Replace(good, "4096", "99999999999", 1), strings.Replace(good, "$", "#", 2), strings.Replace(good, ":", "", 1)} {
		if _, ok := Parse(v); ok {
			t.Errorf("Parse(%q) succeeded", v)
		}
	}
}

func FuzzParse(f *testing.F) {
	good, _ := Verifier("x", bytes.NewReader(make([]byte, 16)))
	f.Add(good)
	f.Add(truncated)
	f.Fuzz(func(t *testing.T, v string) {
		if c, ok := Parse(v); ok {
			if _, ok := Parse(Format(c)); !ok {
				t.Errorf("Format(Parse(%q)) = %q is not read back", v, Format(c))
			}
		}
	})
}
