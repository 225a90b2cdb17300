package agree

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// noteEpoch is as large as those that are a start's reading in milliseconds.
const noteEpoch = 1_716_000_000_000

const noteBase = hlc.Timestamp(1_800_000_000_123_456_000)

// notes are what messages carry, and how many bytes that takes.
var notes = []struct {
	name string
	note Note
	most int
}{
	{"without a permit", Note{Epoch: noteEpoch, Reading: hlc.Reading(noteBase), Promise: NoPromise}, 16},
	{"a word: any message may carry it", Note{Epoch: noteEpoch, Reading: hlc.Reading(noteBase), Promise: NoPromise, Number: firstNumber(noteEpoch), Cap: noteBase + 2_000_000_000}, 22},
	{"the same with UTC", Note{Epoch: noteEpoch, Reading: hlc.Reading(noteBase), Number: firstNumber(noteEpoch), Cap: noteBase + 2_000_000_000, Promise: 5 * time.Millisecond, Low: noteBase - 4_000_000}, 25},
	{"with a configuration", Note{Epoch: noteEpoch, Reading: hlc.Reading(noteBase), Promise: NoPromise, Gen: 3, Config: &Config{Gen: 3, Givers: []uint32{1, 2, 3}, Prev: []uint32{1, 2}, U: noteBase}}, 38},
	{"that raises a promise, and grants one that was", Note{Epoch: noteEpoch, Reading: hlc.Reading(noteBase), Promise: NoPromise,
		Ask:   &Ask{Number: firstNumber(noteEpoch), Cap: noteBase + 2_000_000_000, Promise: 7 * time.Millisecond, Length: time.Second, Step: 3},
		Grant: &Grant{Number: firstNumber(noteEpoch), Begin: noteBase, Cap: noteBase + 2_000_000_000, Asked: time.Second, Step: 2, From: noteBase + 1_000_000_000}}, 68},
	{"of a hub, of three zones", Note{Epoch: noteEpoch, Reading: hlc.Reading(noteBase), Promise: NoPromise, Number: firstNumber(noteEpoch), Cap: noteBase + 2_000_000_000, Stamp: 3 * time.Hour,
		Groups: []Group{{4, firstNumber(noteEpoch) + 7, noteBase - 400_000, noteBase + 1_000_000_000, nil}, {9, firstNumber(noteEpoch) + 2, noteBase - 37_000_000, noteBase + 1_000_000_000, nil}, {200, firstNumber(noteEpoch) + 1, noteBase + 3000, noteBase + 2_000_000_000, nil}}}, 85},
	{"the same, with whom one is of", Note{Epoch: noteEpoch, Reading: hlc.Reading(noteBase), Promise: NoPromise, Number: firstNumber(noteEpoch), Cap: noteBase + 2_000_000_000, Stamp: 3 * time.Hour,
		Groups: []Group{{4, firstNumber(noteEpoch) + 7, noteBase - 400_000, noteBase + 1_000_000_000, []Member{{4, firstNumber(noteEpoch)}, {7, firstNumber(noteEpoch + 1)}, {300, firstNumber(noteEpoch + 2)}}}}}, 90},
	{"of a giver to a giver, on store liveness", beatNote(nil), 110},
	{"the same with a list of three", beatNote([]Listed{{1, firstNumber(noteEpoch), noteBase - 5e12, 5e6}, {2, firstNumber(noteEpoch + 2), noteBase - 5e12, 5e6}, {3, firstNumber(noteEpoch + 4), 0, NoPromise}}), 164},
}

func beatNote(list []Listed) Note {
	n := Note{Epoch: noteEpoch, Reading: hlc.Reading(noteBase), Number: firstNumber(noteEpoch), Cap: noteBase + 2_000_000_000, Promise: 5 * time.Millisecond, Low: noteBase - 4_000_000,
		Stamp: 3 * time.Hour, Echo: 2 * time.Hour, EchoEpoch: noteEpoch + 2, Have: firstNumber(noteEpoch + 2),
		Statement: &Statement{U: noteBase + 1_000_000_000, Version: firstNumber(noteEpoch) + 40, Full: list != nil, List: list},
		Grant:     &Grant{Number: firstNumber(noteEpoch + 2), Begin: noteBase - 5e12, Cap: noteBase + 2_100_000_000, Asked: 2 * time.Hour},
		Ask:       &Ask{Number: firstNumber(noteEpoch), Cap: noteBase + 2_100_000_000, Promise: 5 * time.Millisecond, Length: 2 * time.Second}}
	return n
}

func TestNotes(t *testing.T) {
	for _, tt := range notes {
		b := tt.note.Append(nil)
		got, rest, err := DecodeNote(append(b, 1, 2))
		if err != nil || len(rest) != 2 || !reflect.DeepEqual(got, tt.note) {
			t.Errorf("%s: got %+v (%v, %d left), want %+v", tt.name, got, err, len(rest), tt.note)
		}
		if t.Logf("%s: %d bytes", tt.name, len(b)); len(b) > tt.most {
			t.Errorf("%s: %d bytes, want at most %d", tt.name, len(b), tt.most)
		}
		for i := range b {
			if _, _, err := DecodeNote(b[:i]); !errors.Is(err, ErrNote) {
				t.Errorf("%s cut at %d: got %v", tt.name, i, err)
			}
		}
	}
}

// TestRounding: what is encoded claims less than what is meant.
func TestRounding(t *testing.T) {
	n := beatNote([]Listed{{1, 5, noteBase + 999, 1001}})
	n.Cap, n.Low, n.Promise = noteBase+1_999, noteBase-1, 1001
	n.Statement.U = noteBase + 2_001
	n.Grant.Step, n.Grant.From = 1, noteBase+1
	n.Grant.Begin, n.Grant.Cap, n.Ask.Promise = noteBase+1, noteBase+999, 1
	got, _, err := DecodeNote(n.Append(nil))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name      string
		got, want int64
	}{
		{"P", int64(got.Cap - noteBase), 1_000},
		{"low", int64(got.Low - noteBase), -1_000},
		{"promise", int64(got.Promise), 2_000},
		{"U", int64(got.Statement.U - noteBase), 2_000},
		{"listed begin", int64(got.Statement.List[0].Begin - noteBase), 0},
		{"listed promise", int64(got.Statement.List[0].Promise), 2_000},
		{"granted begin", int64(got.Grant.Begin - noteBase), 1_000},
		{"granted from", int64(got.Grant.From - noteBase), 1_000},
		{"granted P", int64(got.Grant.Cap - noteBase), 0},
		{"asked promise", int64(got.Ask.Promise), 1_000},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, tt.got, tt.want)
		}
	}
}

// FuzzDecodeNote: whatever decodes is encoded to the same, and heard without a panic.
func FuzzDecodeNote(f *testing.F) {
	for _, tt := range notes {
		f.Add(tt.note.Append(nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n, rest, err := DecodeNote(b)
		if err != nil {
			return
		}
		again, _, err := DecodeNote(n.Append(nil))
		if err != nil || !reflect.DeepEqual(n, again) || len(rest) > len(b) {
			t.Fatalf("%+v became %+v (%v)", n, again, err)
		}
		s, err := New(Options{Self: 1, Epoch: 3, Givers: []uint32{1, 2, 3}, Clock: noteBase})
		if err != nil {
			t.Fatal(err)
		}
		now := Now{Elapsed: time.Second}
		s.Tick(now)
		for range 2 {
			_ = s.Hear(now, 2, &n)
			out := s.Note(now, 2)
			if _, _, err := DecodeNote(out.Append(nil)); err != nil {
				t.Fatalf("%+v is answered by %+v, which is none", n, out)
			}
			s.Horizon(now)
			s.When(now, noteBase)
		}
	})
}
