package plpgsql

// What only tests of the package need.

// Parse reads a body. The error is a *pgerror.Error whose position counts characters of the
// body from 1.
func Parse(text string) (*Body, error) { return parse(text, nil) }
