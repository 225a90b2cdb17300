package shell

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// errCopyAlone refuses what the shell could not tell the rows of.
var errCopyAlone = errors.New("COPY FROM STDIN and COPY TO STDOUT must be entered by themselves")

// copyOf returns the COPY that a text is, whose rows go through the connection; nil where it is
// something else, and what is wrong with it is for the server to say.
func copyOf(text string) (*ast.Copy, error) {
	list, err := parser.Parse(text)
	if err != nil {
		return nil, nil
	}
	var found *ast.Copy
	for _, s := range list {
		if c, ok := s.AST.(*ast.Copy); ok && c.File == "" && !c.Program {
			found = c
		}
	}
	if found != nil && len(list) > 1 {
		return nil, errCopyAlone
	}
	return found, nil
}

// copy runs a COPY. Rows to be taken are the lines that follow, up to \. or the end of the input;
// of a text of --execute, all of the input.
func (s *Shell) copy(ctx context.Context, c *ast.Copy, text string) error {
	if !c.From {
		_, err := s.Conn.CopyTo(ctx, s.o.Out, text)
		return err
	}
	var rows io.Reader = strings.NewReader("")
	if s.lines != nil {
		rows = &copied{lines: s.lines}
	} else if s.o.In != nil {
		rows = s.o.In
	}
	tag, err := s.Conn.CopyFrom(ctx, rows, text)
	if s.lines != nil {
		_, _ = io.Copy(io.Discard, rows) // of a COPY that was refused: no statements
	}
	if err == nil {
		fmt.Fprintln(s.o.Out, tag)
	}
	return err
}

// copied reads lines up to \. as the rows of a COPY.
type copied struct {
	lines lines
	rest  []byte
	err   error
}

func (c *copied) Read(p []byte) (int, error) {
	if len(c.rest) == 0 && c.err == nil {
		var line string
		if line, c.err = c.lines.read(">> "); c.err == nil && line == `\.` {
			c.err = io.EOF
		}
		if c.err == nil {
			c.rest = append([]byte(line), '\n')
		}
	}
	if c.err != nil {
		return 0, c.err
	}
	n := copy(p, c.rest)
	c.rest = c.rest[n:]
	return n, nil
}
