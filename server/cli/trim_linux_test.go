package cli

import (
	"debug/elf"
	"net"
	"slices"
	"testing"
)

// What a loader writes to and then protects is no part of what may be dropped: programs linked with
// C's library keep the addresses of its functions there.
func TestUnwritten(t *testing.T) {
	const page = 0x1000
	prog := func(kind elf.ProgType, flags elf.ProgFlag, at, size uint64) *elf.Prog {
		return &elf.Prog{ProgHeader: elf.ProgHeader{Type: kind, Flags: flags, Vaddr: at, Filesz: size, Memsz: size}}
	}
	progs := []*elf.Prog{
		prog(elf.PT_PHDR, elf.PF_R, 0x400040, 0x310),
		prog(elf.PT_LOAD, elf.PF_R, 0x400000, 0x1898),
		prog(elf.PT_LOAD, elf.PF_R|elf.PF_X, 0x402000, 0x2000),
		prog(elf.PT_LOAD, elf.PF_R|elf.PF_W, 0x404b30, 0x2000),
		prog(elf.PT_GNU_RELRO, elf.PF_R, 0x404b30, 0x4d0),
	}
	want := []pages{{0x400000, 0x402000}, {0x402000, 0x404000}}
	for _, tt := range []struct {
		kind elf.Type
		want []pages
	}{{elf.ET_EXEC, want}, {elf.ET_DYN, nil}} {
		f := &elf.File{FileHeader: elf.FileHeader{Type: tt.kind}, Progs: progs}
		if got := unwritten(f, page); !slices.Equal(got, tt.want) {
			t.Errorf("%v: %x, want %x", tt.kind, got, tt.want)
		}
	}
}

// The program of this test gives pages back, and goes on: linked with C's library, too, whose functions
// are found when they are first called (CGO_ENABLED=1, as .ci/run has it).
func TestTrim(t *testing.T) {
	f, err := elf.Open("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if all := unwritten(f, 4096); f.Type == elf.ET_EXEC && len(all) == 0 {
		t.Error("nothing of it can be given back")
	}
	trim()
	t.Setenv("GODEBUG", "netdns=cgo")
	if _, err := net.DefaultResolver.LookupHost(t.Context(), "localhost"); err != nil {
		t.Error(err)
	}
}
