package transport

import (
	"context"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// echo answers Tag with the request's read timestamp.
type echo struct{}

func (echo) Send(_ context.Context, req kvpb.Request, resp kvpb.Response) error {
	if q, ok := req.(*kvpb.TagRequest); ok {
		resp.(*kvpb.TagResponse).CommitTs = q.ReadTs
	}
	return nil
}

func TestTotals(t *testing.T) {
	h := NewHop(echo{})
	req, resp := &kvpb.TagRequest{Key: []byte("k"), ReadTs: 42}, &kvpb.TagResponse{}
	for range 3 {
		if err := h.Send(t.Context(), req, resp); err != nil {
			t.Fatal(err)
		}
	}
	got := h.Totals()
	if got.Requests[kvpb.MethodTag] != 3 || got.Messages() != 3 || got.Replies != 3 ||
		got.RequestBytes != uint64(3*req.SizeVT()) || got.ReplyBytes != uint64(3*resp.SizeVT()) {
		t.Errorf("totals %+v", got)
	}
	if n := testing.AllocsPerRun(100, func() { _ = h.Send(context.Background(), req, resp) }); n > 0 {
		t.Errorf("%v allocations per call", n)
	}
}
