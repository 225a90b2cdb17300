// Package cli is the command line: start, sql, debug, version. It turns flags
// and their environment twins (--sql-addr, ISOCHRON_SQL_ADDR) into options, runs
// what was asked for, and turns errors into a line and an exit code.
//
//	0  done
//	1  it failed
//	2  the command line is wrong
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/shell"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

// usageError marks what the command line got wrong.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// Main runs the command line and returns the exit code.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	root := newRoot(in, out, errOut)
	root.SetArgs(args)
	err := root.Execute()
	if err == nil {
		return 0
	}
	if !errors.Is(err, shell.ErrTold) {
		fmt.Fprintln(errOut, "isochron:", err)
	}
	var usage usageError
	var option *config.Error
	if errors.As(err, &usage) || errors.As(err, &option) {
		fmt.Fprintln(errOut, "Run 'isochron --help' for usage.")
		return exitUsage
	}
	return exitFailed
}

func newRoot(in io.Reader, out, errOut io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:   "isochron",
		Short: "A Postgres-compatible, strictly serializable SQL database over replicated key ranges",
		Long: "Isochron is a Postgres-compatible SQL database that is strictly serializable by default.\n" +
			"'isochron start' on an empty directory is a durable server; connect to it with 'isochron sql', psql or any Postgres driver.\n\n" +
			"Every flag has an environment variable: --sql-addr is ISOCHRON_SQL_ADDR. A flag wins over its variable.",
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return fromEnvironment(cmd.Flags(), os.LookupEnv) },
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("unknown command %q", args[0])}
			}
			return cmd.Help()
		},
		Args: cobra.ArbitraryArgs,
	}
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(startCommand(), initCommand(), demoCommand(), sqlCommand(), nodeCommand(), certCommand(), debugCommand(), versionCommand())
	return root
}

// fromEnvironment gives flags that were not set the values of their variables.
func fromEnvironment(flags *pflag.FlagSet, lookup func(string) (string, bool)) error {
	var first error
	flags.VisitAll(func(f *pflag.Flag) {
		name := environmentName(f.Name)
		if v, ok := lookup(name); ok && !f.Changed && first == nil {
			if err := flags.Set(f.Name, v); err != nil {
				first = usageError{fmt.Errorf("%s=%q: %w", name, v, err)}
			}
		}
	})
	return first
}

func environmentName(flag string) string {
	return "ISOCHRON_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// noArgs refuses arguments.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no arguments, got %q", cmd.CommandPath(), args[0])}
	}
	return nil
}

// Version is the release; the build may set it.
const Version = "0.1.0"

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), VersionText())
			return err
		},
	}
}

// VersionText is the version with what it was built from and for.
func VersionText() string {
	revision := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " (" + s.Value + ")"
			}
		}
	}
	return fmt.Sprintf("isochron %s%s, %s, %s/%s", Version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// bytesValue is a flag that takes sizes.
type bytesValue int64

func (v *bytesValue) String() string {
	n := int64(*v)
	switch {
	case n >= 1<<30 && n%(1<<30) == 0:
		return fmt.Sprintf("%dGiB", n>>30)
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%dMiB", n>>20)
	}
	return fmt.Sprint(n)
}

func (v *bytesValue) Set(s string) error {
	n, err := config.ParseSize(s, config.MachineMemory(os.DirFS("/")))
	*v = bytesValue(n)
	return err
}

func (v *bytesValue) Type() string { return "size" }

// memoryMaxValue is a flag that takes sizes, and shows the default as the share
// that it is.
type memoryMaxValue int64

func (v *memoryMaxValue) String() string {
	if *v == 0 {
		return config.DefaultMemoryMax
	}
	return (*bytesValue)(v).String()
}

func (v *memoryMaxValue) Set(s string) error { return (*bytesValue)(v).Set(s) }

func (v *memoryMaxValue) Type() string { return "size" }

// tempMaxValue is a flag that takes sizes of files.
type tempMaxValue int64

func (v *tempMaxValue) String() string {
	if *v == 0 {
		return "32GiB, in memory 256MiB"
	}
	return (*bytesValue)(v).String()
}

func (v *tempMaxValue) Set(s string) error {
	n, err := config.ParseBytes(s)
	*v = tempMaxValue(n)
	return err
}

func (v *tempMaxValue) Type() string { return "size" }

// switchValue is a flag that is on or off, and shows that it was not said.
type switchValue config.Switch

func (v *switchValue) String() string {
	return [...]string{config.Unsaid: "", config.On: "true", config.Off: "false"}[*v]
}

func (v *switchValue) Set(s string) error {
	on, err := strconv.ParseBool(s)
	if *v = switchValue(config.Off); on {
		*v = switchValue(config.On)
	}
	return err
}

func (v *switchValue) Type() string { return "bool" }

// clockErrorValue is a flag that takes durations, and shows that it was not said.
type clockErrorValue time.Duration

func (v *clockErrorValue) String() string {
	if *v < 0 {
		return ""
	}
	return time.Duration(*v).String()
}

func (v *clockErrorValue) Set(s string) error {
	if s == "0" {
		*v = 0
		return nil
	}
	d, err := time.ParseDuration(s)
	if err == nil && d < 0 {
		err = errors.New("must not be negative")
	}
	*v = clockErrorValue(d)
	return err
}

func (v *clockErrorValue) Type() string { return "duration" }
