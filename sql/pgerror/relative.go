package pgerror

// Relative is an argument of a message whose text depends on the search path of who is told: the
// name of a type, which Postgres writes with its schema unless the path leads to it. What raises
// an error does not know the path; Reworded is asked by the session, which does.
type Relative interface {
	// Relative reports whether the text may be another one under another path.
	Relative() bool
}

// wording is how a field of an Error was made, kept where an argument is Relative.
type wording struct {
	made, format string
	args         []any
}

// worded keeps how the text made was made; nil where no path changes it.
func worded(made, format string, args []any) *wording {
	for _, a := range args {
		if r, ok := a.(Relative); ok && r.Relative() {
			return &wording{made, format, args}
		}
	}
	return nil
}

// Reworded is e as show writes the Relative arguments of its message, DETAIL and HINT: e itself
// where there are none, else a copy. Fields that were changed since they were made stay as they
// are, and so do errors of other nodes, which come without their arguments.
func (e *Error) Reworded(show func(Relative) string) *Error {
	fields := [...]*wording{e.message, e.detail, e.hint}
	if fields == [3]*wording{} {
		return e
	}
	c := e.Clone()
	for i, text := range [...]*string{&c.Message, &c.Detail, &c.Hint} {
		w := fields[i]
		if w == nil || w.made != *text {
			continue
		}
		args := make([]any, len(w.args))
		for j, a := range w.args {
			args[j] = a
			if r, ok := a.(Relative); ok && r.Relative() {
				args[j] = show(r)
			}
		}
		*text = sprintf(w.format, args)
	}
	// What is said once is not said anew under another path.
	c.message, c.detail, c.hint = nil, nil, nil
	return c
}
