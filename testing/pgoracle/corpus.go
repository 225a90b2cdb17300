package pgoracle

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Read gives the statements of a corpus file: one a line, lines that start
// with a double quote being Go strings. Empty lines and lines that start with #
// are skipped.
func Read(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		sql, err := decodeLine(lines.Text())
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if sql != "" {
			list = append(list, sql)
		}
	}
	return list, lines.Err()
}

func decodeLine(line string) (string, error) {
	switch {
	case strings.HasPrefix(line, "#"):
		return "", nil
	case strings.HasPrefix(line, `"`):
		return strconv.Unquote(line)
	}
	return line, nil
}

// EncodeLine gives the line of a statement.
func EncodeLine(sql string) string {
	if strings.HasPrefix(sql, `"`) || strings.HasPrefix(sql, "#") || strings.ContainsAny(sql, "\n\r") {
		return strconv.Quote(sql)
	}
	return sql
}
