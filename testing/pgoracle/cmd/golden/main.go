// Command golden writes the golden files of the corpus.
package main

import (
	"log"
	"os"

	"github.com/isochrondb/isochron/testing/pgoracle"
)

func main() {
	for _, path := range pgoracle.Files() {
		list, err := pgoracle.Read(path)
		if err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(pgoracle.Golden(path), pgoracle.GoldenLines(list), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
