package certs

import (
	"bytes"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// meet lets a client with one configuration meet a server with another.
func meet(t *testing.T, server, client *tls.Config) (atServer, atClient tls.ConnectionState, err error) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer func() { _ = l.Close() }()
	b, err := net.Dial("tcp", l.Addr().String())
	must(t, err)
	a, err := l.Accept()
	must(t, err)
	defer func() { _, _ = a.Close(), b.Close() }()
	s, c := tls.Server(a, server), tls.Client(b, client)
	ends := make(chan error, 1)
	go func() {
		err := s.Handshake()
		if err != nil {
			_ = a.Close()
		}
		ends <- err
	}()
	if err = c.Handshake(); err != nil {
		_ = b.Close()
	}
	if e := <-ends; e != nil {
		err = fmt.Errorf("%w; client: %v", e, err)
	}
	return s.ConnectionState(), c.ConnectionState(), err
}

// TestCAIsKept: a node whose certificate was forgotten does not replace the cluster's CA.
func TestCAIsKept(t *testing.T) {
	dir := t.TempDir()
	must(t, CreateCA(dir, time.Now()))
	before, err := os.ReadFile(filepath.Join(dir, CACert))
	must(t, err)
	must(t, os.Remove(filepath.Join(dir, CAKey)))
	if _, _, err := Ensure(dir, []string{"localhost"}, time.Now()); err == nil || !strings.Contains(err.Error(), "create-node") {
		t.Errorf("without ca.key: %v", err)
	}
	after, err := os.ReadFile(filepath.Join(dir, CACert))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("ca.crt was replaced: %v", err)
	}
}

// TestKeyModes: keys that others can read are not taken.
func TestKeyModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		return
	}
	dir := t.TempDir()
	_, _, err := Ensure(dir, []string{"localhost"}, time.Now())
	must(t, err)
	for mode, ok := range map[os.FileMode]bool{0o600: true, 0o400: true, 0o644: false, 0o604: false, 0o660: false} {
		must(t, os.Chmod(filepath.Join(dir, NodeKey), mode))
		if _, err := Load(dir); (err == nil) != ok {
			t.Errorf("%04o: %v", mode, err)
		}
	}
}

// TestPeersByAddress: a certificate is good for its hosts, IP addresses like names, and for
// its node.
func TestPeersByAddress(t *testing.T) {
	dir := t.TempDir()
	must(t, CreateCA(dir, time.Now()))
	must(t, CreateNode(dir, []string{"other.example", "10.0.0.7", "0.0.0.0"}, 3, time.Now(), false))
	d, err := OpenDir(dir, slog.New(slog.DiscardHandler), nil)
	must(t, err)
	server, client, verify := d.Peers()
	for host, ok := range map[string]bool{"other.example": true, "10.0.0.7": true, "127.0.0.1": false, "10.0.0.8": false, "0.0.0.0": false} {
		conf := client.Clone()
		conf.ServerName = host
		_, state, err := meet(t, server, conf)
		if err == nil {
			err = verify(state)
		}
		if err == nil {
			err = VerifyHost(state, host)
		}
		if (err == nil) != ok {
			t.Errorf("%s: %v", host, err)
		}
		if err == nil {
			if VerifyNodeID(state, 3) != nil || VerifyNodeID(state, 0) != nil || VerifyNodeID(state, 4) == nil {
				t.Error("the certificate of node 3 is not that")
			}
		}
	}
}

// TestRevoked: certificates in the list are refused, by both ends; the list may be replaced.
func TestRevoked(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	must(t, CreateCA(dir, now))
	must(t, CreateNode(dir, []string{"localhost"}, 0, now, false))
	must(t, CreateClient(dir, "app", now, false))
	clock := now
	d, err := OpenDir(dir, slog.New(slog.DiscardHandler), func() time.Time { return clock })
	must(t, err)
	certFile, keyFile := ClientFiles("app")
	pair, err := tls.LoadX509KeyPair(filepath.Join(dir, certFile), filepath.Join(dir, keyFile))
	must(t, err)
	leaf, err := x509.ParseCertificate(pair.Certificate[0])
	must(t, err)
	client := &tls.Config{Certificates: []tls.Certificate{pair}, InsecureSkipVerify: true}
	log := func(text string) error {
		must(t, os.WriteFile(filepath.Join(dir, RevokedList), []byte(text), 0o644))
		clock = clock.Add(2 * time.Second)
		_, _, err := meet(t, d.SQL(), client)
		return err
	}
	if err := log("# nobody\n"); err != nil {
		t.Errorf("not revoked: %v", err)
	}
	if err := log(fmt.Sprintf("serial=%X # app left\n", leaf.SerialNumber)); err == nil || !strings.Contains(err.Error(), "revoked") {
		t.Errorf("revoked: %v", err)
	}
	if err := log("no number\n"); err == nil || !strings.Contains(err.Error(), "revoked") {
		t.Errorf("a list that can't be read replaced one that could: %v", err)
	}
	ca, key, err := loadCA(dir, CACert, CAKey)
	must(t, err)
	list := &x509.RevocationList{Number: big.NewInt(1), ThisUpdate: now, NextUpdate: now.Add(time.Hour), RevokedCertificateEntries: []x509.RevocationListEntry{{SerialNumber: leaf.SerialNumber, RevocationTime: now}}}
	der, err := x509.CreateRevocationList(rand.Reader, list, ca, key)
	must(t, err)
	if err := log("#\n"); err != nil {
		t.Errorf("an empty list: %v", err)
	}
	if err := log(string(pem.EncodeToMemory(&pem.Block{Type: "X509 CRL", Bytes: der}))); err == nil || !strings.Contains(err.Error(), "revoked") {
		t.Errorf("by a CRL: %v", err)
	}
	node, err := x509.ParseCertificate(d.get().pair.Certificate[0])
	must(t, err)
	server, peer, verify := d.Peers()
	peer = peer.Clone()
	peer.ServerName = "localhost"
	_, state, err := meet(t, server, peer)
	if err != nil || verify(state) != nil {
		t.Errorf("a node: %v, %v", err, verify(state))
	}
	_ = log(fmt.Sprintf("%x", node.SerialNumber))
	if err := verify(state); err == nil {
		t.Error("a revoked node's certificate counts")
	}
}

// TestClientCA: with a CA of their own, users' certificates of the nodes' CA count no more.
func TestClientCA(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	must(t, CreateCA(dir, now))
	must(t, CreateNode(dir, []string{"localhost"}, 0, now, false))
	must(t, CreateClient(dir, "old", now, false))
	must(t, CreateClientCA(dir, now))
	must(t, CreateClient(dir, "new", now, false))
	d, err := OpenDir(dir, slog.New(slog.DiscardHandler), nil)
	must(t, err)
	for user, ok := range map[string]bool{"old": false, "new": true} {
		certFile, keyFile := ClientFiles(user)
		pair, err := tls.LoadX509KeyPair(filepath.Join(dir, certFile), filepath.Join(dir, keyFile))
		must(t, err)
		state, _, err := meet(t, d.SQL(), &tls.Config{InsecureSkipVerify: true, GetClientCertificate: func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }})
		if (err == nil && len(state.VerifiedChains) > 0) != ok {
			t.Errorf("%s: %v", user, err)
		}
	}
	must(t, os.Remove(filepath.Join(dir, ClientCAKey)))
	if err := CreateClient(dir, "third", now, false); err == nil {
		t.Error("the nodes' CA signs for users though they have another")
	}
}

// TestExpiry: the end of the first certificate is known, and told in time, once a day.
func TestExpiry(t *testing.T) {
	dir := t.TempDir()
	_, _, err := Ensure(dir, []string{"localhost"}, time.Now().Add(time.Hour-nodeLifetime).Add(20*24*time.Hour))
	must(t, err)
	var out bytes.Buffer
	now := time.Now()
	d, err := OpenDir(dir, slog.New(slog.NewTextHandler(&out, nil)), func() time.Time { return now })
	must(t, err)
	if left := d.Expires().Sub(now); left < 19*24*time.Hour || left > 21*24*time.Hour {
		t.Errorf("it ends in %v", left)
	}
	for range 3 {
		d.WarnExpiry()
	}
	if n := strings.Count(out.String(), "ends soon"); n != 1 || !strings.Contains(out.String(), NodeCert) {
		t.Errorf("told %d times: %s", n, out.String())
	}
	now = now.Add(25 * time.Hour)
	if d.WarnExpiry(); strings.Count(out.String(), "ends soon") != 2 {
		t.Error("not told again the next day")
	}
}
