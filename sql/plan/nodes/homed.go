package nodes

import (
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
)

// OverAll is an index that is unique over all partitions of a homed table, as whoever writes one of
// its parts sees it.
type OverAll struct {
	Table *catalog.TableDesc // the homed table
	Index *catalog.IndexDesc
	// Parts are the others. A key has the same form in all of them, behind their prefixes.
	Parts []OverPart
}

// OverPart is the part that another partition has.
// IDs and a prefix, no descriptors: a write needs to know where a key would be, and nothing else of the other parts.
type OverPart struct {
	Table, Index catalog.ID
	Prefix       []byte
}

// Key is where a key of the part that l lays out would be in p.
// The values in a key are the same whichever partition has the row, so that the key of another part differs in its
// prefix alone.
func (p *OverPart) Key(l *catalog.Layout, key keys.Key) keys.Key {
	return l.KeyUnder(p.Prefix, key)
}

// HomeFirst tells that no key is found by more than one input of an Append: each looks the same ones
// up in its part of an index over all partitions. They are asked for at Home first (-1: at none), and
// those that are not there at all others, at once.
type HomeFirst struct {
	// Home is the number of the input of this node's own region. A key is there as a rule, and then nobody else is asked:
	// no message leaves the region.
	Home  int
	Index string
	One   bool // it is one key
}

// KeyScan is the scan of an input of an Append that looks keys up; nil: it does something else.
// Projections and filters above it may be gone through: they give no row that the scan has not found.
func KeyScan(n Node) *Scan {
	for {
		switch x := n.(type) {
		case *Project:
			n = x.Input
		case *Filter:
			n = x.Input
		case *Scan:
			// Whole keys of one index: only of these it can be said that they are found once, or not at all.
			if !x.Points || x.Spans.Row != nil || x.Union != nil || x.Entries != nil {
				return nil
			}
			return x
		default:
			return nil
		}
	}
}

// HomeLookUp is the Append that looks keys up in a homed table, without locking what it finds, where n
// gives its rows, or some of them; nil: n does something else.
func HomeLookUp(n Node) *Append {
	for {
		switch x := n.(type) {
		case *Project:
			n = x.Input
		case *Filter:
			n = x.Input
		case *Append:
			if x.First == nil || KeyScan(x.Inputs[0]).Lock != nil {
				return nil
			}
			return x
		default:
			return nil
		}
	}
}
