package support

import (
	"errors"
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
)

var persistedCases = []Persisted{
	{},
	{MaxEpoch: 1},
	{MaxEpoch: 300, Given: []Promise{{1, 1, 0}, {2, 1 << 40, hlc.Max}, {1<<32 - 1, EpochMax, 7}}},
}

func TestEncode(t *testing.T) {
	for _, p := range persistedCases {
		got, err := DecodePersisted(p.Append(nil))
		if err != nil || !reflect.DeepEqual(got, p) {
			t.Errorf("got %+v (%v), want %+v", got, err, p)
		}
	}
	h := Heartbeat{From: 1, To: 1<<32 - 1, Epoch: EpochMax, Until: hlc.Max}
	r := Reply{From: 3, To: 4, Epoch: 5}
	b := r.Append(h.Append(nil))
	gotH, rest, err := DecodeHeartbeat(b)
	if err != nil || gotH != h {
		t.Errorf("got %+v (%v), want %+v", gotH, err, h)
	}
	gotR, rest, err := DecodeReply(rest)
	if err != nil || gotR != r || len(rest) != 0 {
		t.Errorf("got %+v (%v), %d left, want %+v", gotR, err, len(rest), r)
	}
}

// TestDecodeRefuses damages every byte of what was stored.
func TestDecodeRefuses(t *testing.T) {
	good := persistedCases[2].Append(nil)
	for i := range good {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x41
		if _, err := DecodePersisted(bad); !errors.Is(err, ErrEncoding) {
			t.Errorf("byte %d damaged: got %v", i, err)
		}
		if _, err := DecodePersisted(good[:i]); !errors.Is(err, ErrEncoding) {
			t.Errorf("cut at %d: got %v", i, err)
		}
	}
}

func FuzzDecodePersisted(f *testing.F) {
	for _, p := range persistedCases {
		f.Add(p.Append(nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := DecodePersisted(b)
		if err != nil {
			return
		}
		again, err := DecodePersisted(p.Append(nil))
		if err != nil || !reflect.DeepEqual(p, again) {
			t.Errorf("%+v became %+v (%v)", p, again, err)
		}
		if _, err := New(Options{Self: 1, Durable: p, Timing: modelTiming}); err != nil {
			t.Errorf("%+v decodes, and is refused: %v", p, err)
		}
	})
}

func FuzzDecodeMessage(f *testing.F) {
	f.Add(Heartbeat{1, 2, 3, 4}.Append(nil))
	f.Add(Reply{1, 2, 3, 0}.Append(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, rest, err := DecodeHeartbeat(b); err == nil {
			if again, _, err := DecodeHeartbeat(h.Append(nil)); err != nil || again != h || len(rest) > len(b) {
				t.Errorf("%+v became %+v (%v)", h, again, err)
			}
		}
		if r, _, err := DecodeReply(b); err == nil {
			if again, _, err := DecodeReply(r.Append(nil)); err != nil || again != r {
				t.Errorf("%+v became %+v (%v)", r, again, err)
			}
		}
	})
}
