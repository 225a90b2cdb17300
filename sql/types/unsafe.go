package types

import "unsafe"

// ptr is the address a Datum keeps; the garbage collector follows it.
func ptr[T any](v *T) unsafe.Pointer { return unsafe.Pointer(v) }
