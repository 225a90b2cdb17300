package differential

import (
	"context"
	"fmt"
	"regexp"
	"strings"
)

// Bounds of the work on one difference.
const (
	shrinkTriesMax = 500
	stepsOfWorld   = 70
	likeMax        = 15 // of one kind of difference are shrunk

	queryCanceled = "57014"
)

// runner runs worlds in places and keeps what differs.
type runner struct {
	places []*place // the first two are the reference and our plain node, or the first is both
	// against names the place that each place is compared with.
	against map[*place]*place
	rules   []*rule
	max     int // findings, after which it ends
	// only are the topics of which worlds consist; none for whole worlds.
	only []topic
	log  func(format string, args ...any)

	statements int
	slow       int            // ended by their timeout in one place
	errors     int            // of statements, in the reference
	codes      map[string]int // how often each error
	seen       map[string]int
	findings   []*finding
}

// finding is a difference, shrunk.
type finding struct {
	seed         uint64
	kind         string
	theirs, ours *place
	steps        []*step
	said, told   *outcome
}

// String is a script for psql that repeats it.
func (f *finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "-- seed %d, %s: %s\n", f.seed, f.ours.name, f.kind)
	role := ""
	for _, s := range f.steps {
		if s.role != role {
			role = s.role
			b.WriteString("RESET SESSION AUTHORIZATION;")
			if role != "super" {
				b.WriteString(" SET SESSION AUTHORIZATION differential_" + role + ";")
			}
			b.WriteString("\n")
		}
		b.WriteString(s.text() + ";\n")
		if s.in != nil {
			b.WriteString(s.in.String() + "\\.\n")
		}
		if s.split != "" && f.ours.split {
			b.WriteString(s.split + ";\n")
		}
		if f.ours.dense {
			for _, text := range s.dense {
				b.WriteString(text + ";\n")
			}
		}
	}
	fmt.Fprintf(&b, "-- %s: %s\n-- %s: %s\n", f.theirs.name, indent(f.said.String()), f.ours.name, indent(f.told.String()))
	return b.String()
}

func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n--   ") }

// run runs worlds from a seed on, until enough statements ran.
func (r *runner) run(ctx context.Context, seed uint64, statements int) error {
	r.seen = map[string]int{}
	for all, before := edges(), -1; len(all) > 0 && r.statements != before; {
		before = r.statements // what follows a difference has a world of its own
		n, err := r.world(ctx, 0, all)
		if err != nil {
			return err
		}
		if n >= len(all) {
			break
		}
		all = append(edges()[:3:3], all[max(n, 3):]...)
	}
	for r.statements < statements && len(r.findings) < r.max && ctx.Err() == nil {
		if _, err := r.world(ctx, seed, r.draw(seed)); err != nil {
			return err
		}
		seed++
	}
	return nil
}

// draw draws the steps of a seed.
func (r *runner) draw(seed uint64) []*step {
	g := newGenerator(seed)
	if len(r.only) == 0 {
		return g.world(stepsOfWorld)
	}
	return g.worldOf(r.only)
}

// world runs steps from an empty schema on, until a difference spoils it, and
// says how many it ran.
func (r *runner) world(ctx context.Context, seed uint64, steps []*step) (int, error) {
	for _, p := range r.places {
		if err := p.reset(ctx); err != nil {
			return 0, err
		}
	}
	for i, s := range steps {
		r.statements++
		said := map[*place]*outcome{}
		for _, p := range r.places {
			o, err := p.run(ctx, s)
			if err != nil {
				return 0, err
			}
			said[p] = o
		}
		if first := said[r.places[0]]; first != nil && first.code != "" {
			r.errors++
			if r.codes == nil {
				r.codes = map[string]int{}
			}
			r.codes[first.code+" "+quoted.ReplaceAllString(first.message, "")]++
		}
		stop := false
		for _, p := range r.places {
			other := r.against[p]
			if other == nil {
				continue
			}
			kind := differ(said[other], said[p])
			if kind == "" {
				continue
			}
			if said[p].code == queryCanceled || said[other].code == queryCanceled {
				r.slow++ // one of them took longer than statement_timeout
				return i + 1, nil
			}
			stop = stop || s.writes || s.schema || said[p].code == "lost" || said[other].code == "lost"
			f := &finding{seed: seed, kind: kind, theirs: other, ours: p, steps: steps[:i+1], said: said[other], told: said[p]}
			rule, spoiled, err := r.rule(ctx, f)
			if err != nil {
				return 0, err
			}
			if rule != nil {
				rule.used++
				if spoiled {
					return i + 1, nil
				}
				continue
			}
			shrunk, err := r.found(ctx, f)
			if err != nil {
				return 0, err
			}
			if shrunk || spoiled { // the schema is not the world's any more
				return i + 1, nil
			}
		}
		if stop {
			return i + 1, nil
		}
	}
	return len(steps), nil
}

// rule gives the rule that a difference falls under, nil for none, and whether a proof left the
// places in another state.
func (r *runner) rule(ctx context.Context, f *finding) (found *rule, spoiled bool, err error) {
	for _, rule := range explained(r.rules, f.steps[len(f.steps)-1].text(), f.said, f.told) {
		if rule.proof == nil {
			return rule, spoiled, nil
		}
		spoiled = true
		if holds, err := rule.proof(ctx, r, f); holds || err != nil {
			return rule, true, err
		}
	}
	return nil, spoiled, nil
}

var quoted = regexp.MustCompile(`"[^"]*"|[0-9]+`)

// found keeps a finding, shrunk, unless there are some like it.
func (r *runner) found(ctx context.Context, f *finding) (shrunk bool, err error) {
	key := f.kind + f.ours.name + quoted.ReplaceAllString(f.said.message+"/"+f.told.message, "")
	r.seen[key]++
	limit := likeMax
	if strings.HasPrefix(f.kind, "code") || f.kind == "columns" {
		limit = 1 // one is as good as another
	}
	if r.seen[key] > limit {
		return false, nil
	}
	if err := r.shrink(ctx, f); err != nil {
		return true, err
	}
	// What is left may be shown to fall under a rule where all that was drawn could not: a set
	// operation has rows of the side in which nothing is wrong.
	if rule, _, err := r.rule(ctx, f); rule != nil || err != nil {
		if rule != nil {
			rule.used++
		}
		return true, err
	}
	for _, old := range r.findings {
		if old.kind == f.kind && old.ours == f.ours && old.steps[len(old.steps)-1].text() == f.steps[len(f.steps)-1].text() {
			return true, nil
		}
	}
	r.findings = append(r.findings, f)
	r.log("%s", f)
	return true, nil
}

// shrink leaves out what the difference does not need.
func (r *runner) shrink(ctx context.Context, f *finding) error {
	tries := 0
	var failed error
	try := func(steps []*step) bool {
		if tries++; tries > shrinkTriesMax || failed != nil || ctx.Err() != nil {
			return false
		}
		a, b, err := r.replay(ctx, f, steps)
		if err != nil {
			failed = err
			return false
		}
		if differ(a, b) != f.kind {
			return false
		}
		if plainly(explained(r.rules, steps[len(steps)-1].text(), a, b)) {
			return false
		}
		if strings.HasPrefix(f.kind, "code") && (!alike(a, f.said) || !alike(b, f.told)) {
			return false
		}
		f.said, f.told = a, b
		return true
	}
	if !try(f.steps) {
		f.kind += " (not again)"
		return failed
	}
	fewerSteps(f, try)
	for again := true; again && tries < shrinkTriesMax; {
		again = false
		for i := len(f.steps) - 1; i >= 0; i-- {
			if f.steps[i].shrink(func() bool { return try(f.steps) }) {
				again = true
			}
		}
	}
	fewerSteps(f, try)
	return failed
}

// fewerSteps leaves out whole steps.
func fewerSteps(f *finding, try func([]*step) bool) {
	for n := len(f.steps) / 2; n > 0; n /= 2 {
		for at := 0; at+n < len(f.steps); {
			fewer := append(append([]*step{}, f.steps[:at]...), f.steps[at+n:]...)
			if try(fewer) {
				f.steps = fewer
			} else {
				at += n
			}
		}
	}
}

// alike says whether two errors say the same, but for names and numbers.
func alike(a, b *outcome) bool {
	return quoted.ReplaceAllString(a.message, "") == quoted.ReplaceAllString(b.message, "")
}

// replay runs steps in the two places of a finding, and gives what the last says.
// Steps before it that differ are another difference.
func (r *runner) replay(ctx context.Context, f *finding, steps []*step) (said, told *outcome, err error) {
	for _, p := range []*place{f.theirs, f.ours} {
		if err := p.reset(ctx); err != nil {
			return nil, nil, err
		}
	}
	for i, s := range steps {
		if said, err = f.theirs.run(ctx, s); err != nil {
			return nil, nil, err
		}
		if told, err = f.ours.run(ctx, s); err != nil {
			return nil, nil, err
		}
		if i < len(steps)-1 && s.writes && differ(said, told) != "" {
			return said, said, nil
		}
	}
	return said, told, nil
}
