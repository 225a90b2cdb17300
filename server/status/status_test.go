package status

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
)

func TestHandler(t *testing.T) {
	reg := prometheus.NewRegistry()
	reg.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "isochron_test", Help: "x"}, func() float64 { return 42 }))
	var notReady error
	h := Handler(Options{Ready: func() error { return notReady }, Metrics: reg, Range: func(_ context.Context, id uint64) (string, bool) {
		return "following", id == 7
	}, Warnings: func() []string { return []string{"the disk is full"} }})
	get := func(path string) (int, string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		body, _ := io.ReadAll(w.Body)
		return w.Code, string(body)
	}
	tests := []struct {
		path     string
		notReady error
		code     int
		body     string
	}{
		{"/health", nil, 200, "ok\nwarning: the disk is full\n"},
		{"/health?ready=1", nil, 200, "ok"},
		{"/health?ready=1", errors.New("draining"), 503, "draining"},
		{"/health", errors.New("draining"), 200, "ok"},
		{"/metrics", nil, 200, "isochron_test 42"},
		{"/debug/pprof/", nil, 200, "goroutine"},
		{"/debug/range?id=7", nil, 200, "following"},
		{"/debug/range?id=8", nil, 404, "range 8 has no replica"},
		{"/debug/range?id=x", nil, 400, "its number"},
		{"/", nil, 200, "/metrics"},
		{"/nothing", nil, 404, ""},
	}
	for _, tt := range tests {
		notReady = tt.notReady
		code, body := get(tt.path)
		if code != tt.code || !strings.Contains(body, tt.body) {
			t.Errorf("GET %s (%v): got %d %.60q, want %d with %q", tt.path, tt.notReady, code, body, tt.code, tt.body)
		}
	}
}
