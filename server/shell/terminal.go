package shell

import (
	"errors"
	"io"
	"os"

	"golang.org/x/term"
)

// terminal is a screen and a keyboard: lines are edited, recalled and completed. The terminal is
// raw while a line is read alone, so that Ctrl-C cancels statements.
type terminal struct {
	make    func() *term.Terminal
	term    *term.Terminal // its line survives Ctrl-C, which another one does not have
	keys    *keyboard
	raw     func() (restore func(), err error)
	history *history
}

// newTerminal returns nil where in is no terminal.
func newTerminal(in *os.File, out io.Writer, historyFile string, complete completer) *terminal {
	fd := int(in.Fd())
	if !term.IsTerminal(fd) || os.Getenv("TERM") == "dumb" {
		return nil
	}
	t := makeTerminal(in, out, openHistory(historyFile), complete)
	t.raw = func() (func(), error) {
		if width, height, err := term.GetSize(fd); err == nil && width > 0 {
			_ = t.term.SetSize(width, height)
		}
		state, err := term.MakeRaw(fd)
		if err != nil {
			return nil, err
		}
		return func() { _ = term.Restore(fd, state) }, nil
	}
	return t
}

// completer completes the word before pos in line, with show for what might follow.
type completer func(line string, pos int, show func(string)) (newLine string, newPos int, ok bool)

func makeTerminal(in io.Reader, out io.Writer, h *history, complete completer) *terminal {
	t := &terminal{keys: &keyboard{Reader: in}, history: h, raw: func() (func(), error) { return func() {}, nil }}
	t.make = func() *term.Terminal {
		n := term.NewTerminal(struct {
			io.Reader
			io.Writer
		}{t.keys, out}, "")
		n.History, n.AutoCompleteCallback = h, t.completing(complete)
		return n
	}
	t.term = t.make()
	return t
}

// completing has Tab complete.
func (t *terminal) completing(complete completer) func(line string, pos int, key rune) (string, int, bool) {
	return func(line string, pos int, key rune) (string, int, bool) {
		if key != '\t' {
			return "", 0, false
		}
		newLine, newPos, ok := complete(line, pos, func(s string) { _, _ = t.term.Write([]byte(s)) })
		if !ok { // a tab is never a part of the line
			return line, pos, true
		}
		return newLine, newPos, true
	}
}

func (t *terminal) read(prompt string) (string, error) {
	restore, err := t.raw()
	if err != nil {
		return "", err
	}
	defer restore()
	t.keys.interrupted = false
	t.term.SetPrompt(prompt)
	line, err := t.term.ReadLine()
	switch {
	case errors.Is(err, term.ErrPasteIndicator):
		return line, nil
	case err == io.EOF && t.keys.interrupted:
		_, _ = t.term.Write([]byte("^C\r\n"))
		t.term = t.make()
		return "", errInterrupted
	case err == io.EOF:
		_, _ = t.term.Write([]byte("\r\n"))
	}
	return line, err
}

func (t *terminal) remember(text string) { t.history.keep(text) }

// keyboard notes Ctrl-C, which the terminal tells like the end of the input. It gives one byte at a
// time, so that what was typed behind Ctrl-C is the next line's.
type keyboard struct {
	io.Reader
	interrupted bool
}

func (k *keyboard) Read(p []byte) (int, error) {
	n, err := k.Reader.Read(p[:min(len(p), 1)])
	if n > 0 {
		k.interrupted = p[0] == 3
	}
	return n, err
}
