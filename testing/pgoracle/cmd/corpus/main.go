// Command corpus writes generated.txt: statements of the generator, and broken
// ones.
package main

import (
	"bufio"
	"fmt"
	"log"
	"os"

	"github.com/isochrondb/isochron/testing/pgoracle"
)

const (
	seed      = 20
	generated = 2600
	broken    = 1600
	bytesMax  = 700
)

func main() {
	f, err := os.Create("../../sql/parser/testdata/generated.txt")
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "# Written by cmd/corpus: made by the generator, some then broken.")
	g := pgoracle.NewGenerator(seed)
	seen := map[string]bool{}
	for n := 0; n < generated+broken; {
		sql := g.Statement()
		if n >= generated {
			sql = g.Mutate(sql)
		}
		if sql == "" || len(sql) > bytesMax || seen[sql] {
			continue
		}
		seen[sql] = true
		n++
		fmt.Fprintln(w, pgoracle.EncodeLine(sql))
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}
