package logic

import (
	"fmt"
	"strings"
)

// Block is one text of a script and its result.
type Block struct {
	Text     string
	comments []string
	want     string
	line     int
	order    order
	codeOnly bool // of an error, only the SQLSTATE is told
	ours     bool // the result is not Postgres's
}

// order is whether the order of rows is part of a result.
type order int

const (
	byText order = iota // if the text has ORDER BY
	sorted
	ordered
)

// Parse reads the blocks of a script.
func Parse(file, data string) ([]Block, error) {
	var blocks []Block
	var b Block
	var text, want []string
	inResult := false
	flush := func() {
		if len(text) > 0 {
			b.Text, b.want = strings.Join(text, "\n"), strings.Join(want, "\n")
			blocks = append(blocks, b)
		}
		b, text, want, inResult = Block{}, nil, nil, false
	}
	for i, line := range strings.Split(data, "\n") {
		switch {
		case line == "":
			flush()
		case strings.HasPrefix(line, "#") && len(text) == 0:
			b.comments = append(b.comments, line)
			if err := b.mark(line); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, i+1, err)
			}
		case line == "----":
			inResult = true
		case inResult:
			want = append(want, line)
		default:
			if len(text) == 0 {
				b.line = i + 1
			}
			text = append(text, line)
		}
	}
	flush()
	if len(blocks) == 0 {
		return nil, fmt.Errorf("%s: no blocks", file)
	}
	return blocks, nil
}

// mark takes what a comment says about how the block's result is taken.
func (b *Block) mark(comment string) error {
	mark, why, _ := strings.Cut(comment, ": ")
	switch mark {
	case "# sorted":
		b.order = sorted
	case "# ordered":
		b.order = ordered
	case "# code only":
		b.codeOnly = true
	case "# ours":
		b.ours = true
		if why == "" {
			return fmt.Errorf("%q does not say why", comment)
		}
	}
	return nil
}

// sorts reports whether rows are compared in any order.
func (b *Block) sorts() bool {
	return b.order == sorted || b.order == byText && !b.asksOrder()
}

func (b *Block) asksOrder() bool { return strings.Contains(strings.ToUpper(b.Text), "ORDER BY") }

// render is Parse's inverse.
func render(blocks []Block) string {
	var out strings.Builder
	for i, b := range blocks {
		if i > 0 {
			out.WriteByte('\n')
		}
		for _, c := range b.comments {
			out.WriteString(c + "\n")
		}
		out.WriteString(b.Text + "\n----\n" + b.want + "\n")
	}
	return out.String()
}
