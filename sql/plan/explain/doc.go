// Package explain words a plan as Postgres's EXPLAIN does: a tree of labels and
// details (Of), its text, and a text that tells plans apart (Shape).
//
// It reads plans alone, and must not know how they were chosen or are run; what
// running one measured is given to it (Actual).
package explain
