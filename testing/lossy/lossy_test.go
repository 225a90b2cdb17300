package lossy

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// echo answers Tag with the request's read timestamp, and notes when it was asked, and by which form of
// a fragment it was asked to read.
type echo struct {
	start time.Time
	mu    sync.Mutex // guards what is below
	asked []time.Duration
	keys  []string
}

func (e *echo) Send(_ context.Context, req kvpb.Request, resp kvpb.Response) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.asked = append(e.asked, time.Since(e.start))
	switch q := req.(type) {
	case *kvpb.TagRequest:
		e.keys = append(e.keys, string(q.Key))
		resp.(*kvpb.TagResponse).CommitTs = q.ReadTs
	case *kvpb.ReadWith:
		e.keys = append(e.keys, "value")
	case *kvpb.ReadRequest:
		e.keys = append(e.keys, string(q.Fragment))
	}
	return nil
}

type fates []Fate

func (f *fates) Fate(m Message) Fate {
	if len(*f) == 0 {
		return Fate{}
	}
	fate := (*f)[0]
	*f = (*f)[1:]
	return fate
}

func TestFaults(t *testing.T) {
	ms := time.Millisecond
	tests := []struct {
		name  string
		fate  Fate
		asked []time.Duration // when the server was asked, in all
		took  time.Duration
		lost  bool
	}{
		{"none", Fate{}, []time.Duration{0}, 0, false},
		{"delayed", Fate{Delay: 3 * ms, ReplyDelay: 4 * ms}, []time.Duration{3 * ms}, 7 * ms, false},
		{"request lost", Fate{Lost: true, Timeout: 5 * ms}, nil, 5 * ms, true},
		{"reply lost", Fate{ReplyLost: true, Timeout: 5 * ms}, []time.Duration{0}, 5 * ms, true},
		{"doubled", Fate{Copies: []time.Duration{10 * ms}}, []time.Duration{0, 10 * ms}, 0, false},
		{"lost, a copy arrives late", Fate{Lost: true, Timeout: ms, Copies: []time.Duration{10 * ms}}, []time.Duration{10 * ms}, ms, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := &echo{start: time.Now()}
				h := New(e, &fates{tt.fate})
				req, resp := &kvpb.TagRequest{Key: []byte("k"), ReadTs: 42}, &kvpb.TagResponse{}
				err := h.Send(t.Context(), req, resp)
				req.Key[0] = 'x' // the caller's again: copies have their own
				if got := time.Since(e.start); got != tt.took {
					t.Errorf("took %v, want %v", got, tt.took)
				}
				if _, lost := errors.AsType[*kvpb.Ambiguous](err); lost != tt.lost || err != nil && !lost {
					t.Errorf("error %v, want ambiguous %v", err, tt.lost)
				}
				if want := int64(42); !tt.lost && resp.CommitTs != want || tt.lost && resp.CommitTs != 0 {
					t.Errorf("answer %d", resp.CommitTs)
				}
				time.Sleep(time.Second)
				h.Close()
				if len(e.asked) != len(tt.asked) {
					t.Fatalf("asked at %v, want %v", e.asked, tt.asked)
				}
				for i, at := range tt.asked {
					if e.asked[i] != at || e.keys[i] != "k" {
						t.Errorf("asked at %v for %v, want at %v for k", e.asked, e.keys, tt.asked)
					}
				}
			})
		})
	}
}

func TestCloseDropsCopies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &echo{start: time.Now()}
		h := New(e, &fates{{Copies: []time.Duration{time.Hour}}, {Copies: []time.Duration{0}}})
		_ = h.Send(t.Context(), &kvpb.TagRequest{}, &kvpb.TagResponse{})
		h.Close()
		_ = h.Send(t.Context(), &kvpb.TagRequest{}, &kvpb.TagResponse{})
		if time.Since(e.start) != 0 || len(e.asked) != 2 {
			t.Errorf("after %v asked %d times, want 2 at once", time.Since(e.start), len(e.asked))
		}
	})
}

type fragment struct{ err error }

func (f fragment) Marshal() ([]byte, error) { return []byte("bytes"), f.err }

// A copy of a request takes its fragment as bytes: the value is the caller's.
func TestCopiesOfFragments(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := &echo{start: time.Now()}
		h := New(e, &fates{{Copies: []time.Duration{time.Second}}, {Copies: []time.Duration{time.Second}}})
		for _, f := range []fragment{{nil}, {errors.New("has no bytes")}} {
			if err := h.Send(t.Context(), &kvpb.ReadWith{Frag: f}, &kvpb.ReadResponse{}); err != nil {
				t.Error(err)
			}
		}
		time.Sleep(time.Minute)
		h.Close()
		if got, want := fmt.Sprint(e.keys), "[value value bytes]"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}
