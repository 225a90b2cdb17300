// Command report judges corpus files and prints the disagreements.
package main

import (
	"fmt"
	"log"
	"os"

	"github.com/isochrondb/isochron/testing/pgoracle"
)

func main() {
	counts := map[pgoracle.Outcome]int{}
	unsupported := 0
	for _, path := range os.Args[1:] {
		list, err := pgoracle.Read(path)
		if err != nil {
			log.Fatal(err)
		}
		for _, sql := range list {
			v := pgoracle.Judge(sql)
			counts[v.Outcome]++
			if v.Unsupported {
				unsupported++
			}
			if v.Outcome > pgoracle.BothReject {
				fmt.Printf("%s\n  %s\n  pg  : %s\n  ours: %s\n  text: %s\n", pgoracle.EncodeLine(sql), v.Outcome, v.Postgres, v.Isochron, v.Printed)
			}
		}
	}
	fmt.Println(counts, "of which refused as unsupported:", unsupported)
}
