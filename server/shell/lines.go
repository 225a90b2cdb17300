package shell

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

// lines is where lines come from.
type lines interface {
	// read returns the next line without its end, io.EOF after the last, errInterrupted where
	// it was given up.
	read(prompt string) (string, error)
	// remember adds what was entered to the history.
	remember(text string)
}

// openLines reads the input as what it is: a terminal, or a file.
func (s *Shell) openLines() (l lines, interactive bool) {
	if f, ok := s.o.In.(*os.File); ok {
		if t := newTerminal(f, s.o.Out, s.o.HistoryFile, s.complete); t != nil {
			return t, true
		}
		info, err := f.Stat()
		interactive = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return newPlain(s.o.In, s.o.Out, interactive), interactive
}

// lineBytesMax is the longest line of a file.
const lineBytesMax = 16 << 20

// plain is a file, or a terminal without control of the cursor.
type plain struct {
	lines   *bufio.Scanner
	out     io.Writer
	prompts bool
}

func newPlain(in io.Reader, out io.Writer, prompts bool) *plain {
	p := &plain{bufio.NewScanner(in), out, prompts}
	p.lines.Buffer(make([]byte, 64<<10), lineBytesMax)
	return p
}

func (p *plain) read(prompt string) (string, error) {
	if p.prompts {
		fmt.Fprint(p.out, prompt)
	}
	if p.lines.Scan() {
		return p.lines.Text(), nil
	}
	if err := p.lines.Err(); err != nil {
		return "", err
	}
	return "", io.EOF
}

func (p *plain) remember(string) {}
