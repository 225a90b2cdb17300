package certs

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func TestEnsure(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "certs")
	now := time.Now()
	conf, made, err := Ensure(dir, []string{"localhost", "127.0.0.1"}, now)
	if err != nil || !made {
		t.Fatalf("first: made %v, %v", made, err)
	}
	again, made, err := Ensure(dir, []string{"elsewhere"}, now)
	if err != nil || made {
		t.Fatalf("second: made %v, %v", made, err)
	}
	if string(again.Certificates[0].Certificate[0]) != string(conf.Certificates[0].Certificate[0]) {
		t.Error("the second call made another certificate")
	}
	for _, key := range []string{CAKey, NodeKey} {
		info, err := os.Stat(filepath.Join(dir, key))
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, want 0600", key, info.Mode().Perm())
		}
	}
	for name, ok := range map[string]bool{"localhost": true, "127.0.0.1": true, "evil.example": false} {
		if err := handshake(t, conf, dir, name); (err == nil) != ok {
			t.Errorf("verify-full as %s: %v, want ok = %v", name, err, ok)
		}
	}
}

func TestLoadDamaged(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := Ensure(dir, []string{"localhost"}, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, NodeCert), []byte("rubbish"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, made, err := Ensure(dir, nil, time.Now()); err == nil || made {
		t.Errorf("a damaged certificate was taken or replaced: made %v, %v", made, err)
	}
}

// handshake verifies the server as a client with sslmode=verify-full does.
func handshake(t *testing.T, server *tls.Config, dir, name string) error {
	t.Helper()
	pem, err := os.ReadFile(filepath.Join(dir, CACert))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		t.Fatal("no CA")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	served := make(chan struct{})
	go func() {
		defer close(served)
		if c, err := l.Accept(); err == nil {
			_ = tls.Server(c, server).Handshake()
			_ = c.Close()
		}
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	err = tls.Client(c, &tls.Config{RootCAs: roots, ServerName: name}).Handshake()
	_ = c.Close()
	<-served
	return err
}
