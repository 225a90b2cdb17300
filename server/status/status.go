// Package status serves what a node tells of itself over HTTP:
//
//	/health          200 while the process lives
//	/health?ready=1  503 while it starts or drains
//	/metrics         Prometheus's text format
//	/debug/pprof/    profiles
//	/debug/range?id= what the node's replica of a range knows, for who looks why nobody serves it
//
// It knows only what its Options hand it.
package status

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/isochrondb/isochron/base/accept"
)

// Options configures a Server.
type Options struct {
	// Ready is nil while the node takes SQL, else why it does not.
	Ready func() error
	// Warnings are what an operator should know of a node that serves; nil: there are none.
	Warnings func() []string
	// Metrics are what /metrics shows.
	Metrics prometheus.Gatherer
	Log     *slog.Logger // nil: nothing is
	// Range tells of the node's replica of a range, false where it has none. nil: nothing is told.
	Range func(ctx context.Context, id uint64) (string, bool)
	// Authorize tells who may see metrics, and with profiles profiles and ranges; health is everybody's.
	// ErrAuthenticate asks for a name and a password, other errors refuse. nil: everybody may.
	Authorize func(r *http.Request, profiles bool) error
}

const (
	headerWithin  = 5 * time.Second
	requestWithin = 30 * time.Second // but for profiles, which say how long they take
	idleWithin    = 2 * time.Minute
	headerBytes   = 64 << 10

	connectionsMax = 64 // beyond them the oldest of the address with the most is closed
)

// Server is an HTTP server. Safe for concurrent use.
type Server struct {
	http *http.Server
	done chan struct{}
	err  error
}

// Serve answers on l until Close.
func Serve(l net.Listener, o Options) *Server {
	s := &Server{done: make(chan struct{}), http: &http.Server{
		Handler: Handler(o), ReadHeaderTimeout: headerWithin, IdleTimeout: idleWithin, MaxHeaderBytes: headerBytes,
	}}
	go func() {
		defer close(s.done)
		if err := s.http.Serve(accept.Bounded(accept.Patiently(l, o.Log, nil), connectionsMax)); !errors.Is(err, http.ErrServerClosed) {
			s.err = err
		}
	}()
	return s
}

// Close ends all requests and waits for the server's goroutine.
func (s *Server) Close() error {
	err := s.http.Close()
	<-s.done
	return errors.Join(err, s.err)
}

// Handler returns the routes.
func Handler(o Options) http.Handler {
	mux := http.NewServeMux()
	limit := func(h http.Handler) http.Handler { return http.TimeoutHandler(h, requestWithin, "timed out\n") }
	mux.Handle("GET /health", limit(health(o)))
	mux.Handle("GET /metrics", o.guard(false, limit(promhttp.HandlerFor(o.Metrics, promhttp.HandlerOpts{}))))
	for path, h := range map[string]http.HandlerFunc{"": pprof.Index, "cmdline": pprof.Cmdline, "profile": pprof.Profile, "symbol": pprof.Symbol, "trace": pprof.Trace} {
		mux.Handle("GET /debug/pprof/"+path, o.guard(true, boundProfile(h)))
	}
	if o.Range != nil {
		mux.Handle("GET /debug/range", o.guard(true, limit(inspect(o))))
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, "isochron: /health /health?ready=1 /metrics /debug/pprof/ /debug/range?id=\n")
	})
	return mux
}

// inspectWithin is how long a replica is asked of itself.
const inspectWithin = 5 * time.Second

func inspect(o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.ParseUint(r.URL.Query().Get("id"), 10, 64)
		if err != nil {
			http.Error(w, "which range? ?id= takes its number", http.StatusBadRequest)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), inspectWithin)
		defer cancel()
		words, ok := o.Range(ctx, id)
		if !ok {
			http.Error(w, fmt.Sprintf("range %d has no replica at this node", id), http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = fmt.Fprintln(w, words)
	})
}

// ErrAuthenticate: the client has not said who it is, or not proved it.
var ErrAuthenticate = errors.New("a certificate, or the name and password of a SQL user, is needed")

// guard asks Authorize first.
func (o *Options) guard(profiles bool, h http.Handler) http.Handler {
	if o.Authorize == nil {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch err := o.Authorize(r, profiles); {
		case err == nil:
			h.ServeHTTP(w, r)
		case errors.Is(err, ErrAuthenticate):
			w.Header().Set("WWW-Authenticate", `Basic realm="isochron", charset="UTF-8"`)
			http.Error(w, err.Error(), http.StatusUnauthorized)
		default:
			http.Error(w, err.Error(), http.StatusForbidden)
		}
	})
}

// profileSecondsMax is the longest profile that is taken.
const profileSecondsMax = 300

func boundProfile(h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s := r.URL.Query().Get("seconds"); s != "" {
			if n, err := strconv.ParseFloat(s, 64); err != nil || n > profileSecondsMax {
				http.Error(w, "a profile takes at most 300 seconds", http.StatusBadRequest)
				return
			}
		}
		h(w, r)
	})
}

func health(o Options) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		if ready := r.URL.Query().Get("ready"); ready != "" && ready != "0" {
			if err := o.Ready(); err != nil {
				w.WriteHeader(http.StatusServiceUnavailable)
				_, _ = fmt.Fprintf(w, "not ready: %v\n", err)
				return
			}
		}
		_, _ = fmt.Fprint(w, "ok\n")
		if o.Warnings != nil {
			for _, line := range o.Warnings() {
				_, _ = fmt.Fprintf(w, "warning: %s\n", line)
			}
		}
	})
}
