// Package certs makes and loads the certificates of a node: a CA of its own at
// the first start, and a server certificate that it signs, so that connections
// are encrypted and verified before anybody has set anything up (RFC 5280;
// ECDSA P-256).
//
//	ca.crt         the CA's certificate: clients verify with it (sslrootcert)
//	ca.key         its key: keep it away from other nodes
//	ca-client.crt  the CA of SQL users' certificates, where that is another
//	ca-client.key  its key
//	node.crt       the node's certificate
//	node.key       its key
//	revoked        serial numbers, or CRLs, of certificates that count no more
//
// Keys are readable by their owner alone, or are not taken.
package certs

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// File names within a certificate directory.
const (
	CACert = "ca.crt"
	CAKey  = "ca.key"

	ClientCACert = "ca-client.crt"
	ClientCAKey  = "ca-client.key"

	NodeCert = "node.crt"
	NodeKey  = "node.key"
)

const (
	caLifetime   = 10 * 365 * 24 * time.Hour
	nodeLifetime = 5 * 365 * 24 * time.Hour
	backdated    = time.Hour // clients' clocks may be behind
)

// Ensure loads dir's certificates, and makes what is missing for the given host
// names and addresses. It never replaces a file: a CA whose key is elsewhere (or gone)
// can't sign, and is not made anew. made tells whether it made any.
func Ensure(dir string, hosts []string, now time.Time) (conf *tls.Config, made bool, err error) {
	conf, err = Load(dir)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return conf, false, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, false, err
	}
	ca, caKey, err := ensureCA(dir, now)
	if err != nil {
		return nil, false, err
	}
	if err := makeNode(dir, ca, caKey, hosts, 0, now); err != nil {
		return nil, false, err
	}
	conf, err = Load(dir)
	return conf, true, err
}

// Load reads node.crt and node.key. The error wraps fs.ErrNotExist where one is
// missing.
func Load(dir string) (*tls.Config, error) {
	certPEM, err := os.ReadFile(filepath.Join(dir, NodeCert))
	if err != nil {
		return nil, err
	}
	keyPEM, err := os.ReadFile(filepath.Join(dir, NodeKey))
	if err != nil {
		return nil, err
	}
	if err := checkKeyFile(filepath.Join(dir, NodeKey)); err != nil {
		return nil, err
	}
	pair, err := tls.X509KeyPair(certPEM, keyPEM)
	if err != nil {
		return nil, fmt.Errorf("certificate and key in %s: %w", dir, err)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}, nil
}

func ensureCA(dir string, now time.Time) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	ca, key, err := loadCA(dir, CACert, CAKey)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return ca, key, err
	}
	if err := absent(dir, CACert, CAKey); err != nil {
		return nil, nil, fmt.Errorf("%w: without its other half no certificate can be signed. Make node.crt where ca.key is ('isochron cert create-node'), and put it here", err)
	}
	return makeCA(dir, "Isochron CA", CACert, CAKey, now)
}

// makeCA makes a CA's certificate and key.
func makeCA(dir, name, certFile, keyFile string, now time.Time) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	var key *ecdsa.PrivateKey
	var err error
	if key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, nil, err
	}
	template := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{Organization: []string{"Isochron"}, CommonName: name},
		NotBefore: now.Add(-backdated), NotAfter: now.Add(caLifetime),
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, nil, err
	}
	if err := writeKey(filepath.Join(dir, keyFile), key); err != nil {
		return nil, nil, err
	}
	if err := writePEM(filepath.Join(dir, certFile), "CERTIFICATE", der, 0o644); err != nil {
		return nil, nil, err
	}
	return loadCA(dir, certFile, keyFile)
}

func loadCA(dir, certFile, keyFile string) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	cert, err := os.ReadFile(filepath.Join(dir, certFile))
	if err != nil {
		return nil, nil, err
	}
	key, err := os.ReadFile(filepath.Join(dir, keyFile))
	if err != nil {
		return nil, nil, err
	}
	if err := checkKeyFile(filepath.Join(dir, keyFile)); err != nil {
		return nil, nil, err
	}
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return nil, nil, fmt.Errorf("CA in %s: %w", dir, err)
	}
	ca, err := x509.ParseCertificate(pair.Certificate[0])
	if err != nil {
		return nil, nil, fmt.Errorf("CA in %s: %w", dir, err)
	}
	k, ok := pair.PrivateKey.(*ecdsa.PrivateKey)
	if !ok {
		return nil, nil, fmt.Errorf("CA in %s: the key is not an ECDSA key", dir)
	}
	return ca, k, nil
}

func makeNode(dir string, ca *x509.Certificate, caKey *ecdsa.PrivateKey, hosts []string, node uint32, now time.Time) error {
	template := &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{Organization: []string{"Isochron"}, CommonName: NodeName},
		NotBefore: now.Add(-backdated), NotAfter: now.Add(nodeLifetime),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	if node != 0 {
		template.URIs = []*url.URL{{Scheme: nodeScheme, Opaque: strconv.FormatUint(uint64(node), 10)}}
	}
	for _, h := range hosts {
		if ip := net.ParseIP(h); ip != nil {
			if ip.IsUnspecified() { // what listens everywhere is reached nowhere by that name
				continue
			}
			template.IPAddresses = append(template.IPAddresses, ip)
		} else if h != "" {
			template.DNSNames = append(template.DNSNames, h)
		}
	}
	return issue(dir, NodeCert, NodeKey, ca, caKey, template)
}

func serial() *big.Int {
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		panic(err) // crypto/rand does not fail
	}
	return n.Add(n, big.NewInt(1))
}

func writeKey(name string, key *ecdsa.PrivateKey) error {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return writePEM(name, "PRIVATE KEY", der, 0o600)
}

// writePEM writes a file whole or not at all.
func writePEM(name, kind string, der []byte, mode fs.FileMode) error {
	return WriteFile(name, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), mode)
}

// WriteFile writes a file that appears whole, synced, under its name or not at
// all. It replaces an existing one.
func WriteFile(name string, data []byte, mode fs.FileMode) error {
	tmp, err := os.OpenFile(name+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		_ = os.Remove(name + ".tmp")
		return err
	}
	return os.Rename(name+".tmp", name)
}
