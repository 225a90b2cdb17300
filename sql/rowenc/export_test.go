package rowenc

// What only tests of the package need.

// PrefixEnd returns the first key after all keys that start with prefix, in
// memory of its own; nil if there is none (the prefix is all 0xff).
func PrefixEnd(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] != 0xff {
			end := append([]byte(nil), prefix[:i+1]...)
			end[i]++
			return end
		}
	}
	return nil
}

// NextKey returns the first key after key, in memory of its own.
func NextKey(key []byte) []byte {
	return append(append(make([]byte, 0, len(key)+1), key...), 0)
}
