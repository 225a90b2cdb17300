package cli

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/isochrondb/isochron/server/certs"
)

// firstPassword reads or makes the first user's password. It counts only when the
// cluster begins; a node that joins writes down none, for it does not know it.
func (r *running) firstPassword() (string, error) {
	if len(r.c.Join) == 0 {
		_, err := os.Stat(r.c.PasswordFile())
		r.newPassword = errors.Is(err, fs.ErrNotExist)
		return ensurePassword(r.c.PasswordFile())
	}
	b, err := os.ReadFile(r.c.PasswordFile())
	if errors.Is(err, fs.ErrNotExist) {
		return newPassword()
	}
	return strings.TrimSpace(string(b)), err
}

// keepPassword writes the password down where the cluster began here.
func (r *running) keepPassword() error {
	if r.c.Insecure || len(r.c.Join) == 0 {
		return nil
	}
	if r.node.Began() {
		r.newPassword = true
		return certs.WriteFile(r.c.PasswordFile(), []byte(r.password+"\n"), 0o600)
	}
	if _, err := os.Stat(r.c.PasswordFile()); err != nil {
		r.password = "" // it is another node's to know
	}
	return nil
}

// ensurePassword reads the first user's password, or makes it. It counts only
// when the store is made; afterwards the file is a note for its owner.
func ensurePassword(file string) (string, error) {
	b, err := os.ReadFile(file)
	if err == nil {
		return strings.TrimSpace(string(b)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	password, err := newPassword()
	if err != nil {
		return "", err
	}
	return password, certs.WriteFile(file, []byte(password+"\n"), 0o600)
}

func newPassword() (string, error) {
	var raw [18]byte
	_, err := rand.Read(raw[:])
	return base64.RawURLEncoding.EncodeToString(raw[:]), err
}
