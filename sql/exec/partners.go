package exec

import "github.com/isochrondb/isochron/sql/types"

// partners are the keys that a hash join holds.
type partners struct {
	table *hashTable // complete
	slots []int      // of a row: its key
}

// partnersMax is how many columns the keys of partners have at most.
const partnersMax = 4

// Some reports whether a row has any. Safe for concurrent use.
func (p *partners) Some(row []types.Datum) bool {
	var buf [partnersMax]types.Datum
	key := buf[:len(p.slots)]
	for i, s := range p.slots {
		if key[i] = row[s]; key[i].IsNull() {
			return false
		}
	}
	return p.table.find(p.table.hash(key), key) >= 0
}
