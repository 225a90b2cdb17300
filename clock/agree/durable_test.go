package agree

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

var durables = []Durable{
	{},
	{Readings: noteBase},
	{Readings: noteBase, Config: Config{Gen: 1, Givers: []uint32{1}}},
	{U: noteBase, Config: Config{Gen: 7, Givers: []uint32{1, 2, 1<<32 - 1}, Prev: []uint32{1, 1<<32 - 1}, U: noteBase}},
	{U: noteBase, Given: []Given{{Node: 1, Promise: NoPromise}, {Node: 2, Number: 3, Begin: 5, Promise: 6, Length: time.Second, Listed: true, Step: 7, From: 8}}},
	{Readings: hlc.Max, U: noteBase, Given: []Given{{Node: 1}, {Node: 2, Number: firstNumber(EpochMax), Begin: 5, Cap: hlc.Max, Promise: NoPromise, Length: LengthMax, Listed: true}, {Node: 1<<32 - 1, Promise: time.Millisecond}}},
}

func TestDurable(t *testing.T) {
	for _, d := range durables {
		b := d.Append(nil)
		got, err := DecodeDurable(b)
		if err != nil || !reflect.DeepEqual(got, d) {
			t.Errorf("got %+v (%v), want %+v", got, err, d)
		}
		for i := range b {
			bad := append([]byte(nil), b...)
			bad[i] ^= 0x41
			if _, err := DecodeDurable(bad); !errors.Is(err, ErrDurable) {
				t.Errorf("byte %d damaged: got %v", i, err)
			}
			if _, err := DecodeDurable(b[:i]); !errors.Is(err, ErrDurable) {
				t.Errorf("cut at %d: got %v", i, err)
			}
		}
	}
}

func FuzzDecodeDurable(f *testing.F) {
	for _, d := range durables {
		f.Add(d.Append(nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := DecodeDurable(b)
		if err != nil {
			return
		}
		again, err := DecodeDurable(d.Append(nil))
		if err != nil || !reflect.DeepEqual(d, again) {
			t.Fatalf("%+v became %+v (%v)", d, again, err)
		}
		if _, err := New(Options{Self: 1, Epoch: 1, Givers: []uint32{1}, Durable: d}); err != nil {
			t.Fatalf("%+v decodes, and is refused: %v", d, err)
		}
	})
}
