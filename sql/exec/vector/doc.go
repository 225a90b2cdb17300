// Package vector evaluates expressions for all rows of a batch at once: over
// columns of 64-bit values of one type, in place of a Datum and several calls for
// each row and operator.
//
//	Program   arithmetic over integers, double precision numbers, days, moments and numerics
//
// It computes no more than what needs no error: where a value does not fit (a numeric
// beyond 64 bits or of another scale, an overflow, a division by zero) the rows of the
// batch are left to package scalar, which gives the value, or the error of the row and
// expression that comes first. So what it computes is what scalar does.
//
// It knows no operators of plans, whose batches it reads, and no aggregates.
package vector
