package notify

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
)

const db catalog.ID = 5

// standing is a hub with one feed whose batches up to cursor were given out, and nothing
// that reads beside it.
func standing(cursor uint64) (*Hub, *feed) {
	h := NewHub(Options{})
	h.mu.started = true
	f := &feed{cursor: cursor, wanted: cursor, listeners: map[*Listener]struct{}{}, moved: make(chan struct{})}
	h.mu.feeds[db] = f
	return h, f
}

func join(h *Hub, f *feed, wakes *int) *Listener {
	l := h.NewListener(db, func() { *wakes++ })
	f.listeners[l] = struct{}{}
	return l
}

// numbered are batches with a notification each of channel a, that says their number.
func numbered(from, to uint64) (out []*batch) {
	for n := from; n <= to; n++ {
		out = append(out, &batch{number: n, list: []Notification{{Channel: "a", Payload: fmt.Sprint(n)}, {Channel: "b"}}})
	}
	return out
}

func taken(t *testing.T, l *Listener) (out []string) {
	t.Helper()
	list, why := l.Take()
	if why != nil {
		t.Errorf("the listener is lost: %v", why)
	}
	for _, n := range list {
		out = append(out, n.Payload)
	}
	return out
}

// TestOrder: what commits of this node bring is given out in its turn alone.
func TestOrder(t *testing.T) {
	h, f := standing(4)
	defer h.Close()
	wakes := 0
	l := join(h, f, &wakes)
	l.Listen("a", 4)
	want := func(what string, n int, list ...string) {
		t.Helper()
		if got := taken(t, l); !slices.Equal(got, list) || wakes != n {
			t.Errorf("%s: %q after %d wakes, want %q after %d", what, got, wakes, list, n)
		}
	}
	h.Committed(&Sent{Database: db, batches: numbered(5, 6)})
	want("the next in order", 1, "5", "6")
	h.Committed(&Sent{Database: db, batches: numbered(8, 8)})
	want("one after a gap", 1)
	if due := h.due(false); !slices.Equal(due, []catalog.ID{db}) {
		t.Errorf("due is %v, want the feed with a gap", due)
	}
	h.mu.Lock()
	wakeAll(h.takeLocked(f, head{last: 9}, numbered(7, 9)))
	h.mu.Unlock()
	want("read", 2, "7", "8", "9")
	h.Committed(&Sent{Database: db, batches: numbered(9, 9)})
	want("given out before", 2)
	h.mu.Lock()
	wakeAll(h.takeLocked(f, head{last: 10}, numbered(8, 10)))
	h.mu.Unlock()
	want("read again in part", 3, "10")
}

// TestFrom: a LISTEN hears what committed after it alone, though its node may be behind.
func TestFrom(t *testing.T) {
	h, f := standing(0)
	defer h.Close()
	wakes := 0
	l := join(h, f, &wakes)
	l.Listen("a", 3)
	h.Committed(&Sent{Database: db, batches: numbered(1, 5)})
	if got := taken(t, l); !slices.Equal(got, []string{"4", "5"}) {
		t.Errorf("heard %q, want 4 and 5", got)
	}
}

// TestUnlistened: what has come is not told any more when its channel is listened to no more.
func TestUnlistened(t *testing.T) {
	h, f := standing(0)
	defer h.Close()
	wakes := 0
	l := join(h, f, &wakes)
	l.Listen("a", 0)
	l.Listen("b", 0)
	h.Committed(&Sent{Database: db, batches: numbered(1, 2)})
	l.Unlisten("a")
	if got := taken(t, l); !slices.Equal(got, []string{"", ""}) {
		t.Errorf("heard %q, want two of channel b", got)
	}
}

// TestGap: batches that were removed before they were read end who listens.
func TestGap(t *testing.T) {
	h, f := standing(4)
	defer h.Close()
	wakes := 0
	l, idle := join(h, f, &wakes), join(h, f, &wakes)
	l.Listen("a", 4)
	h.mu.Lock()
	wakeAll(h.takeLocked(f, head{last: 9}, numbered(7, 9)))
	h.mu.Unlock()
	if _, why := l.Take(); why == nil || why.Code != "57P01" || why.Severity != "FATAL" || wakes != 1 {
		t.Errorf("after a gap: %v, %d wakes", why, wakes)
	}
	if _, why := idle.Take(); why != nil {
		t.Errorf("who listens to nothing is ended: %v", why)
	}
	if f.cursor != 9 {
		t.Errorf("the cursor is %d, want 9", f.cursor)
	}
}

// TestInboxIsBounded: who takes nothing is ended, and gives back what it held.
func TestInboxIsBounded(t *testing.T) {
	h, f := standing(0)
	defer h.Close()
	wakes := 0
	slow, quick := join(h, f, &wakes), join(h, f, &wakes)
	slow.Listen("a", 0)
	quick.Listen("a", 0)
	payload := strings.Repeat("x", PayloadBytesMax)
	total := 0
	for n := uint64(1); n <= inboxBytesMax/PayloadBytesMax+10; n++ {
		h.Committed(&Sent{Database: db, batches: []*batch{{number: n, list: []Notification{{Channel: "a", Payload: payload}}}}})
		total += len(taken(t, quick))
	}
	if total != inboxBytesMax/PayloadBytesMax+10 {
		t.Errorf("the quick one heard %d", total)
	}
	if list, why := slow.Take(); why == nil || why.Code != "54000" || len(list) != 0 {
		t.Errorf("the slow one has %d, and %v", len(list), why)
	}
	slow.Close()
	quick.Close()
	if n := h.inboxes.Used(); n != 0 {
		t.Errorf("%d bytes are still accounted for", n)
	}
}
