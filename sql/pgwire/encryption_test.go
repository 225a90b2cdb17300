package pgwire

import (
	"crypto/tls"
	"crypto/x509/pkix"
	"encoding/asn1"
	"testing"
)

// TestCipherNames: the names are those that OpenSSL prints (openssl ciphers -stdname).
func TestCipherNames(t *testing.T) {
	for _, tc := range []struct {
		in, want string
		bits     int
	}{
		{"TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384", 256},
		{"TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256", 256},
		{"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "ECDHE-RSA-AES128-GCM-SHA256", 128},
		{"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384", 256},
		{"TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-RSA-CHACHA20-POLY1305", 256},
		{"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", "ECDHE-RSA-AES128-SHA256", 128},
		{"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", "ECDHE-ECDSA-AES256-SHA", 256},
		{"TLS_RSA_WITH_AES_256_GCM_SHA384", "AES256-GCM-SHA384", 256},
		{"TLS_RSA_WITH_AES_128_CBC_SHA", "AES128-SHA", 128},
	} {
		if got, bits := cipherName(tc.in); got != tc.want || bits != tc.bits {
			t.Errorf("%s: got %s of %d bits, want %s of %d", tc.in, got, bits, tc.want, tc.bits)
		}
	}
	for v, want := range map[uint16]string{tls.VersionTLS12: "TLSv1.2", tls.VersionTLS13: "TLSv1.3"} {
		if got := versionName(v); got != want {
			t.Errorf("version %x: got %s, want %s", v, got, want)
		}
	}
}

func TestCertificateNames(t *testing.T) {
	n := pkix.Name{}
	n.FillFromRDNSequence(&pkix.RDNSequence{
		{{Type: asn1.ObjectIdentifier{2, 5, 4, 10}, Value: "Example"}},
		{{Type: asn1.ObjectIdentifier{2, 5, 4, 3}, Value: "alice"}},
		{{Type: asn1.ObjectIdentifier{1, 2, 3}, Value: "x"}},
	})
	if got, want := nameText(n), "/O=Example/CN=alice/1.2.3=x"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
