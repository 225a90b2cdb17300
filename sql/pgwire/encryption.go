package pgwire

import (
	"crypto/tls"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"strings"

	"github.com/isochrondb/isochron/sql/pgcatalog"
)

// encryption is what pg_stat_ssl shows of the connection, nil where it is not encrypted.
func (c *conn) encryption() *pgcatalog.Encryption {
	t, ok := c.nc.(*tls.Conn)
	if !ok {
		return nil
	}
	st := t.ConnectionState()
	e := &pgcatalog.Encryption{Version: versionName(st.Version)}
	e.Cipher, e.Bits = cipherName(tls.CipherSuiteName(st.CipherSuite))
	if len(st.VerifiedChains) > 0 {
		cert := st.PeerCertificates[0]
		e.ClientDN, e.Serial, e.IssuerDN = nameText(cert.Subject), cert.SerialNumber.String(), nameText(cert.Issuer)
	}
	return e
}

// versionName is the protocol's name as Postgres has it.
func versionName(v uint16) string {
	name := strings.ReplaceAll(tls.VersionName(v), " ", "v")
	return strings.TrimSuffix(name, ".0")
}

// cipherName is what OpenSSL calls a suite, and so Postgres does, with the bits of its key.
func cipherName(name string) (string, int) {
	bits := 0
	switch {
	case strings.Contains(name, "AES_128"), strings.Contains(name, "RC4_128"):
		bits = 128
	case strings.Contains(name, "AES_256"), strings.Contains(name, "CHACHA20"):
		bits = 256
	case strings.Contains(name, "3DES"):
		bits = 168
	}
	exchange, rest, ok := strings.Cut(strings.TrimPrefix(name, "TLS_"), "_WITH_")
	if !ok { // of TLS 1.3, which have the same names everywhere
		return name, bits
	}
	rest = strings.NewReplacer("AES_128", "AES128", "AES_256", "AES256", "RC4_128", "RC4", "3DES_EDE_CBC", "DES-CBC3", "_CBC", "", "POLY1305_SHA256", "POLY1305").Replace(rest)
	name = strings.ReplaceAll(rest, "_", "-")
	if exchange != "RSA" {
		name = strings.ReplaceAll(exchange, "_", "-") + "-" + name
	}
	return name, bits
}

// attributeNames are the short names of the parts of a certificate's names.
var attributeNames = map[string]string{
	"2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "serialNumber", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.9": "street", "2.5.4.10": "O", "2.5.4.11": "OU",
	"2.5.4.12": "title", "2.5.4.17": "postalCode", "2.5.4.42": "GN", "0.9.2342.19200300.100.1.1": "UID", "0.9.2342.19200300.100.1.25": "DC", "1.2.840.113549.1.9.1": "emailAddress",
}

// nameText is a certificate's name in one line: /O=Example/CN=alice.
func nameText(n pkix.Name) string {
	var b strings.Builder
	for _, a := range n.Names {
		fmt.Fprintf(&b, "/%s=%v", attributeName(a.Type), a.Value)
	}
	return b.String()
}

func attributeName(id asn1.ObjectIdentifier) string {
	if name, ok := attributeNames[id.String()]; ok {
		return name
	}
	return id.String()
}
