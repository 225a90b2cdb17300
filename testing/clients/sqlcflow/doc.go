// Package sqlcflow is what sqlc makes of ../testdata/sqlc, whose sqlc.yaml says how: but for this file, written by it.
package sqlcflow
