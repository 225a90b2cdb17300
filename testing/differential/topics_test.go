package differential

import (
	"context"
	"testing"
)

// TestTopics shows that most statements of each topic run, so that what they say is compared.
func TestTopics(t *testing.T) {
	ctx := context.Background()
	ours := plain(t)
	r := &runner{places: []*place{ours}}
	ready(t, r)
	for _, each := range allTopics() {
		before, failed := r.statements, r.errors
		r.codes = nil
		for n := range uint64(4) {
			r.only = []topic{each}
			from := *seed + n
			if _, err := r.world(ctx, from, r.draw(from)); err != nil {
				t.Fatal(err)
			}
		}
		name, n, errors := each.name(), r.statements-before, r.errors-failed
		t.Logf("%s: %d statements, %d errors", name, n, errors)
		for code, n := range r.codes {
			t.Logf("%6d × error %s", n, code)
		}
		if errors*2 > n {
			t.Errorf("%s: %d of %d statements are errors", name, errors, n)
		}
	}
}
