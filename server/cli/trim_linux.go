package cli

import (
	"bytes"
	"debug/elf"
	"os"
	"syscall"
)

// trim gives back the pages of the program that its start alone needed: what initializes some 660
// packages lies all over it. They stay in the machine's file cache, and one that is needed again
// is mapped from there in a few microseconds, with fifteen around it. A process that is traced
// keeps them, since breakpoints of debuggers lie in them.
func trim() {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil || !bytes.Contains(status, []byte("TracerPid:\t0\n")) {
		return
	}
	f, err := elf.Open("/proc/self/exe")
	if err != nil {
		return
	}
	defer f.Close()
	for _, s := range unwritten(f, uintptr(os.Getpagesize())) {
		// Of a file that nobody writes to: what comes back is what was there.
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, s.start, s.end-s.start, syscall.MADV_DONTNEED)
	}
}

// pages are addresses of whole pages.
type pages struct{ start, end uintptr }

// unwritten returns the pages of a program that hold what its file says, whoever started it. What
// the process may not write to is more than that: a loader puts addresses into the beginning of what
// may be written (PT_GNU_RELRO) and then takes the right away, and into everything where the program
// may lie anywhere (not ET_EXEC) or has relocations in its text.
func unwritten(f *elf.File, page uintptr) (all []pages) {
	if moved, err := f.DynValue(elf.DT_TEXTREL); f.Type != elf.ET_EXEC || err == nil && len(moved) > 0 {
		return nil
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_LOAD && p.Flags&elf.PF_W == 0 {
			all = append(all, pages{uintptr(p.Vaddr) &^ (page - 1), (uintptr(p.Vaddr+p.Filesz) + page - 1) &^ (page - 1)})
		}
	}
	return all
}
