// Package isolation holds the anomalies of Berenson et al. (1995), Adya (1999)
// and Fekete et al. (2004) against each isolation level, through the front
// door: sessions of a real node, in virtual time, where a step that waits for
// another transaction is seen to wait. Each must be there, or not, exactly as
// Postgres 15 documents (chapter 13.2).
package isolation
