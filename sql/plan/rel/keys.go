package rel

// UniqueKeys drops keys of columns that come before.
// The first counts, also where a later one is of the other direction: rows that meet it are equal in the column.
func UniqueKeys(keys []SortKey) []SortKey {
	seen := VarSet{}
	var out []SortKey
	for _, k := range keys {
		if !seen[k.ID] {
			seen[k.ID] = true
			out = append(out, k)
		}
	}
	return out
}

// IsPrefix reports whether rows in the order of have are in that of want.
// Where no order is wanted any will do.
func IsPrefix(want, have []SortKey) bool {
	if len(want) > len(have) {
		return false
	}
	for i := range want {
		if want[i] != have[i] {
			return false
		}
	}
	return true
}
