package pgoracle

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/isochrondb/isochron/sql/parser"
)

// Data is where the corpus and the golden files are.
const Data = "../../sql/parser/testdata"

// Files are the corpus files in Data.
var files = []string{"statements.txt", "generated.txt"}

// Files gives the paths of the corpus, from this module's root.
func Files() []string {
	var paths []string
	for _, f := range files {
		paths = append(paths, filepath.Join(Data, f))
	}
	return paths
}

// Golden gives the path of the golden file of a corpus file.
func Golden(path string) string { return path[:len(path)-len(".txt")] + ".golden" }

// GoldenLines gives the content of a golden file: a line for each statement,
// which says what sql/parser does with it. "+" is to accept; "-", the position
// and the message to reject. A "!" in front tells that Postgres differs.
func GoldenLines(list []string) []byte {
	var b bytes.Buffer
	for _, sql := range list {
		if Judge(sql).Outcome > BothReject {
			b.WriteByte('!')
		}
		_, err := parser.Parse(sql)
		var e *parser.Error
		if errors.As(err, &e) {
			fmt.Fprintf(&b, "-%d %s\n", e.Position, e.Message)
		} else {
			b.WriteString("+\n")
		}
	}
	return b.Bytes()
}
