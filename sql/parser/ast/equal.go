package ast

// Equal tells whether two trees are the same but for positions. A nil list
// equals an empty one.
func Equal(a, b Node) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return equalNodes(a, b)
}

func equalPointers[T any](a, b *T, equal func(a, b *T) bool) bool {
	if a == nil || b == nil {
		return a == b
	}
	return equal(a, b)
}

func equalLists[T any](a, b []T, equal func(a, b *T) bool) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !equal(&a[i], &b[i]) {
			return false
		}
	}
	return true
}

func equalInterfaces[T Node](a, b *T) bool { return Equal(*a, *b) }

func equalValues[T comparable](a, b *T) bool { return *a == *b }
