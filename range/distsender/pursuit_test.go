package distsender

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// told is Routes that notes what it is told, over ranges of one letter each.
type told struct {
	says  []string
	fails int // of the next look-ups
}

func (r *told) Lookup(_ context.Context, key keys.Key) (*descriptor.Range, error) {
	if r.fails > 0 {
		r.fails--
		return nil, &kvpb.RetryElsewhere{Why: "no directory"}
	}
	r.says = append(r.says, "look up "+string(key[:1]))
	return letter(key[0]), nil
}

func (r *told) Server(*descriptor.Range) kvpb.Sender { return nil }

func (r *told) Heard(desc *descriptor.Range, err error) {
	r.says = append(r.says, fmt.Sprintf("%s said %T", string(desc.Start), Answer(err)))
}

func (r *told) Forget(desc *descriptor.Range) { r.says = append(r.says, "forget") }

func letter(c byte) *descriptor.Range {
	return &descriptor.Range{ID: uint64(c), Start: keys.Key{c}, End: keys.Key{c + 1}}
}

// script answers one request after the other; beyond its end, the last again.
func script(errs ...error) func() error {
	n := 0
	return func() error {
		err := errs[min(n, len(errs)-1)]
		n++
		return err
	}
}

var (
	elsewhere  = &kvpb.RetryElsewhere{Why: "no lease"}
	moved      = &kvpb.Refused{Reason: kvpb.ReasonMoved}
	bounds     = &kvpb.Refused{Reason: kvpb.ReasonBounds}
	refused    = &kvpb.Refused{Reason: kvpb.ReasonVersion}
	later      = &kvpb.RefusedForNow{Reason: kvpb.ReasonStage}
	doubtful   = &kvpb.Ambiguous{Why: "broken"}
	errForeign = errors.New("disk on fire")
)

func TestJudge(t *testing.T) {
	for _, x := range []struct {
		err           error
		want          Verdict
		away, passing bool
	}{
		{elsewhere, Elsewhere, true, true},
		{moved, Moved, true, true},
		{bounds, Moved, true, true},
		{refused, Final, false, false},
		{later, Later, false, true},
		{doubtful, Doubt, false, true},
		{errForeign, Final, false, false},
		{context.Canceled, Final, false, false},
		{fmt.Errorf("node 3: %w", elsewhere), Elsewhere, true, true},
		{&Unserved{Last: elsewhere}, Final, false, false},
	} {
		if got := Judge(x.err); got != x.want || Away(x.err) != x.away || Passing(x.err) != x.passing {
			t.Errorf("%v: verdict %d, away %v, passing %v", x.err, got, Away(x.err), Passing(x.err))
		}
	}
	if Away(nil) {
		t.Error("an answer says that the range is elsewhere")
	}
}

// What a pursuit does with each answer, how often it asks, and how long it takes.
func TestPursuit(t *testing.T) {
	steady := Steady{Min: 10 * time.Millisecond, Max: 40 * time.Millisecond, For: time.Second}
	for name, x := range map[string]struct {
		set   func(p *Pursuit)
		at    bool
		hears []error
		want  error
		asked int
		took  time.Duration
		says  string
	}{
		"done":                {hears: []error{nil}, asked: 1, says: "look up k"},
		"final":               {hears: []error{refused}, want: refused, asked: 1, says: "look up k"},
		"no answer":           {hears: []error{errForeign}, want: errForeign, asked: 1, says: "look up k"},
		"elsewhere":           {hears: []error{elsewhere, nil}, asked: 2, took: 10 * time.Millisecond, says: "look up k, k said *kvpb.RetryElsewhere, look up k"},
		"moved":               {hears: []error{moved, bounds, nil}, asked: 3, took: 30 * time.Millisecond, says: "look up k, k said *kvpb.Refused, look up k, k said *kvpb.Refused, look up k"},
		"doubt":               {hears: []error{doubtful, refused}, want: refused, asked: 2, took: 10 * time.Millisecond, says: "look up k, k said *kvpb.Ambiguous, look up k"},
		"later":               {hears: []error{later, later, later, later, nil}, asked: 5, took: 110 * time.Millisecond},
		"for ever elsewhere":  {hears: []error{elsewhere}, want: &Unserved{}, asked: 28, took: 1030 * time.Millisecond},
		"for ever later":      {hears: []error{later}, want: later, asked: 28, took: 1030 * time.Millisecond},
		"not waited for":      {set: func(p *Pursuit) { p.NoWait = true }, hears: []error{later}, want: later, asked: 1},
		"divided":             {set: func(p *Pursuit) { p.Divided = true }, hears: []error{elsewhere, moved}, want: ErrMoved, asked: 2, took: 10 * time.Millisecond},
		"insists":             {set: func(p *Pursuit) { p.Insists = true }, hears: []error{refused, errForeign, nil}, asked: 3, took: 30 * time.Millisecond, says: "look up k, look up k, look up k"},
		"tries":               {set: func(p *Pursuit) { p.Pace = Steady{Min: time.Second, Max: time.Second, Tries: 2} }, hears: []error{doubtful}, want: doubtful, asked: 3, took: 2 * time.Second},
		"at: done":            {at: true, hears: []error{later, doubtful, nil}, asked: 3, took: 30 * time.Millisecond, says: "k said *kvpb.RefusedForNow, k said *kvpb.Ambiguous"},
		"at: elsewhere":       {at: true, hears: []error{elsewhere}, want: ErrMoved, asked: 1, took: 10 * time.Millisecond},
		"at: moved":           {at: true, hears: []error{moved}, want: ErrMoved, asked: 1, took: 10 * time.Millisecond},
		"at: for ever broken": {at: true, hears: []error{doubtful}, want: &Unserved{}, asked: 28, took: 1030 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &told{}
				p := Pursuit{Routes: r, Pace: steady}
				if x.set != nil {
					x.set(&p)
				}
				next, asked, began := script(x.hears...), 0, time.Now()
				send := func() error { asked++; return next() }
				var err error
				if x.at {
					err = p.At(t.Context(), letter('k'), send)
				} else {
					err = p.Until(t.Context(), keys.Key("k"), r.Lookup, func(*descriptor.Range) error { return send() })
				}
				if _, unserved := x.want.(*Unserved); unserved {
					if e, ok := err.(*Unserved); !ok || e.Last != x.hears[0] || string(e.Key) != "k" || e.For < time.Second {
						t.Errorf("error %v", err)
					}
				} else if err != x.want {
					t.Errorf("error %v, want %v", err, x.want)
				}
				if took := time.Since(began); asked != x.asked || took != x.took {
					t.Errorf("asked %d times in %v, want %d in %v", asked, took, x.asked, x.took)
				}
				if says := strings.Join(r.says, ", "); x.says != "" && says != x.says {
					t.Errorf("routes: %s\nwant:   %s", says, x.says)
				}
			})
		})
	}
}

// A failure long ago does not count for the next request on the same way.
func TestPursuitBeginsAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := Pursuit{Routes: &told{}, Pace: Steady{Min: time.Millisecond, Max: time.Millisecond, For: time.Second}}
		for range 2 {
			if err := p.At(t.Context(), letter('k'), script(doubtful, later, nil)); err != nil || p.Tries() != 0 {
				t.Fatal(err, p.Tries())
			}
			time.Sleep(time.Minute)
		}
	})
}

func TestWalk(t *testing.T) {
	span := func(s string) keys.Span {
		from, to, _ := strings.Cut(s, "-")
		return keys.Span{Start: keys.Key(from), End: keys.Key(to)}
	}
	point := func(s string) keys.Span { return keys.Point(keys.Key(s)) }
	for name, x := range map[string]struct {
		spans []keys.Span
		most  int
		fails int
		want  string
	}{
		"one range":           {spans: []keys.Span{point("a1"), span("a2-a3")}, want: "a[a1 a2-a3]"},
		"over ranges":         {spans: []keys.Span{span("a5-c2")}, want: "a[a5-b] b[b-c] c[c-c2]"},
		"overlapping":         {spans: []keys.Span{span("a5-b5"), point("a6"), span("a7-b2"), point("b1")}, want: "a[a5-b a6 a7-b] b[b-b5 b-b2 b1]"},
		"unsorted":            {spans: []keys.Span{point("c1"), point("a1"), span("b1-b2")}, want: "a[a1] b[b1-b2] c[c1]"},
		"at most two":         {spans: []keys.Span{span("a1-b1"), point("a2"), point("a3"), point("b0")}, most: 2, want: "a[a1-b a2] a[a3] b[b-b1 b0]"},
		"after failures":      {spans: []keys.Span{span("a5-c2")}, fails: 2, want: "a[a5-b] a[a5-b] a[a5-b] b[b-c] c[c-c2]"},
		"nothing":             {},
		"up to a range's end": {spans: []keys.Span{span("a5-b")}, want: "a[a5-b]"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				before := fmt.Sprint(x.spans)
				var asked []string
				p := Pursuit{Routes: &told{fails: x.fails}, Pace: Steady{Min: time.Millisecond, Max: time.Millisecond, For: time.Second}}
				err := p.Walk(t.Context(), x.spans, x.most, func(desc *descriptor.Range, here []keys.Span) (bool, error) {
					var all []string
					for _, s := range here {
						if s.IsPoint() {
							all = append(all, string(s.Start))
						} else {
							all = append(all, string(s.Start)+"-"+string(s.End))
						}
					}
					asked = append(asked, fmt.Sprintf("%s[%s]", string(desc.Start), strings.Join(all, " ")))
					if len(asked) <= x.fails {
						return true, elsewhere
					}
					return true, nil
				})
				if got := strings.Join(asked, " "); err != nil || got != x.want {
					t.Errorf("%s, %v\nwant %s", got, err, x.want)
				}
				if fmt.Sprint(x.spans) != before {
					t.Error("the caller's spans have changed")
				}
			})
		})
	}
	var asked []string
	p := Pursuit{Routes: &told{}, Pace: Steady{}}
	err := p.Walk(t.Context(), []keys.Span{span("a-d")}, 0, func(desc *descriptor.Range, _ []keys.Span) (bool, error) {
		asked = append(asked, string(desc.Start))
		return len(asked) < 2, nil
	})
	if err != nil || !slices.Equal(asked, []string{"a", "b"}) {
		t.Errorf("it went on: %v, %v", asked, err)
	}
}

func TestJoin(t *testing.T) {
	now := time.Now()
	before := now.Add(-time.Second)
	for i, tt := range []struct{ p, o, want Pursuit }{
		{Pursuit{tries: 1, unserved: now}, Pursuit{tries: 3, unserved: before, stuck: now}, Pursuit{tries: 3, unserved: before, stuck: now}},
		{Pursuit{tries: 3, unserved: before, stuck: before}, Pursuit{tries: 1, unserved: now, stuck: now}, Pursuit{tries: 3, unserved: before, stuck: before}},
		{Pursuit{stuck: now}, Pursuit{stuck: before}, Pursuit{stuck: before}},
		{Pursuit{tries: 3, unserved: now, stuck: now}, Pursuit{}, Pursuit{tries: 3, unserved: now, stuck: now}},
		{Pursuit{}, Pursuit{}, Pursuit{}},
	} {
		p := tt.p
		if p.Join(&tt.o); p.tries != tt.want.tries || !p.unserved.Equal(tt.want.unserved) || !p.stuck.Equal(tt.want.stuck) {
			t.Errorf("%d: got %+v, want %+v", i, p, tt.want)
		}
	}
}
