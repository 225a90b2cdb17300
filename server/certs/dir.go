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
	"slices"
	"strconv"
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
	stamp   string // of the files
	pair    tls.Certificate
	pool    *x509.CertPool // of nodes' CAs
	sql     *tls.Config
	revoked revoked
	expires time.Time // the first of the certificates here
	what    string    // that one's file
	warned  time.Time // of its end
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
	for _, name := range []string{CACert, ClientCACert, NodeCert, NodeKey, RevokedList} {
		if info, err := os.Stat(filepath.Join(d.path, name)); err == nil {
			fmt.Fprintf(&b, "%s %d %d %o;", name, info.ModTime().UnixNano(), info.Size(), info.Mode())
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
	cas, err := readCAs(filepath.Join(d.path, CACert))
	if err != nil {
		return nil, err
	}
	clientCAs, err := readCAs(filepath.Join(d.path, ClientCACert))
	if errors.Is(err, fs.ErrNotExist) {
		clientCAs, err = cas, nil
	}
	if err != nil {
		return nil, err
	}
	l.pair, l.pool = conf.Certificates[0], poolOf(cas)
	if l.revoked, err = readRevoked(d.path, slices.Concat(cas, clientCAs)); err != nil {
		return nil, err
	}
	conf.ClientAuth, conf.ClientCAs = tls.VerifyClientCertIfGiven, poolOf(clientCAs)
	conf.VerifyConnection = func(s tls.ConnectionState) error {
		for _, chain := range s.VerifiedChains {
			if err := l.revoked.check(chain); err != nil {
				return err
			}
		}
		return nil
	}
	l.sql = conf
	leaf, err := x509.ParseCertificate(l.pair.Certificate[0])
	if err != nil {
		return nil, err
	}
	l.ends(NodeCert, []*x509.Certificate{leaf})
	l.ends(CACert, cas)
	l.ends(ClientCACert, clientCAs)
	return l, nil
}

// ends notes which certificate ends first.
func (l *loaded) ends(file string, list []*x509.Certificate) {
	for _, c := range list {
		if l.expires.IsZero() || c.NotAfter.Before(l.expires) {
			l.expires, l.what = c.NotAfter, file
		}
	}
}

// readCAs reads a file of CAs' certificates.
func readCAs(name string) ([]*x509.Certificate, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []*x509.Certificate
	for block, rest := pem.Decode(b); block != nil; block, rest = pem.Decode(rest) {
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s holds no certificate", name)
	}
	return out, nil
}

func poolOf(list []*x509.Certificate) *x509.CertPool {
	p := x509.NewCertPool()
	for _, c := range list {
		p.AddCert(c)
	}
	return p
}

// Expires is when the first of the node's certificate and its CAs ends.
func (d *Dir) Expires() time.Time { return d.get().expires }

// expiryWarning is how long before the end of a certificate the log tells of it, once a day.
const expiryWarning = 30 * 24 * time.Hour

// WarnExpiry logs a certificate that ends soon, at most once a day.
func (d *Dir) WarnExpiry() {
	l, now := d.get(), d.now()
	d.mu.Lock()
	defer d.mu.Unlock()
	if left := l.expires.Sub(now); left < expiryWarning && now.Sub(l.warned) >= 24*time.Hour {
		l.warned = now
		d.log.Warn("a certificate ends soon: replace it, connections will fail", "file", filepath.Join(d.path, l.what), "until", l.expires.UTC().Format(time.RFC3339), "days", int(left/(24*time.Hour)))
	}
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
		// It does not know which host was dialled, where that is an IP address: whoever
		// dials verifies (see Verifier), and this keeps those out who forget.
		VerifyConnection: func(s tls.ConnectionState) error { return d.verifyServer(s, s.ServerName) },
	}
	return server, client, d.verifyNode
}

// VerifyHost fails unless the peer's certificate is one of host's, by name or IP address.
// crypto/tls does not tell VerifyConnection of addresses: a connection to one would take
// any certificate of the CA.
func VerifyHost(s tls.ConnectionState, host string) error {
	if len(s.PeerCertificates) == 0 {
		return errors.New("the peer showed no certificate")
	}
	return s.PeerCertificates[0].VerifyHostname(host)
}

// verifyServer is what crypto/tls would do, with the CA as it is now.
func (d *Dir) verifyServer(s tls.ConnectionState, host string) error {
	if len(s.PeerCertificates) == 0 {
		return errors.New("the peer showed no certificate")
	}
	o := x509.VerifyOptions{Roots: d.get().pool, DNSName: host, Intermediates: x509.NewCertPool(), CurrentTime: d.now()}
	for _, c := range s.PeerCertificates[1:] {
		o.Intermediates.AddCert(c)
	}
	_, err := s.PeerCertificates[0].Verify(o)
	return err
}

// verifyNode refuses certificates of clients, and revoked ones.
func (d *Dir) verifyNode(s tls.ConnectionState) error {
	if len(s.PeerCertificates) == 0 || s.PeerCertificates[0].Subject.CommonName != NodeName {
		return fmt.Errorf("the certificate is not a node's: its common name must be %q", NodeName)
	}
	return d.get().revoked.check(s.PeerCertificates)
}

// nodeScheme begins the URI that binds a certificate to a node's ID: isochron-node:3.
const nodeScheme = "isochron-node"

// NodeOf is the node that a certificate was made for; 0: any.
func NodeOf(c *x509.Certificate) (uint32, error) {
	for _, u := range c.URIs {
		if u.Scheme == nodeScheme {
			n, err := strconv.ParseUint(u.Opaque, 10, 32)
			if err != nil || n == 0 {
				return 0, fmt.Errorf("the certificate names the node %q, which is none", u)
			}
			return uint32(n), nil
		}
	}
	return 0, nil
}

// VerifyNodeID refuses a certificate that was made for another node than the peer says to be.
func VerifyNodeID(s tls.ConnectionState, node uint32) error {
	if len(s.PeerCertificates) == 0 {
		return errors.New("the peer showed no certificate")
	}
	made, err := NodeOf(s.PeerCertificates[0])
	if err == nil && made != 0 && node != 0 && made != node {
		err = fmt.Errorf("the certificate was made for node %d, and the peer says that it is node %d", made, node)
	}
	return err
}

// NodeName is the common name in nodes' certificates.
const NodeName = "node"

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

// CreateClientCA makes ca-client.crt and ca-client.key, which sign SQL users' certificates
// from then on; nodes take no others for users. It fails with ErrExists where one is there.
func CreateClientCA(dir string, now time.Time) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := absent(dir, ClientCACert, ClientCAKey); err != nil {
		return err
	}
	_, _, err := makeCA(dir, "Isochron client CA", ClientCACert, ClientCAKey, now)
	return err
}

// CreateNode makes node.crt and node.key for the given host names and addresses, signed
// by dir's CA, for the node with that ID alone (0: any). Those that are there are replaced
// with overwrite, else it is ErrExists.
func CreateNode(dir string, hosts []string, node uint32, now time.Time, overwrite bool) error {
	ca, key, err := loadCA(dir, CACert, CAKey)
	if err != nil {
		return err
	}
	if !overwrite {
		if err := absent(dir, NodeCert, NodeKey); err != nil {
			return err
		}
	}
	return makeNode(dir, ca, key, hosts, node, now)
}

// CreateClient makes the certificate and the key of a SQL user, as CreateNode does.
func CreateClient(dir, user string, now time.Time, overwrite bool) error {
	if user == "" || user == NodeName || strings.ContainsAny(user, `/\`+"\x00") {
		return fmt.Errorf("%q can't be a user's name in a certificate", user)
	}
	ca, caKey, err := loadCA(dir, ClientCACert, ClientCAKey)
	if errors.Is(err, fs.ErrNotExist) {
		if _, there := os.Stat(filepath.Join(dir, ClientCACert)); there == nil {
			return err // its key is elsewhere: the nodes' CA does not sign for users any more
		}
		ca, caKey, err = loadCA(dir, CACert, CAKey)
	}
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
	Serial   string // in hexadecimal
	Node     uint32 // that it was made for; 0: any
	Hosts    []string
	NotAfter time.Time
	CA       bool
}

// Name is the subject, and the node that a node's certificate was made for.
func (i Info) Name() string {
	if i.Node == 0 {
		return i.Subject
	}
	return fmt.Sprintf("%s %d", i.Subject, i.Node)
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
		i := Info{File: filepath.Base(f), Subject: c.Subject.CommonName, Serial: fmt.Sprintf("%X", c.SerialNumber), Hosts: c.DNSNames, NotAfter: c.NotAfter, CA: c.IsCA}
		i.Node, _ = NodeOf(c)
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
