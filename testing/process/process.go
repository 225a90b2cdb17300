// Package process runs the real binary as a process of its own, for tests of
// what only a process shows: kill -9, a second process on one store, signals,
// files, exit codes, and real clients (psql, pgbench) against it.
package process

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Build compiles the binary once for a test binary's run and returns its path.
// Call it from TestMain or a sync.OnceValue; dir lives until the caller removes it.
func Build(dir string) (string, error) {
	bin := filepath.Join(dir, "isochron")
	cmd := exec.Command("go", "build", "-tags", "grpcnotrace", "-ldflags", "-s -w", "-o", bin, "github.com/isochrondb/isochron") // as docs/operations.md has it
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", errors.New(string(out))
	}
	return bin, nil
}

// Server is a running process.
type Server struct {
	t       testing.TB
	cmd     *exec.Cmd
	URL     string // with its password
	Printed string // as it printed it
	NodeID  uint32
	HTTP    string // base URL of its status server, if it has one
	Took    time.Duration
	stderr  lockedBuffer
	exited  chan struct{}
	err     error
}

// lockedBuffer takes a process's output.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// ErrNotReady reports a process that ended before it printed its URL.
var ErrNotReady = errors.New("process: ended before it was ready")

// Start runs "isochron start" on free ports and waits until it answers SQL, which
// it tells on its standard output.
func Start(t testing.TB, bin string, args ...string) (*Server, error) {
	t.Helper()
	s := &Server{t: t, exited: make(chan struct{})}
	dir, err := os.MkdirTemp(filepath.Dir(bin), "url") // it goes with the binary
	if err != nil {
		return nil, err
	}
	urlFile := filepath.Join(dir, "url") // what is printed has no password
	if !slices.ContainsFunc(args, func(a string) bool { return strings.HasPrefix(a, "--listening-url-file") }) {
		args = append(slices.Clone(args), "--listening-url-file="+urlFile)
	}
	s.cmd = exec.Command(bin, append([]string{"start", "--sql-addr=127.0.0.1:0", "--http-addr=127.0.0.1:0", "--listen-addr=127.0.0.1:0"}, args...)...)
	s.cmd.Stderr = &s.stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	t.Cleanup(s.Kill) // though it never gets ready
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		line := lines.Text()
		if u, ok := strings.CutPrefix(line, "sql:"); ok {
			s.URL = strings.TrimSpace(u)
		}
		if u, ok := strings.CutPrefix(line, "node:"); ok {
			_, _ = fmt.Sscanf(u, "%d", &s.NodeID)
		}
		if u, ok := strings.CutPrefix(line, "http:"); ok {
			s.HTTP = strings.TrimSpace(u)
		}
		if strings.HasPrefix(line, "stop with") {
			break
		}
	}
	s.Took = time.Since(began)
	if b, err := os.ReadFile(urlFile); err == nil && s.URL != "" {
		s.Printed, s.URL = s.URL, strings.TrimSpace(string(b))
	}
	go func() {
		_, _ = io.Copy(io.Discard, out)
		s.err = s.cmd.Wait()
		close(s.exited)
	}()
	if s.URL == "" {
		<-s.exited
		return s, ErrNotReady
	}
	return s, nil
}

// Kill ends the process as kill -9 does, and waits until it is gone.
func (s *Server) Kill() {
	_ = s.cmd.Process.Kill()
	<-s.exited
}

// Stop sends SIGTERM and returns the exit code.
func (s *Server) Stop() int {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	return s.Wait()
}

// Wait waits for the process's end and returns the exit code, -1 if it was killed.
func (s *Server) Wait() int {
	<-s.exited
	return s.cmd.ProcessState.ExitCode()
}

// Log is what the process wrote to standard error.
func (s *Server) Log() string { return s.stderr.String() }

// RSS is the process's resident memory in bytes, 0 where the system does not tell.
func (s *Server) RSS() int64 { return s.status("VmRSS:") }

// PeakRSS is the most of it since the process began.
func (s *Server) PeakRSS() int64 { return s.status("VmHWM:") }

// status is a figure in kB of what Linux tells of the process, in bytes.
func (s *Server) status(field string) int64 {
	b, err := os.ReadFile("/proc/" + itoa(s.cmd.Process.Pid) + "/status")
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(b), "\n") {
		if rest, ok := strings.CutPrefix(line, field); ok {
			var kb int64
			for _, c := range rest {
				if c >= '0' && c <= '9' {
					kb = kb*10 + int64(c-'0')
				}
			}
			return kb << 10
		}
	}
	return 0
}

// clockTicks is what Linux counts a process's time in, per second (USER_HZ, on all of its
// platforms that Go runs on).
const clockTicks = 100

// CPU is what the process has used of the processors, 0 where the system does not tell.
func (s *Server) CPU() time.Duration {
	b, err := os.ReadFile("/proc/" + itoa(s.cmd.Process.Pid) + "/stat")
	if err != nil {
		return 0
	}
	var user, system int64
	fields := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:])) // proc(5): the third field comes first
	if len(fields) < 13 {
		return 0
	}
	if _, err := fmt.Sscan(fields[11]+" "+fields[12], &user, &system); err != nil {
		return 0
	}
	return time.Duration(user+system) * time.Second / clockTicks
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// Run runs a client program against the server and returns what it printed.
func (s *Server) Run(ctx context.Context, stdin string, name string, args ...string) (stdout, stderr string, err error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err = cmd.Run()
	return out.String(), errOut.String(), err
}
