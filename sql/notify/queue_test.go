package notify

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestCodec(t *testing.T) {
	for _, want := range []head{{}, {last: 1}, {last: 1 << 60, written: 5000, gone: 3000, removed: 7}} {
		if got, err := decodeHead(want.encode()); err != nil || got != want {
			t.Errorf("decodeHead(encode(%+v)) = %+v, %v", want, got, err)
		}
	}
	for _, want := range []*batch{
		{number: 1, at: time.UnixMilli(0)},
		{number: 2, at: time.UnixMilli(1_700_000_000_000), list: []Notification{{PID: 7, Channel: "a"}, {PID: -1, Channel: "b c", Payload: strings.Repeat("x", PayloadBytesMax)}}},
	} {
		if got, err := decodeBatch(want.number, want.encode()); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("decodeBatch(encode(%+v)) = %+v, %v", want, got, err)
		}
	}
	if n := numberOf(5, batchKey(5, 77)); n != 77 {
		t.Errorf("numberOf(batchKey(77)) = %d", n)
	}
	if s := batchSpan(5, 3, 4); string(s.Start) != string(batchKey(5, 3)) || string(s.End) <= string(batchKey(5, 4)) {
		t.Errorf("batchSpan(3, 4) = %v", s)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add((&head{last: 3, written: 9}).encode())
	f.Add((&batch{at: time.UnixMilli(5), list: []Notification{{PID: 1, Channel: "a", Payload: "b"}}}).encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, err := decodeHead(b); err == nil && len(b) > 0 {
			if again, err := decodeHead(h.encode()); err != nil || again != h {
				t.Errorf("head %+v is read as %+v, %v", h, again, err)
			}
		}
		if x, err := decodeBatch(1, b); err == nil {
			if again, err := decodeBatch(1, x.encode()); err != nil || !reflect.DeepEqual(again, x) {
				t.Errorf("batch %+v is read as %+v, %v", x, again, err)
			}
		}
	})
}
