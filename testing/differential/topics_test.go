package differential

import (
	"context"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
)

// TestTopics shows that most statements of each topic run, so that what they say is compared.
func TestTopics(t *testing.T) {
	ctx := context.Background()
	ours := plain(t)
	r := &runner{places: []*place{ours}}
	ready(t, r)
	for i, topic := range allTopics() {
		name := runtime.FuncForPC(reflect.ValueOf(topic).Pointer()).Name()
		name = name[strings.LastIndex(name, ".")+1:]
		before, failed := r.statements, r.errors
		r.codes = nil
		for n := range uint64(4) {
			from := *seed + n
			g := newGenerator(from)
			steps := g.world(0)
			for j, s := range steps { // the world's tables alone
				if !s.schema {
					steps = steps[:j]
					break
				}
			}
			g.r, g.w = rand.New(rand.NewPCG(from, uint64(i))), rand.New(rand.NewPCG(from, uint64(i)))
			g.scope, g.ctes = nil, nil
			if _, err := r.world(ctx, from, append(steps, topic(g)...)); err != nil {
				t.Fatal(err)
			}
		}
		n, errors := r.statements-before, r.errors-failed
		t.Logf("%s: %d statements, %d errors", name, n, errors)
		for code, n := range r.codes {
			t.Logf("%6d × error %s", n, code)
		}
		if errors*2 > n {
			t.Errorf("%s: %d of %d statements are errors", name, errors, n)
		}
	}
}
