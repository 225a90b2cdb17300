// Package host is what expressions ask of the session that runs them: session
// functions and their registry, the interfaces that a session may serve beside
// Session (routines, triggers, cursors, sequences), and Scalar, an expression
// that is evaluated outside of a statement.
//
// It knows neither plans nor how names were found; the planner stands above it
// and the session serves it.
package host
