package certs

import (
	"bufio"
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"strings"
)

// RevokedList is the file in a certificate directory that lists certificates which count
// no more: lines with a serial number in hexadecimal (as "openssl x509 -serial" and "cert
// list" print it; colons are ignored), # begins a comment; or CRLs in PEM (RFC 5280).
const RevokedList = "revoked"

// revoked are the serial numbers of certificates that are refused.
type revoked map[string]bool

// readRevoked reads dir's list; none is empty. CRLs must be signed by one of the CAs.
func readRevoked(dir string, cas []*x509.Certificate) (revoked, error) {
	name := filepath.Join(dir, RevokedList)
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r, err := parseRevoked(b, cas)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

func parseRevoked(b []byte, cas []*x509.Certificate) (revoked, error) {
	r := revoked{}
	if bytes.Contains(b, []byte("-----BEGIN")) {
		for block, rest := pem.Decode(b); block != nil; block, rest = pem.Decode(rest) {
			if err := r.addCRL(block, cas); err != nil {
				return nil, err
			}
		}
		return r, nil
	}
	lines := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; lines.Scan(); n++ {
		text, _, _ := strings.Cut(lines.Text(), "#")
		text = strings.TrimPrefix(strings.TrimSpace(text), "serial=")
		if text = strings.ReplaceAll(text, ":", ""); text == "" {
			continue
		}
		serial, ok := new(big.Int).SetString(text, 16)
		if !ok {
			return nil, fmt.Errorf("line %d: %q is no serial number in hexadecimal", n, text)
		}
		r[serial.String()] = true
	}
	return r, lines.Err()
}

func (r revoked) addCRL(block *pem.Block, cas []*x509.Certificate) error {
	if block.Type != "X509 CRL" {
		return fmt.Errorf("a %s is no revocation list", block.Type)
	}
	list, err := x509.ParseRevocationList(block.Bytes)
	if err != nil {
		return err
	}
	signed := false
	for _, ca := range cas {
		signed = signed || list.CheckSignatureFrom(ca) == nil
	}
	if !signed {
		return errors.New("the revocation list is not signed by a CA of the directory")
	}
	for _, e := range list.RevokedCertificateEntries {
		r[e.SerialNumber.String()] = true
	}
	return nil
}

// check refuses a chain that has a revoked certificate.
func (r revoked) check(chain []*x509.Certificate) error {
	for _, c := range chain {
		if r[c.SerialNumber.String()] {
			return fmt.Errorf("the certificate %q with serial number %x is revoked", c.Subject.CommonName, c.SerialNumber)
		}
	}
	return nil
}
