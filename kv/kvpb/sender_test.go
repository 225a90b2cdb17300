package kvpb

import (
	"fmt"
	"testing"
)

// What methods say of themselves fits together: each has a name of its own, and makes requests that say
// the same.
func TestMethods(t *testing.T) {
	names := map[string]bool{}
	for m := range MethodCount {
		req, resp := m.New()
		if req.Method() != m || resp == nil || m.String() == "" || names[m.String()] {
			t.Errorf("method %d is %v, makes requests of %v", m, m, req.Method())
		}
		names[m.String()] = true
		if req.GetHeader() != nil || req.RoutingKey() != nil {
			t.Errorf("an empty request %v names %v, %x", m, req.GetHeader(), req.RoutingKey())
		}
	}
	if got := (MethodCount + 1).String(); got != fmt.Sprintf("method %d", MethodCount+1) {
		t.Errorf("a method that is not known is %q", got)
	}
}

func TestRoutingKey(t *testing.T) {
	span := []*Span{{Key: []byte("span")}}
	writes := []*Write{{Key: []byte("write")}}
	locks := []*LockKey{{Key: []byte("lock")}}
	for want, req := range map[string]Request{
		"span":      &ReadRequest{Spans: span},
		"lock":      &LockRequest{Keys: locks},
		"write":     &CommitRequest{Writes: writes, FusedLocks: locks, Reads: span},
		"fused":     &CommitRequest{FusedLocks: []*LockKey{{Key: []byte("fused")}}, Reads: span},
		"expect":    &CommitRequest{Expects: []*Expect{{Key: []byte("expect")}}, Reads: span},
		"condition": &CommitRequest{Conditions: []*Condition{{Span: &Span{Key: []byte("condition")}}}, Reads: span},
		"staged":    &StageRequest{Commit: &CommitRequest{Writes: []*Write{{Key: []byte("staged")}}}},
		"anchor":    &DecideRequest{Anchor: []byte("anchor")},
		"released":  &ReleaseRequest{Keys: [][]byte{[]byte("released")}},
		"cleared":   &ClearRequest{Span: &Span{Key: []byte("cleared")}},
		"":          &HintRequest{},
	} {
		if got := string(req.RoutingKey()); got != want {
			t.Errorf("%v: %q, want %q", req.Method(), got, want)
		}
	}
}

type text string

func (text) Marshal() ([]byte, error) { return nil, nil }

func TestPlain(t *testing.T) {
	read, commit, tag := &ReadWith{Frag: text("r")}, &CommitWith{Frag: text("c")}, &TagRequest{}
	for _, x := range []struct {
		req, plain Request
		frag       Fragment
	}{{read, &read.ReadRequest, text("r")}, {commit, &commit.CommitRequest, text("c")}, {tag, tag, nil}} {
		if plain, frag := Plain(x.req); plain != x.plain || frag != x.frag || plain.Method() != x.req.Method() {
			t.Errorf("%T: %T, %v", x.req, plain, frag)
		}
	}
}
