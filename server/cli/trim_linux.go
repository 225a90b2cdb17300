package cli

import (
	"bufio"
	"bytes"
	"debug/elf"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// trim gives back the pages of the program that its start alone needed: what initializes some 660
// packages lies all over it. They stay in the machine's file cache, and one that is needed again
// is mapped from there in a few microseconds, with fifteen around it. A process that is traced
// keeps them, since breakpoints of debuggers lie in them, and so does one that was linked to lie
// anywhere: its read-only pages hold addresses that the loader has put there.
func trim() {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil || !bytes.Contains(status, []byte("TracerPid:\t0\n")) {
		return
	}
	program, err := os.Readlink("/proc/self/exe")
	if err != nil || !fixed() {
		return
	}
	f, err := os.Open("/proc/self/maps")
	if err != nil {
		return
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		var start, end uintptr
		var mode string
		if n, _ := fmt.Sscanf(line, "%x-%x %s", &start, &end, &mode); n < 3 || strings.Contains(mode, "w") || !strings.HasSuffix(line, " "+program) {
			continue
		}
		// Of a file that nobody writes to: what comes back is what was there.
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, start, end-start, syscall.MADV_DONTNEED)
	}
}

// fixed reports whether the program lies where its file says (ELF's ET_EXEC).
func fixed() bool {
	f, err := elf.Open("/proc/self/exe")
	if err != nil {
		return false
	}
	defer f.Close()
	return f.Type == elf.ET_EXEC
}
