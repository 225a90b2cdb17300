// Package status serves what a node tells of itself over HTTP:
//
//	/health          200 while the process lives
//	/health?ready=1  503 while it starts or drains
//	/metrics         Prometheus's text format
//	/debug/pprof/    profiles
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
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/isochrondb/isochron/base/accept"
)

// Options configures a Server.
type Options struct {
	// Ready is nil while the node takes SQL, else why it does not.
	Ready func() error
	// Metrics are what /metrics shows.
	Metrics prometheus.Gatherer
	Log     *slog.Logger // nil: nothing is
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
	mux.Handle("GET /metrics", limit(promhttp.HandlerFor(o.Metrics, promhttp.HandlerOpts{})))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, "isochron: /health /health?ready=1 /metrics /debug/pprof/\n")
	})
	return mux
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
	})
}

// Shutdown lets requests finish until ctx ends.
func (s *Server) Shutdown(ctx context.Context) error { return s.http.Shutdown(ctx) }
