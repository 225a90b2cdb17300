package exec

import (
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
)

// sortSpans orders spans by their start.
func sortSpans(s []keys.Span) {
	slices.SortFunc(s, func(a, b keys.Span) int {
		if c := a.Start.Compare(b.Start); c != 0 {
			return c
		}
		_, ae := a.Bounds()
		_, be := b.Bounds()
		return ae.Compare(be)
	})
}

// mergeSpans joins sorted spans that overlap or repeat.
func mergeSpans(s []keys.Span) []keys.Span {
	out := s[:1]
	for _, x := range s[1:] {
		last := &out[len(out)-1]
		if x.IsPoint() && last.Contains(x.Start) {
			continue
		}
		if !last.IsPoint() && x.Start.Compare(last.End) <= 0 && !x.IsPoint() {
			if x.End.Compare(last.End) > 0 {
				last.End = x.End
			}
			continue
		}
		if last.IsPoint() && !x.IsPoint() && x.Contains(last.Start) {
			*last = x
			continue
		}
		out = append(out, x)
	}
	return out
}

// sortKeys orders the numbers of keys by the keys.
func sortKeys(order []int, ks []keys.Key) {
	slices.SortFunc(order, func(a, b int) int { return ks[a].Compare(ks[b]) })
}
