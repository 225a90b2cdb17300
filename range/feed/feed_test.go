package feed

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
)

// history is a span whose certified timestamp the test sets.
type history struct {
	mu                   sync.Mutex
	certified, threshold hlc.Timestamp
}

func (h *history) Certified(context.Context, keys.Span) (hlc.Timestamp, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.certified, nil
}

func (h *history) Threshold(context.Context, keys.Span) (hlc.Timestamp, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.threshold, nil
}

func (h *history) set(certified, threshold hlc.Timestamp) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.certified, h.threshold = certified, threshold
}

// log is a sink that writes down what it gets.
type log struct {
	text strings.Builder
	fail error
}

func (l *log) Changes(changes []Change, closed hlc.Timestamp) error {
	for _, c := range changes {
		v := string(c.Value)
		if c.Deleted {
			v = "gone"
		}
		fmt.Fprintf(&l.text, "%s=%s@%d ", string(c.Key[1:]), v, c.Timestamp)
	}
	fmt.Fprintf(&l.text, "<%d ", closed)
	return l.fail
}

func write(t *testing.T, e engine.Engine, k, v string, ts hlc.Timestamp) {
	t.Helper()
	b := e.NewBatch(0)
	var err error
	if key := append(keys.Key{keys.Catalog}, k...); v == "" {
		err = mvcc.Delete(b, key, ts, mvcc.Header{})
	} else {
		err = mvcc.Put(b, key, ts, mvcc.Header{}, []byte(v))
	}
	if err = errors.Join(err, e.Apply(b, false)); err != nil {
		t.Fatal(err)
	}
}

func TestSubscription(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
		if err != nil {
			t.Fatal(err)
		}
		defer e.Close()
		src, hub, sink := &history{}, NewHub(), &log{}
		hub.Start(e, src)
		defer hub.Close()
		span := keys.Span{Start: keys.Key{keys.Catalog}, End: keys.Key{keys.Catalog, 'm'}}
		catalog := &descriptor.Range{ID: 3, Start: keys.Key{keys.Catalog}, End: keys.Key{keys.Sequences}}
		other := &descriptor.Range{ID: 4, Start: keys.Key{keys.Rows}, End: keys.MaxKey}

		write(t, e, "old", "x", 5)
		write(t, e, "a", "1", 12)
		write(t, e, "b", "2", 11)
		sub, err := hub.Subscribe(span, 10, sink)
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		src.set(12, 0)
		hub.Applied(other) // elsewhere: nobody looks
		synctest.Wait()
		if got := sink.text.String(); got != "" {
			t.Errorf("delivered %q before the span changed", got)
		}
		hub.Applied(catalog)
		synctest.Wait()
		write(t, e, "z", "9", 13) // outside of the span
		write(t, e, "a", "", 14)
		write(t, e, "c", "3", 15) // not certified yet
		src.set(14, 0)
		hub.Applied(catalog)
		synctest.Wait()
		src.set(20, 5)
		hub.Applied(catalog)
		synctest.Wait()
		want := "b=2@11 a=1@12 <12 a=gone@14 <14 c=3@15 <20 "
		if got := sink.text.String(); got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
		src.set(30, 21)
		hub.Applied(catalog)
		<-sub.Done()
		if err := sub.Err(); !errors.Is(err, ErrCollected) {
			t.Errorf("collection passed the subscription: %v", err)
		}
	})
}

func TestSinkEndsSubscription(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
		if err != nil {
			t.Fatal(err)
		}
		defer e.Close()
		hub, enough := NewHub(), errors.New("enough")
		if _, err := hub.Subscribe(keys.Span{}, 1, &log{}); !errors.Is(err, ErrClosed) {
			t.Errorf("subscribed before the start: %v", err)
		}
		hub.Start(e, &history{certified: 5})
		sub, err := hub.Subscribe(keys.Span{Start: keys.Key{keys.Catalog}}, 1, &log{fail: enough})
		if err != nil {
			t.Fatal(err)
		}
		<-sub.Done()
		if !errors.Is(sub.Err(), enough) {
			t.Errorf("ended with %v", sub.Err())
		}
		still, err := hub.Subscribe(keys.Span{Start: keys.Key{keys.Catalog}}, 1, &log{})
		if err != nil {
			t.Fatal(err)
		}
		hub.Close()
		if !errors.Is(still.Err(), ErrClosed) {
			t.Errorf("after Close: %v", still.Err())
		}
		if _, err := hub.Subscribe(keys.Span{}, 1, &log{}); !errors.Is(err, ErrClosed) {
			t.Errorf("subscribed after Close: %v", err)
		}
	})
}
