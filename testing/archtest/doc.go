// Package archtest holds the rules of which package may import which
// (docs/architecture.md, "Rooms"). Its test reads the import graph of the whole
// module and fails with the offending import and the rule that it breaks.
package archtest
