package transport

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"net"
	"sync/atomic"
	"testing"
	"time"
)

// authority signs certificates for tests.
type authority struct {
	t    *testing.T
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
	pool *x509.CertPool
	next int64
}

func newAuthority(t *testing.T) *authority {
	a := &authority{t: t, pool: x509.NewCertPool(), next: 1}
	a.key = a.newKey()
	a.cert = a.sign(&x509.Certificate{
		Subject: pkix.Name{CommonName: "CA"}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}, nil, a.key)
	a.pool.AddCert(a.cert)
	return a
}

func (a *authority) newKey() *ecdsa.PrivateKey {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		a.t.Fatal(err)
	}
	return k
}

func (a *authority) sign(c, parent *x509.Certificate, key *ecdsa.PrivateKey) *x509.Certificate {
	a.next++
	c.SerialNumber = big.NewInt(a.next)
	c.NotBefore, c.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	if parent == nil {
		parent = c
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, &key.PublicKey, a.key)
	if err != nil {
		a.t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		a.t.Fatal(err)
	}
	return cert
}

func (a *authority) issue(name string) *tls.Certificate {
	key := a.newKey()
	c := a.sign(&x509.Certificate{
		Subject:     pkix.Name{CommonName: name},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"localhost"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth, x509.ExtKeyUsageServerAuth},
	}, a.cert, key)
	return &tls.Certificate{Certificate: [][]byte{c.Raw}, PrivateKey: key, Leaf: c}
}

// secure makes a node's TLS: what pair holds is asked for at each handshake.
func secure(o *MeshOptions, ca *authority, pair *atomic.Pointer[tls.Certificate]) {
	server := &tls.Config{ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: ca.pool, MinVersion: tls.VersionTLS13, NextProtos: []string{"h2"}}
	server.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return pair.Load(), nil }
	o.ServerTLS = &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) { return server, nil }}
	o.ClientTLS = &tls.Config{
		RootCAs: ca.pool, MinVersion: tls.VersionTLS13,
		GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return pair.Load(), nil },
	}
	o.VerifyPeer = func(s tls.ConnectionState) error {
		if cn := s.PeerCertificates[0].Subject.CommonName; cn != "node" {
			return errors.New(cn + " is no node")
		}
		return nil
	}
}

// Real sockets and mutual TLS: certificates change under way, and who has none,
// another CA's or not a node's is kept out.
func TestMutualTLSOverTCP(t *testing.T) {
	ca, foreign := newAuthority(t), newAuthority(t)
	addresses := map[uint32]string{}
	start := func(id uint32, ca *authority, name string, edit func(*MeshOptions)) (*Mesh, *atomic.Pointer[tls.Certificate]) {
		t.Helper()
		var pair atomic.Pointer[tls.Certificate]
		pair.Store(ca.issue(name))
		o := MeshOptions{
			Identity: Identity{ClusterID: testCluster, NodeID: id}, Server: &fake{},
			Resolve: func(n uint32) (string, bool) { a, ok := addresses[n]; return a, ok },
		}
		secure(&o, ca, &pair)
		if edit != nil {
			edit(&o)
		}
		m, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(m.Close)
		return m, &pair
	}
	b, bPair := start(2, ca, "node", nil)
	l, err := b.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addresses[2] = l.String()

	var seen atomic.Pointer[big.Int] // the certificate that node 1 met last
	a, aPair := start(1, ca, "node", func(o *MeshOptions) {
		verify := o.VerifyPeer
		o.VerifyPeer = func(s tls.ConnectionState) error {
			seen.Store(s.PeerCertificates[0].SerialNumber)
			return verify(s)
		}
	})
	if got, err := tag(t.Context(), a, 2, 5); err != nil || got != 5 {
		t.Fatalf("got %d, %v", got, err)
	}
	// Rotation: both ends get new certificates, and new connections use them.
	aPair.Store(ca.issue("node"))
	bPair.Store(ca.issue("node"))
	want := bPair.Load().Leaf.SerialNumber
	b.Handle("hello", func(s *Stream) error {
		m := Raw("hello")
		return s.Send(&m)
	})
	s, err := a.OpenAddress(t.Context(), l.String(), "hello") // a connection of its own
	if err != nil {
		t.Fatal(err)
	}
	var m Raw
	if err := s.Receive(&m); err != nil || string(m) != "hello" {
		t.Errorf("got %q, %v", m, err)
	}
	s.Close()
	if got := seen.Load(); got.Cmp(want) != 0 {
		t.Errorf("connected with certificate %d, want the new one %d", got, want)
	}

	other, _ := start(3, foreign, "node", nil)
	if err := commit(t.Context(), other, 2); kind(err) != "elsewhere" {
		t.Errorf("another CA: %v", err)
	}
	user, _ := start(3, ca, "alice", nil)
	if err := commit(t.Context(), user, 2); kind(err) != "elsewhere" {
		t.Errorf("a user's certificate: %v", err)
	}
	bare, _ := start(3, ca, "node", func(o *MeshOptions) { o.ClientTLS.GetClientCertificate = nil })
	if err := commit(t.Context(), bare, 2); kind(err) != "elsewhere" {
		t.Errorf("no certificate: %v", err)
	}
	plain, _ := start(3, ca, "node", func(o *MeshOptions) { o.ClientTLS, o.ServerTLS = nil, nil })
	if err := commit(t.Context(), plain, 2); kind(err) != "elsewhere" {
		t.Errorf("no TLS: %v", err)
	}
	if n := b.o.Server.(*fake).asked.Load(); n != 1 {
		t.Errorf("node 2 was asked %d times, want the one of node 1", n)
	}
}
