// Package auth decides who a client is: SCRAM-SHA-256 verifiers (RFC 5802,
// 7677; stored in the form of RFC 5803 as Postgres does) and whether a role may
// log in to a database.
//
// It knows the catalog's roles and nothing of the wire: package pgwire holds
// the conversation. Passwords pass through and are never kept.
package auth

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/xdg-go/scram"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

const (
	// Iterations is how often a password is hashed: Postgres 15's number.
	Iterations = 4096
	// iterationsMax bounds what a stored verifier may ask of the server.
	iterationsMax = 10_000_000
	saltBytes     = 16
	prefix        = "SCRAM-SHA-256$"
)

// Verifier returns the stored form of a password, with a salt from random.
func Verifier(password string, random io.Reader) (string, error) {
	salt := make([]byte, saltBytes)
	if _, err := io.ReadFull(random, salt); err != nil {
		return "", fmt.Errorf("auth: no salt: %w", err)
	}
	kf := scram.KeyFactors{Salt: string(salt), Iters: Iterations}
	return Format(credentials(password, kf)), nil
}

// credentials derives what is stored. A password that SASLprep refuses is taken
// as it is, as Postgres does.
func credentials(password string, kf scram.KeyFactors) scram.StoredCredentials {
	if cl, err := scram.SHA256.NewClient("", password, ""); err == nil {
		if c, err := cl.GetStoredCredentialsWithError(kf); err == nil {
			return c
		}
	}
	salted, err := pbkdf2.Key(sha256.New, password, []byte(kf.Salt), kf.Iters, sha256.Size)
	if err != nil {
		return scram.StoredCredentials{KeyFactors: kf}
	}
	stored := sha256.Sum256(mac(salted, "Client Key"))
	return scram.StoredCredentials{KeyFactors: kf, StoredKey: stored[:], ServerKey: mac(salted, "Server Key")}
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

// Format writes credentials as Postgres does:
// SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey.
func Format(c scram.StoredCredentials) string {
	b64 := base64.StdEncoding.EncodeToString
	return prefix + strconv.Itoa(c.Iters) + ":" + b64([]byte(c.Salt)) + "$" + b64(c.StoredKey) + ":" + b64(c.ServerKey)
}

// Parse reads what Format wrote; ok is false for anything else.
func Parse(verifier string) (c scram.StoredCredentials, ok bool) {
	rest, ok := strings.CutPrefix(verifier, prefix)
	if !ok {
		return c, false
	}
	factors, sealed, ok := strings.Cut(rest, "$")
	if !ok {
		return c, false
	}
	iters, salt, ok1 := strings.Cut(factors, ":")
	stored, server, ok2 := strings.Cut(sealed, ":")
	if !ok1 || !ok2 {
		return c, false
	}
	n, err := strconv.Atoi(iters)
	if err != nil || n < 1 || n > iterationsMax {
		return c, false
	}
	s, err1 := base64.StdEncoding.DecodeString(salt)
	c.StoredKey, err = base64.StdEncoding.DecodeString(stored)
	var err2 error
	c.ServerKey, err2 = base64.StdEncoding.DecodeString(server)
	if err != nil || err1 != nil || err2 != nil || len(c.StoredKey) != sha256.Size || len(c.ServerKey) != sha256.Size || len(s) == 0 {
		return scram.StoredCredentials{}, false
	}
	c.KeyFactors = scram.KeyFactors{Salt: string(s), Iters: n}
	return c, true
}

// Store turns the text of PASSWORD '…' into what is stored: a verifier is kept
// as it is, a password hashed. An empty password is none, and so is a verifier of it. The error is 0A000 for
// an MD5 hash.
func Store(text string, random io.Reader) (string, error) {
	if text == "" {
		return "", nil
	}
	if c, ok := Parse(text); ok {
		if bytes.Equal(credentials("", c.KeyFactors).StoredKey, c.StoredKey) {
			return "", nil
		}
		return text, nil
	}
	if len(text) == 35 && strings.HasPrefix(text, "md5") && strings.Trim(text[3:], "0123456789abcdef") == "" {
		return "", pgerror.Unsupported("Give the password itself or a SCRAM-SHA-256 verifier.", "MD5 password hashes are not supported")
	}
	return Verifier(text, random)
}

// Users serves the roles of a catalog. Safe for concurrent use.
type Users struct {
	Catalog *catalog.Catalog
	// Now is the time that VALID UNTIL is compared with; nil means time.Now.
	Now func() time.Time
}

// Verifier returns what SCRAM needs to know of a user: nothing where the role
// does not exist, has no password or is past its VALID UNTIL; then why.
func (u *Users) Verifier(ctx context.Context, user string) (v scram.StoredCredentials, ok bool, why string, err error) {
	snap, err := u.snapshot(ctx)
	if err != nil {
		return v, false, "", err
	}
	r, ok := snap.Role(user)
	switch {
	case !ok:
		return v, false, "the role does not exist", nil
	case r.Verifier == "":
		return v, false, "the role has no password", nil
	case u.expired(r):
		return v, false, "the password has expired", nil
	}
	v, ok = Parse(r.Verifier)
	return v, ok, "the stored password can't be read", nil
}

// Member reports whether a user is a member of a role, or that role, by any chain of
// roles. Superusers are members of no more than others.
func (u *Users) Member(ctx context.Context, user, role string) (bool, error) {
	snap, err := u.snapshot(ctx)
	if err != nil {
		return false, err
	}
	member, ok := snap.Role(user)
	of, ok2 := snap.Role(role)
	return ok && ok2 && snap.Belongs(member.ID, of.ID), nil
}

// Check reports whether a password is the user's; else why not, for the log alone. It takes
// as long for a user who does not exist.
func (u *Users) Check(ctx context.Context, user, password string) (ok bool, why string, err error) {
	v, known, why, err := u.Verifier(ctx, user)
	if err != nil {
		return false, "", err
	}
	if !known {
		v.KeyFactors = scram.KeyFactors{Salt: user + "0123456789abcdef", Iters: Iterations}
	}
	got := credentials(password, v.KeyFactors)
	if known && hmac.Equal(got.StoredKey, v.StoredKey) {
		return true, "", nil
	}
	if known {
		why = "wrong password"
	}
	return false, why, nil
}

func (u *Users) snapshot(ctx context.Context) (*catalog.Snapshot, error) {
	return u.Catalog.Snapshot(ctx, u.Catalog.DB().Now())
}

func (u *Users) expired(r *catalog.RoleDesc) bool {
	if r.ValidUntil == "" || r.ValidUntil == "infinity" {
		return false
	}
	d, err := types.DecodeText(types.TTimestampTZ, types.NoTypmod, r.ValidUntil, nil)
	if err != nil {
		return true
	}
	now := time.Now
	if u.Now != nil {
		now = u.Now
	}
	return d.Int() <= types.TimestampFromTime(now())
}
