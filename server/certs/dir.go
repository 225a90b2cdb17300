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
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Dir is a directory of certificates in use. Files that are replaced count from the
// next connection on, so certificates are rotated without a restart; what can't be
// read is logged, and what was there before goes on. Safe for concurrent use.
type Dir struct {
	path string
	log  *slog.Logger
	now  func() time.Time

	mu      sync.Mutex // guards what is below, and makes one look at a time
	looked  time.Time
	current *loaded
}

// loaded is what the files held at one time.
type loaded struct {
	stamp string // of the files
	pair  tls.Certificate
	pool  *x509.CertPool
	sql   *tls.Config
}

// lookEvery is how often the files are looked at, at most.
const lookEvery = time.Second

// OpenDir reads dir's ca.crt, node.crt and node.key. now is for tests; nil: time.Now.
func OpenDir(dir string, log *slog.Logger, now func() time.Time) (*Dir, error) {
	if now == nil {
		now = time.Now
	}
	d := &Dir{path: dir, log: log, now: now, looked: now()}
	var err error
	d.current, err = d.read()
	return d, err
}

func (d *Dir) stamp() string {
	var b strings.Builder
	for _, name := range []string{CACert, NodeCert, NodeKey} {
		if info, err := os.Stat(filepath.Join(d.path, name)); err == nil {
			fmt.Fprintf(&b, "%d %d;", info.ModTime().UnixNano(), info.Size())
		}
	}
	return b.String()
}

func (d *Dir) read() (*loaded, error) {
	l := &loaded{stamp: d.stamp()}
	conf, err := Load(d.path)
	if err != nil {
		return nil, err
	}
	ca, err := os.ReadFile(filepath.Join(d.path, CACert))
	if err != nil {
		return nil, err
	}
	l.pair, l.pool = conf.Certificates[0], x509.NewCertPool()
	if !l.pool.AppendCertsFromPEM(ca) {
		return nil, fmt.Errorf("%s holds no certificate", filepath.Join(d.path, CACert))
	}
	conf.ClientAuth, conf.ClientCAs = tls.VerifyClientCertIfGiven, l.pool
	l.sql = conf
	return l, nil
}

// get returns what counts now.
func (d *Dir) get() *loaded {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	if now.Sub(d.looked) < lookEvery {
		return d.current
	}
	d.looked = now
	if d.stamp() == d.current.stamp {
		return d.current
	}
	fresh, err := d.read()
	if err != nil {
		d.log.Warn("new certificates can't be used", "dir", d.path, "error", err)
		return d.current
	}
	d.log.Info("certificates were replaced", "dir", d.path)
	d.current = fresh
	return fresh
}

// SQL is the configuration of a connection of a SQL client, who may show a
// certificate of the CA in place of a password.
func (d *Dir) SQL() *tls.Config { return d.get().sql }

// Peers returns how nodes meet each other: both ends show a certificate of the CA whose
// common name is "node".
func (d *Dir) Peers() (server, client *tls.Config, verify func(tls.ConnectionState) error) {
	server = &tls.Config{
		MinVersion: tls.VersionTLS13, ClientAuth: tls.RequireAndVerifyClientCert,
		GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			l := d.get()
			return &tls.Config{
				MinVersion: tls.VersionTLS13, ClientAuth: tls.RequireAndVerifyClientCert, NextProtos: []string{"h2"},
				Certificates: []tls.Certificate{l.pair}, ClientCAs: l.pool,
			}, nil
		},
	}
	client = &tls.Config{
		MinVersion:           tls.VersionTLS13,
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &d.get().pair, nil },
		// The pool may be replaced, so the chain is verified in VerifyConnection.
		InsecureSkipVerify: true,
		VerifyConnection:   d.verifyServer,
	}
	return server, client, verifyNode
}

// verifyServer is what crypto/tls would do, with the CA as it is now.
func (d *Dir) verifyServer(s tls.ConnectionState) error {
	if len(s.PeerCertificates) == 0 {
		return errors.New("the peer showed no certificate")
	}
	o := x509.VerifyOptions{Roots: d.get().pool, DNSName: s.ServerName, Intermediates: x509.NewCertPool(), CurrentTime: d.now()}
	for _, c := range s.PeerCertificates[1:] {
		o.Intermediates.AddCert(c)
	}
	_, err := s.PeerCertificates[0].Verify(o)
	return err
}

// verifyNode refuses certificates of clients.
func verifyNode(s tls.ConnectionState) error {
	if len(s.PeerCertificates) == 0 || s.PeerCertificates[0].Subject.CommonName != nodeName {
		return fmt.Errorf("the certificate is not a node's: its common name must be %q", nodeName)
	}
	return nil
}

// nodeName is the common name in nodes' certificates.
const nodeName = "node"

// ClientFiles are the names of a user's certificate and key.
func ClientFiles(user string) (cert, key string) {
	return "client." + user + ".crt", "client." + user + ".key"
}

// ErrExists reports a file that would have been replaced.
var ErrExists = errors.New("it is there already")

// CreateCA makes ca.crt and ca.key. It fails with ErrExists where one is there.
func CreateCA(dir string, now time.Time) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := absent(dir, CACert, CAKey); err != nil {
		return err
	}
	_, _, err := ensureCA(dir, now)
	return err
}

// CreateNode makes node.crt and node.key for the given host names and addresses, signed
// by dir's CA. Those that are there are replaced with overwrite, else it is ErrExists.
func CreateNode(dir string, hosts []string, now time.Time, overwrite bool) error {
	ca, key, err := loadCA(dir)
	if err != nil {
		return err
	}
	if !overwrite {
		if err := absent(dir, NodeCert, NodeKey); err != nil {
			return err
		}
	}
	return makeNode(dir, ca, key, hosts, now)
}

// CreateClient makes the certificate and the key of a SQL user, as CreateNode does.
func CreateClient(dir, user string, now time.Time, overwrite bool) error {
	if user == "" || user == nodeName || strings.ContainsAny(user, `/\`+"\x00") {
		return fmt.Errorf("%q can't be a user's name in a certificate", user)
	}
	ca, caKey, err := loadCA(dir)
	if err != nil {
		return err
	}
	certFile, keyFile := ClientFiles(user)
	if !overwrite {
		if err := absent(dir, certFile, keyFile); err != nil {
			return err
		}
	}
	return issue(dir, certFile, keyFile, ca, caKey, &x509.Certificate{
		SerialNumber: serial(), Subject: pkix.Name{Organization: []string{"Isochron"}, CommonName: user},
		NotBefore: now.Add(-backdated), NotAfter: now.Add(nodeLifetime),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	})
}

// issue writes a new key and the CA's certificate of it.
func issue(dir, certFile, keyFile string, ca *x509.Certificate, caKey *ecdsa.PrivateKey, template *x509.Certificate) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	der, err := x509.CreateCertificate(rand.Reader, template, ca, &key.PublicKey, caKey)
	if err != nil {
		return err
	}
	if err := writeKey(filepath.Join(dir, keyFile), key); err != nil {
		return err
	}
	return writePEM(filepath.Join(dir, certFile), "CERTIFICATE", der, 0o644)
}

func absent(dir string, names ...string) error {
	for _, name := range names {
		f := filepath.Join(dir, name)
		if _, err := os.Stat(f); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w", f, errors.Join(ErrExists, err))
		}
	}
	return nil
}

// Info describes one certificate file.
type Info struct {
	File     string
	Subject  string
	Hosts    []string
	NotAfter time.Time
	CA       bool
}

// List describes the certificates in dir, by file name.
func List(dir string) ([]Info, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.crt"))
	if err != nil {
		return nil, err
	}
	var out []Info
	for _, f := range files {
		c, err := parseFile(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		i := Info{File: filepath.Base(f), Subject: c.Subject.CommonName, Hosts: c.DNSNames, NotAfter: c.NotAfter, CA: c.IsCA}
		for _, ip := range c.IPAddresses {
			i.Hosts = append(i.Hosts, ip.String())
		}
		out = append(out, i)
	}
	return out, nil
}

// parseFile reads the first certificate of a PEM file.
func parseFile(name string) (*x509.Certificate, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, errors.New("it holds no certificate")
	}
	return x509.ParseCertificate(block.Bytes)
}
